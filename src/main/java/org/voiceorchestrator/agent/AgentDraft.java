package org.voiceorchestrator.agent;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.phone.PhoneResult;

/// An agent as somebody wants it.
///
/// @param agentId letters, digits, `_`, `.` and `-`; unique
/// @param extension letters, digits, `_`, `.` and `-`
/// @param phoneNumber brought to digits with the country code when it is a public number, else kept as written
/// @param status left out, it stays as it is (`offline` for a new agent)
/// @param statusReason why, when there is something to say
@Serdeable
record AgentDraft(
        @ApiDoc.MayBeLeftOut String agentId,
        @ApiDoc.MayBeLeftOut String extension,
        @ApiDoc.MayBeLeftOut String phoneNumber,
        @ApiDoc.MayBeLeftOut String email,
        @Nullable AgentStatus status,
        @Nullable String statusReason,
        @ApiDoc.MayBeLeftOut boolean isActive,
        @ApiDoc.MayBeLeftOut int maxConcurrentCalls,
        @ApiDoc.MayBeLeftOut int wrapUpSeconds) {
    private static final Pattern AGENT_ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern EXTENSION = Pattern.compile("[0-9A-Za-z_.-]{1,32}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)+");

    /// @param unsent what stands for fields that were not sent; null: the defaults
    static AgentDraft read(@Nullable Map<String, ?> body, @Nullable Agent unsent, PhoneNumberNormalizer phones) {
        Fields fields = Fields.of(body);
        String agentId = matching(fields, "agent_id", 64, AGENT_ID, unsent == null ? null : unsent.agentId());
        String extension = matching(fields, "extension", 32, EXTENSION, unsent == null ? null : unsent.extension());
        Fields.Field<String> phone = fields.text("phone_number", 32);
        String email = fields.text("email", 254).orElse(unsent == null ? "" : unsent.email());
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            fields.reject("email", "Enter a valid email address.");
        }
        AgentDraft draft = new AgentDraft(
                agentId,
                extension,
                phone.sent() ? normalized(phone.orElse(""), phones) : unsent == null ? "" : unsent.phoneNumber(),
                email,
                fields.choice("status", AgentStatus.class).orNull(null),
                fields.text("status_reason", 200).orNull(null),
                fields.bool("is_active").orElse(unsent == null || unsent.isActive()),
                fields.integer("max_concurrent_calls", 1, 1000)
                        .orElse(unsent == null ? 1 : unsent.maxConcurrentCalls()),
                fields.integer("wrap_up_seconds", 0, 86_400).orElse(unsent == null ? 0 : unsent.wrapUpSeconds()));
        fields.refuseErrors();
        return draft;
    }

    static AgentDraft of(String agentId, String extension) {
        Fields fields = Fields.of(Map.of("agent_id", agentId, "extension", extension));
        AgentDraft draft = new AgentDraft(
                matching(fields, "agent_id", 64, AGENT_ID, null),
                matching(fields, "extension", 32, EXTENSION, null),
                "",
                "",
                null,
                null,
                true,
                1,
                0);
        fields.refuseErrors();
        return draft;
    }

    private static String matching(Fields fields, String name, int longest, Pattern pattern, @Nullable String unsent) {
        String text = fields.filledText(name, longest).required(unsent, "");
        if (!text.isEmpty() && !text.equals(unsent) && !pattern.matcher(text).matches()) {
            fields.reject(name, "Enter a value of letters, digits, underscores, dots and hyphens only.");
        }
        return text;
    }

    private static String normalized(String phone, PhoneNumberNormalizer phones) {
        return switch (phones.normalize(phone)) {
            case PhoneResult.Normalized(var number) -> number.digits();
            case PhoneResult.Refused _ -> phone;
        };
    }
}
