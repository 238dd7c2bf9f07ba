package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;

/// A trunk as somebody wants it.
///
/// @param name unique, for people
/// @param gateway its name in the switch
/// @param node id of the switch that has it; null: every one
/// @param lines calls at once
/// @param callsPerSecond calls begun in any second
/// @param prefix dialed in front of the number: digits, `*`, `#`, `+` at the front
/// @param strip so many digits are taken from the front of the number first
/// @param callerId the number that customers see where no pool says another; empty: the gateway's own
/// @param weight its share of the calls among trunks of one priority
/// @param priority the lowest first
@Serdeable
record TrunkDraft(
        @ApiDoc.MayBeLeftOut String name,
        @ApiDoc.MayBeLeftOut String gateway,
        @Nullable Long node,
        @ApiDoc.MayBeLeftOut int lines,
        @ApiDoc.MayBeLeftOut int callsPerSecond,
        @ApiDoc.MayBeLeftOut String prefix,
        @ApiDoc.MayBeLeftOut int strip,
        @ApiDoc.MayBeLeftOut String callerId,
        @ApiDoc.MayBeLeftOut int weight,
        @ApiDoc.MayBeLeftOut int priority,
        @ApiDoc.MayBeLeftOut boolean isActive) {
    private static final Pattern GATEWAY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern PREFIX = Pattern.compile("\\+?[0-9*#]{0,10}");
    private static final Pattern CALLER_ID = Pattern.compile("\\+?[0-9]{0,20}");

    /// @param unsent what stands for fields that were not sent; null: the defaults
    /// @param isNode whether there is a node of that id
    static TrunkDraft read(@Nullable Map<String, ?> body, @Nullable Trunk unsent, LongPredicate isNode) {
        Fields fields = Fields.of(body);
        Long node = fields.idOrNull("node").orNull(unsent == null ? null : unsent.node());
        if (node != null && !isNode.test(node)) {
            fields.reject("node", "Invalid pk \"" + node + "\" - object does not exist.");
        }
        String gateway = fields.filledText("gateway", 64).required(unsent == null ? null : unsent.gateway(), "");
        if (!gateway.isEmpty() && !GATEWAY.matcher(gateway).matches()) {
            fields.reject("gateway", "Enter the gateway's name as in the switch: letters, digits, _, . and - only.");
        }
        String prefix = fields.text("prefix", 11).orElse(unsent == null ? "" : unsent.prefix());
        if (!PREFIX.matcher(prefix).matches()) {
            fields.reject("prefix", "Enter digits, *, # or a + at the front.");
        }
        String callerId = fields.text("caller_id", 21).orElse(unsent == null ? "" : unsent.callerId());
        if (!CALLER_ID.matcher(callerId).matches()) {
            fields.reject("caller_id", "Enter digits, with or without + in front, or nothing.");
        }
        TrunkDraft draft = new TrunkDraft(
                fields.filledText("name", 100).required(unsent == null ? null : unsent.name(), ""),
                gateway,
                node,
                fields.integer("lines", 1, 100_000).orElse(unsent == null ? 60 : unsent.lines()),
                fields.integer("calls_per_second", 1, 10_000).orElse(unsent == null ? 10 : unsent.callsPerSecond()),
                prefix,
                fields.integer("strip", 0, 6).orElse(unsent == null ? 0 : unsent.strip()),
                callerId,
                fields.integer("weight", 1, 1000).orElse(unsent == null ? 1 : unsent.weight()),
                fields.integer("priority", 0, 1000).orElse(unsent == null ? 0 : unsent.priority()),
                fields.bool("is_active").orElse(unsent == null || unsent.isActive()));
        fields.refuseErrors();
        return draft;
    }
}
