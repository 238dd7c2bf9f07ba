package org.voiceorchestrator.dialing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Row;

/// Which way a call went.
///
/// @param campaign null: of none
/// @param trunk 0: the one in the settings
/// @param watched whether any breaker has something to watch
record CallWay(@Nullable Long campaign, long trunk, Instant begun, boolean watched) {
    /// For a statement that returns call logs as `c`.
    static final String COLUMNS = """
            c.campaign_id, coalesce(c.trunk_id, 0) AS trunk, c.initiated_at, EXISTS (SELECT FROM breakers) AS watched
            """;

    static CallWay of(Row row) {
        return new CallWay(
                row.bigintOrNull("campaign_id"), row.bigint("trunk"), row.instant("initiated_at"), row.bool("watched"));
    }
}
