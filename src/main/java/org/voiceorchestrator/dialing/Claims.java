package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.voiceorchestrator.database.Database;

/// Takes leads that are due.
@Singleton
final class Claims {
    /// One claim at a time in the whole cluster: the limits below are counted in the same transaction, so they are
    /// exact. `donotcall.ListChanges` takes the same lock to know that no claim is under way.
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('dialing.claims')), clock_timestamp() AS locked_at";

    /// A call's beginning is our clock's time at the moment of writing, reckoned from the database's clock: the calls
    /// whose end makes room for it ended before, also by the log.
    private static final String CLAIM_DUE = """
            WITH free_lines AS (
                SELECT least(
                    :lines,
                    :trunk_lines - (SELECT count(*) FROM call_logs WHERE ended_at IS NULL),
                    :calls_per_second - (SELECT count(*) FROM call_logs WHERE initiated_at > :a_second_ago)) AS n
            ),
            free_agents AS (
                SELECT a.id, a.extension, a.max_concurrent_calls - s.live_calls AS n
                FROM agents AS a
                JOIN agents_now AS s USING (id)
                WHERE a.is_active
                  AND a.status = 'available'
                  AND (a.wrap_up_until IS NULL OR a.wrap_up_until <= :now)
                  AND a.max_concurrent_calls > s.live_calls
            ),
            open_campaigns AS (
                SELECT c.id, a.id AS agent_id, a.extension, a.n AS agent_n, live.calls AS live_calls, past.last_call,
                       least(a.n, c.max_calls - live.calls) AS n
                FROM campaigns AS c
                JOIN free_agents AS a ON a.id = c.agent_id
                CROSS JOIN LATERAL (SELECT (:now AT TIME ZONE coalesce(c.time_zone, :zone))::time AS wall) AS clock
                CROSS JOIN LATERAL (SELECT count(*) AS calls FROM call_logs AS l
                                    WHERE l.campaign_id = c.id AND l.ended_at IS NULL) AS live
                CROSS JOIN LATERAL (SELECT max(initiated_at) AS last_call FROM call_logs AS l
                                    WHERE l.campaign_id = c.id) AS past
                WHERE c.status = 'active'
                  AND c.started_at + c.duration_days * interval '24 hours' > :now
                  -- a limit may have been lowered below the calls that are live
                  AND (c.max_calls IS NULL OR c.max_calls > live.calls)
                  AND (c.calling_from IS NULL
                       OR CASE WHEN c.calling_from <= c.calling_until
                               THEN clock.wall >= c.calling_from AND clock.wall < c.calling_until
                               ELSE clock.wall >= c.calling_from OR clock.wall < c.calling_until
                          END)
            ),
            due AS (
                SELECT l.*, c.agent_id, c.extension, c.agent_n, c.live_calls, c.last_call
                FROM open_campaigns AS c
                CROSS JOIN LATERAL (
                    SELECT l.id, l.campaign_id, l.phone_number, l.attempt_count, l.due_at
                    FROM (
                        SELECT f.id, f.due_at
                        FROM leads AS f
                        WHERE f.campaign_id = c.id
                          AND f.status = 'pending'
                          AND f.due_at <= :now
                          AND f.attempt_count < f.max_attempts
                        ORDER BY f.due_at, f.id
                        LIMIT :looked_at
                    ) AS first
                    JOIN leads AS l ON l.id = first.id
                    WHERE l.campaign_id = c.id
                      AND l.status = 'pending'
                      AND l.due_at <= :now
                      AND l.attempt_count < l.max_attempts
                      AND l.live_call_id IS NULL
                      AND NOT EXISTS (SELECT FROM call_logs AS x
                                      WHERE x.phone_number = l.phone_number AND x.ended_at IS NULL)
                      AND NOT EXISTS (SELECT FROM do_not_call_entries AS d
                                      WHERE d.phone_number = l.phone_number
                                        AND (d.campaign_id IS NULL OR d.campaign_id = c.id)
                                        AND (d.expires_at IS NULL OR d.expires_at > :now))
                    ORDER BY first.due_at, first.id
                    LIMIT least(c.n, (SELECT greatest(n, 0) FROM free_lines))
                    FOR UPDATE OF l SKIP LOCKED
                ) AS l
            ),
            -- Campaigns take turns: whoever has the fewest calls is next, and of these who has waited longest. So they
            -- share what there is fairly also where it becomes free one by one.
            ranked AS (
                SELECT *,
                       live_calls + row_number() OVER (PARTITION BY campaign_id ORDER BY due_at, id) AS turn
                FROM due
            ),
            shared AS (
                SELECT *,
                       row_number() OVER (PARTITION BY agent_id
                                          ORDER BY turn, last_call NULLS FIRST, due_at, id) AS agent_turn
                FROM ranked
            ),
            chosen AS (
                SELECT *, gen_random_uuid() AS call_id, gen_random_uuid() AS agent_leg_uuid
                FROM shared
                WHERE agent_turn <= agent_n
                ORDER BY turn, last_call NULLS FIRST, due_at, id
                LIMIT (SELECT greatest(n, 0) FROM free_lines)
            ),
            opened AS (
                INSERT INTO call_logs (call_id, freeswitch_uuid, agent_leg_uuid, agent_id, campaign_id, lead_id,
                    phone_number, status, worker_id, gateway, initiated_at, attempt_number)
                SELECT call_id, call_id, agent_leg_uuid, agent_id, campaign_id, id,
                    phone_number, 'initiated', :worker, :gateway,
                    clock_timestamp() + make_interval(secs => :clock_ahead), attempt_count + 1
                FROM chosen
                ON CONFLICT DO NOTHING
                RETURNING call_id, lead_id, agent_leg_uuid
            )
            UPDATE leads AS l
            SET status = 'dialing',
                live_call_id = o.call_id,
                attempt_count = l.attempt_count + 1,
                last_call_date = :now,
                updated_at = :now
            FROM opened AS o
            JOIN chosen AS c USING (call_id)
            WHERE l.id = o.lead_id
            RETURNING o.call_id, o.agent_leg_uuid, l.phone_number, c.extension
            """;

    /// Of a campaign. Were more than these on a do-not-call list, a claim must still not read them all:
    /// `donotcall.DoNotCallUpkeep` takes as many at a time out of the way.
    private static final int LOOKED_AT = 1000;

    private final Database database;
    private final TrunkSettings trunk;
    private final ZoneId businessZone;
    private final Clock clock;

    Claims(Database database, TrunkSettings trunk, ZoneId businessZone, Clock clock) {
        this.database = database;
        this.trunk = trunk;
        this.businessZone = businessZone;
        this.clock = clock;
    }

    /// At most `n` leads that are due, as many as agents, campaigns and the trunk have room for. From here on they are
    /// `dialing`, and their call logs are open in this worker's name.
    List<Claim> due(UUID worker, int n) {
        return database.inTransaction(() -> {
            Instant locked = database.sql(LOCK).one(row -> row.instant("locked_at"));
            Instant now = clock.instant();
            return database.sql(CLAIM_DUE)
                    .with("now", now)
                    .with("clock_ahead", Duration.between(locked, now).toNanos() / 1e9)
                    .with("a_second_ago", now.minusSeconds(1))
                    .with("worker", worker)
                    .with("lines", n)
                    .with("looked_at", LOOKED_AT)
                    .with("trunk_lines", trunk.lines())
                    .with("calls_per_second", trunk.callsPerSecond())
                    .with("gateway", trunk.gateway())
                    .with("zone", businessZone.getId())
                    .list(row -> new Claim(
                            row.uuid("call_id"),
                            row.uuid("agent_leg_uuid"),
                            row.text("phone_number"),
                            row.text("extension")));
        });
    }
}
