package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.dialing.Floor.FreeAgent;
import org.voiceorchestrator.dialing.Floor.OpenCampaign;

/// Reads the floor. Within a claim's transaction nothing of it can change but for the worse.
@Singleton
final class FloorReader {
    private static final String LINES = """
            SELECT least(
                :lines,
                :trunk_lines - (SELECT count(*) FROM call_logs WHERE ended_at IS NULL),
                :calls_per_second - (SELECT count(*) FROM call_logs WHERE initiated_at > :a_second_ago)) AS n
            """;

    private static final String CAMPAIGNS = """
            SELECT c.id, c.mode, c.calls_per_agent, c.max_calls - live.calls AS most,
                   live.calls, live.unmatched, past.last_call,
                   ARRAY(SELECT m.agent_id::text FROM campaign_agents AS m WHERE m.campaign_id = c.id) AS members
            FROM campaigns AS c
            CROSS JOIN LATERAL (SELECT (:now AT TIME ZONE coalesce(c.time_zone, :zone))::time AS wall) AS clock
            CROSS JOIN LATERAL (SELECT count(*)::integer AS calls,
                                       (count(*) FILTER (WHERE l.agent_id IS NULL))::integer AS unmatched
                                FROM call_logs AS l
                                WHERE l.campaign_id = c.id AND l.ended_at IS NULL) AS live
            CROSS JOIN LATERAL (SELECT max(initiated_at) AS last_call FROM call_logs AS l
                                WHERE l.campaign_id = c.id) AS past
            WHERE c.status = 'active'
              AND c.mode <> 'preview'
              AND c.started_at + c.duration_days * interval '24 hours' > :now
              -- a limit may have been lowered below the calls that are live
              AND (c.max_calls IS NULL OR c.max_calls > live.calls)
              AND (c.calling_from IS NULL
                   OR CASE WHEN c.calling_from <= c.calling_until
                           THEN clock.wall >= c.calling_from AND clock.wall < c.calling_until
                           ELSE clock.wall >= c.calling_from OR clock.wall < c.calling_until
                      END)
              AND EXISTS (SELECT FROM leads AS f
                          WHERE f.campaign_id = c.id
                            AND f.status = 'pending'
                            AND f.due_at <= :now
                            AND f.attempt_count < f.max_attempts)
            """;

    /// Agents whose extension takes another call at this moment.
    static final String FREE_AGENTS = """
            SELECT a.id, a.extension, a.max_concurrent_calls - s.live_calls AS room,
                   greatest(a.status_since, a.last_call_at) AS idle_since
            FROM agents AS a
            JOIN agents_now AS s USING (id)
            WHERE a.is_active
              AND a.status = 'available'
              AND (a.wrap_up_until IS NULL OR a.wrap_up_until <= :now)
              AND a.max_concurrent_calls > s.live_calls
            """;

    private final Database database;
    private final TrunkSettings trunk;
    private final ZoneId businessZone;

    FloorReader(Database database, TrunkSettings trunk, ZoneId businessZone) {
        this.database = database;
        this.trunk = trunk;
        this.businessZone = businessZone;
    }

    /// @param lines how many this process has free
    Floor read(int lines, Instant now) {
        int free = lines(lines, now);
        if (free <= 0) {
            return new Floor(List.of(), List.of(), 0);
        }
        List<OpenCampaign> campaigns = campaigns(now);
        return new Floor(campaigns, campaigns.isEmpty() ? List.of() : agents(now), free);
    }

    private int lines(int lines, Instant now) {
        return database.sql(LINES)
                .with("lines", lines)
                .with("trunk_lines", trunk.lines())
                .with("calls_per_second", trunk.callsPerSecond())
                .with("a_second_ago", now.minusSeconds(1))
                .one(row -> row.integer("n"));
    }

    private List<OpenCampaign> campaigns(Instant now) {
        return database.sql(CAMPAIGNS)
                .with("now", now)
                .with("zone", businessZone.getId())
                .list(row -> new OpenCampaign(
                        row.bigint("id"),
                        row.constant("mode", DialingMode.class),
                        Double.parseDouble(row.text("calls_per_agent")),
                        row.integer("calls"),
                        row.integer("unmatched"),
                        row.instantOrNull("last_call"),
                        row.integerOrNull("most"),
                        ids(row.texts("members"))));
    }

    private static Set<Long> ids(List<String> texts) {
        return texts.stream().map(Long::valueOf).collect(Collectors.toSet());
    }

    private List<FreeAgent> agents(Instant now) {
        return database.sql(FREE_AGENTS)
                .with("now", now)
                .list(row -> new FreeAgent(row.bigint("id"), row.integer("room"), row.instant("idle_since")));
    }
}
