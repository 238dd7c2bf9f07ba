package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.pacing.Estimates;
import org.voiceorchestrator.pacing.RecentCall;

/// What campaigns' last calls tell of the next ones.
@Singleton
final class RecentCalls {
    /// An agent who does not say to be done takes as long as there is time for it.
    private static final String RECENT = """
            SELECT recent.answered_at IS NOT NULL AS answered,
                   extract(epoch FROM coalesce(answered_at, ended_at) - initiated_at)::double precision AS settled,
                   extract(epoch FROM ended_at - answered_at)::double precision AS talk,
                   bridged_at IS NOT NULL AND ended_at IS NOT NULL AS talked,
                   wrapped_up_at IS NOT NULL OR ended_at + limits.wrap_up <= :now AS wrapped_up,
                   extract(epoch FROM least(wrapped_up_at - ended_at, limits.wrap_up))::double precision AS wrap_up
            -- whom the agent gave away on their own phone talks on without one
            FROM (SELECT agent_id, initiated_at, answered_at, bridged_at,
                         coalesce(agent_left_at, ended_at) AS ended_at, wrapped_up_at
                  FROM call_logs
                  WHERE campaign_id = :campaign
                    AND counts
                    AND (ended_at IS NOT NULL OR answered_at IS NOT NULL)
                  ORDER BY initiated_at DESC
                  LIMIT 400) AS recent
            LEFT JOIN (SELECT id, make_interval(secs => wrap_up_seconds) AS wrap_up
                       FROM agents) AS limits ON limits.id = recent.agent_id
            ORDER BY coalesce(answered_at, ended_at)
            """;

    private final Database database;

    RecentCalls(Database database) {
        this.database = database;
    }

    Estimates estimates(long campaign, Instant now) {
        return Estimates.of(
                database.sql(RECENT).with("campaign", campaign).with("now", now).list(RecentCalls::recent));
    }

    private static RecentCall recent(Row row) {
        Duration settled = duration(row.decimal("settled"));
        if (!row.bool("answered")) {
            return RecentCall.unanswered(settled);
        }
        if (!row.bool("talked")) {
            return RecentCall.answered(settled);
        }
        RecentCall talked = RecentCall.talked(settled, duration(row.decimal("talk")));
        return row.bool("wrapped_up") ? talked.withWrapUp(duration(row.decimal("wrap_up"))) : talked;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.max(0, Math.round(1000 * seconds)));
    }
}
