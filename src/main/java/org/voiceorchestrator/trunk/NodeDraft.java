package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;

/// A switch as somebody wants it.
///
/// @param name unique, for people
/// @param host where its event socket listens: a name or an address
/// @param passwordVariable the environment variable that holds the event socket's password
/// @param lines calls at once, over all its trunks; null: no limit of its own
/// @param callsPerSecond calls begun in any second, likewise
@Serdeable
record NodeDraft(
        @ApiDoc.MayBeLeftOut String name,
        @ApiDoc.MayBeLeftOut String host,
        @ApiDoc.MayBeLeftOut int port,
        @ApiDoc.MayBeLeftOut String passwordVariable,
        @Nullable Integer lines,
        @Nullable Integer callsPerSecond,
        @ApiDoc.MayBeLeftOut boolean isActive) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

    /// @param unsent what stands for fields that were not sent; null: the defaults
    static NodeDraft read(@Nullable Map<String, ?> body, @Nullable Node unsent) {
        Fields fields = Fields.of(body);
        if (fields.has("password")) {
            fields.reject(
                    "password",
                    "Passwords are not kept here: name the environment variable that holds it in password_variable.");
        }
        String host = fields.filledText("host", 253).required(unsent == null ? null : unsent.host(), "");
        if (!host.isEmpty() && !HOST.matcher(host).matches()) {
            fields.reject("host", "Enter a host's name or address.");
        }
        String variable = fields.text("password_variable", 100)
                .orElse(unsent == null ? "FREESWITCH_PASSWORD" : unsent.passwordVariable());
        if (!VARIABLE.matcher(variable).matches()) {
            fields.reject(
                    "password_variable",
                    "Enter the name of an environment variable: capital letters, digits and underscores.");
        }
        NodeDraft draft = new NodeDraft(
                fields.filledText("name", 100).required(unsent == null ? null : unsent.name(), ""),
                host,
                fields.integer("port", 1, 65_535).orElse(unsent == null ? 8021 : unsent.port()),
                variable,
                fields.integerOrNull("lines", 1, 100_000).orNull(unsent == null ? null : unsent.lines()),
                fields.integerOrNull("calls_per_second", 1, 10_000)
                        .orNull(unsent == null ? null : unsent.callsPerSecond()),
                fields.bool("is_active").orElse(unsent == null || unsent.isActive()));
        fields.refuseErrors();
        return draft;
    }
}
