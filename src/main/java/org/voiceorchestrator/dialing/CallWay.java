package org.voiceorchestrator.dialing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Row;

/// Which way a call went.
///
/// @param campaign null: of none
/// @param trunk 0: the one in the settings
/// @param first whether the step that was written can only be the call's first
/// @param reached whether the call has got as far as a step
/// @param watched whether any breaker has something to watch
record CallWay(@Nullable Long campaign, long trunk, Instant begun, boolean first, boolean reached, boolean watched) {
    /// For a statement that returns call logs as `c`.
    static final String COLUMNS = """
            c.campaign_id, coalesce(c.trunk_id, 0) AS trunk, c.initiated_at,
            c.answered_at IS NULL OR (c.ringing_at IS NULL AND c.bridged_at IS NULL) AS first_step,
            c.ringing_at IS NOT NULL OR c.answered_at IS NOT NULL AS reached,
            EXISTS (SELECT FROM breakers) AS watched
            """;

    static CallWay of(Row row) {
        return new CallWay(
                row.bigintOrNull("campaign_id"),
                row.bigint("trunk"),
                row.instant("initiated_at"),
                row.bool("first_step"),
                row.bool("reached"),
                row.bool("watched"));
    }
}
