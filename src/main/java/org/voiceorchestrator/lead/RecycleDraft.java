package org.voiceorchestrator.lead;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;

/// Which leads are to be called again, and how.
///
/// @param statuses of `called`, `skipped`, `completed`, `failed`; left out: `failed`
/// @param lastOutcomes how the last call ended: statuses of call logs; empty: any, or never called
/// @param dispositions what the agent said last, letter case aside; empty: anything
/// @param attemptsBelow called fewer times than this
/// @param notCalledSince the last call was before this, or there was none
/// @param moreAttempts how many more times they may be called
/// @param dueAt not before this; left out: at once
/// @param dryRun change nothing, only count
@Serdeable
record RecycleDraft(
        @ApiDoc.MayBeLeftOut List<String> statuses,
        @ApiDoc.MayBeLeftOut List<String> lastOutcomes,
        @ApiDoc.MayBeLeftOut List<String> dispositions,
        @Nullable Integer attemptsBelow,
        @Nullable Instant notCalledSince,
        @ApiDoc.MayBeLeftOut int moreAttempts,
        @Nullable Instant dueAt,
        @ApiDoc.MayBeLeftOut boolean dryRun) {
    private static final Set<String> STATUSES = Set.of("called", "skipped", "completed", "failed");
    private static final Set<String> OUTCOMES =
            Set.of("completed", "no_answer", "busy", "failed", "abandoned", "cancelled", "lost");

    static RecycleDraft read(@Nullable Map<String, ?> body, Instant now) {
        Fields fields = Fields.of(body);
        fields.refuseOthers(
                "statuses",
                "last_outcomes",
                "dispositions",
                "attempts_below",
                "not_called_since",
                "more_attempts",
                "due_at",
                "dry_run");
        Instant due = fields.instant("due_at").orNull(null);
        RecycleDraft draft = new RecycleDraft(
                chosen(fields, "statuses", STATUSES, List.of("failed")),
                chosen(fields, "last_outcomes", OUTCOMES, List.of()),
                fields.texts("dispositions").orElse(List.of()),
                fields.integerOrNull("attempts_below", 1, 99).orNull(null),
                fields.instant("not_called_since").orNull(null),
                fields.integer("more_attempts", 1, 98).orElse(1),
                due == null || due.isBefore(now) ? now : due,
                fields.bool("dry_run").orElse(false));
        if (draft.statuses.isEmpty()) {
            fields.reject("statuses", "Give at least one.");
        }
        fields.refuseErrors();
        return draft;
    }

    private static List<String> chosen(Fields fields, String name, Set<String> known, List<String> unsent) {
        List<String> sent = fields.texts(name).orElse(unsent);
        sent.stream()
                .filter(value -> !known.contains(value))
                .forEach(value -> fields.reject(name, "\"" + value + "\" is not a valid choice."));
        return sent;
    }

    /// For the record.
    Map<String, Object> asked() {
        Map<String, Object> asked = new TreeMap<>();
        asked.put("statuses", statuses);
        asked.put("last_outcomes", lastOutcomes);
        asked.put("dispositions", dispositions);
        asked.put("more_attempts", moreAttempts);
        if (attemptsBelow != null) {
            asked.put("attempts_below", attemptsBelow);
        }
        if (notCalledSince != null) {
            asked.put("not_called_since", notCalledSince.toString());
        }
        return asked;
    }
}
