package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.dialing.Floor.Slot;

/// Takes leads that are due: reads the floor, shares it out in slots, and finds each slot a lead.
@Singleton
final class Claims {
    /// One claim at a time in the whole cluster: what the floor says holds until the claim is committed, so every limit
    /// is exact. Who gives a waiting customer to an agent takes the same lock, and so does `donotcall.ListChanges` to
    /// know that no claim is under way.
    static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('dialing.claims')), clock_timestamp() AS locked_at";

    /// A call's beginning is our clock's time at the moment of writing, reckoned from the database's clock: the calls
    /// whose end makes room for it ended before, also by the log.
    private static final String CLAIM = """
            WITH slots AS (
                SELECT *
                FROM unnest(:campaigns::bigint[], :turns::integer[], :agents::bigint[])
                     AS s (campaign_id, turn, agent_id)
            ),
            due AS (
                SELECT l.*, row_number() OVER (PARTITION BY l.campaign_id ORDER BY l.due_at, l.id) AS turn
                FROM (SELECT campaign_id, count(*) AS n FROM slots GROUP BY campaign_id) AS c
                CROSS JOIN LATERAL (
                    SELECT l.id, l.campaign_id, l.phone_number, l.attempt_count, l.due_at
                    FROM (
                        SELECT f.id, f.due_at
                        FROM leads AS f
                        WHERE f.campaign_id = c.campaign_id
                          AND f.status = 'pending'
                          AND f.due_at <= :now
                          AND f.attempt_count < f.max_attempts
                        ORDER BY f.due_at, f.id
                        LIMIT :looked_at
                    ) AS first
                    JOIN leads AS l ON l.id = first.id
                    WHERE l.campaign_id = c.campaign_id
                      AND l.status = 'pending'
                      AND l.due_at <= :now
                      AND l.attempt_count < l.max_attempts
                      AND l.live_call_id IS NULL
                      AND NOT EXISTS (SELECT FROM call_logs AS x
                                      WHERE x.phone_number = l.phone_number AND x.ended_at IS NULL)
                      AND NOT EXISTS (SELECT FROM do_not_call_entries AS d
                                      WHERE d.phone_number = l.phone_number
                                        AND (d.campaign_id IS NULL OR d.campaign_id = c.campaign_id)
                                        AND (d.expires_at IS NULL OR d.expires_at > :now))
                    ORDER BY first.due_at, first.id
                    LIMIT c.n
                    FOR UPDATE OF l SKIP LOCKED
                ) AS l
            ),
            chosen AS (
                SELECT due.*, s.agent_id, gen_random_uuid() AS call_id, gen_random_uuid() AS agent_leg_uuid
                FROM due
                JOIN slots AS s USING (campaign_id, turn)
            ),
            opened AS (
                INSERT INTO call_logs (call_id, freeswitch_uuid, agent_leg_uuid, agent_id, without_agent, campaign_id,
                    lead_id, phone_number, status, worker_id, gateway, initiated_at, attempt_number)
                SELECT call_id, call_id, agent_leg_uuid, agent_id, agent_id IS NULL, campaign_id,
                    id, phone_number, 'initiated', :worker, :gateway,
                    clock_timestamp() + make_interval(secs => :clock_ahead), attempt_count + 1
                FROM chosen
                ON CONFLICT DO NOTHING
                RETURNING call_id, lead_id
            ),
            taken AS (
                UPDATE leads AS l
                SET status = 'dialing',
                    live_call_id = o.call_id,
                    attempt_count = l.attempt_count + 1,
                    last_call_date = :now,
                    updated_at = :now
                FROM opened AS o
                WHERE l.id = o.lead_id
                RETURNING l.live_call_id AS call_id
            )
            SELECT c.call_id, c.agent_leg_uuid, c.phone_number, c.campaign_id, c.turn, a.extension,
                   g.ring_seconds, g.mode,
                   CASE g.mode WHEN 'broadcast' THEN g.broadcast_message ELSE g.abandoned_message END AS message
            FROM taken
            JOIN chosen AS c USING (call_id)
            JOIN campaigns AS g ON g.id = c.campaign_id
            LEFT JOIN agents AS a ON a.id = c.agent_id
            """;

    /// Of a campaign. Were more than these on a do-not-call list, a claim must still not read them all:
    /// `donotcall.DoNotCallUpkeep` takes as many at a time out of the way.
    private static final int LOOKED_AT = 1000;

    private final Database database;
    private final FloorReader floors;
    private final TrunkSettings trunk;
    private final Clock clock;

    Claims(Database database, FloorReader floors, TrunkSettings trunk, Clock clock) {
        this.database = database;
        this.floors = floors;
        this.trunk = trunk;
        this.clock = clock;
    }

    /// At most `n` leads that are due, as many as agents, campaigns and the trunk have room for. From here on they are
    /// `dialing`, and their call logs are open in this worker's name.
    List<Claim> due(UUID worker, int n) {
        return database.inTransaction(() -> {
            Instant locked = database.sql(LOCK).one(row -> row.instant("locked_at"));
            Instant now = clock.instant();
            Duration clockAhead = Duration.between(locked, now);
            List<Claim> claims = new ArrayList<>();
            Floor floor = floors.read(n, now);
            for (List<Slot> slots = Sharing.slots(floor); !slots.isEmpty(); slots = Sharing.slots(floor)) {
                List<Found> found = fill(slots, worker, now, clockAhead);
                found.forEach(lead -> claims.add(lead.claim()));
                floor = floor.after(slots, found.stream().map(Found::slot).toList());
            }
            return claims;
        });
    }

    private record Found(Slot slot, Claim claim) {}

    private List<Found> fill(List<Slot> slots, UUID worker, Instant now, Duration clockAhead) {
        Map<Long, List<Slot>> ofCampaign = slots.stream().collect(Collectors.groupingBy(Slot::campaign));
        return database.sql(CLAIM)
                .with("campaigns", slots.stream().map(Slot::campaign).toList())
                .with("turns", slots.stream().map(Slot::turn).toList())
                .with("agents", slots.stream().map(Slot::agent).toList())
                .with("now", now)
                .with("clock_ahead", clockAhead.toNanos() / 1e9)
                .with("worker", worker)
                .with("looked_at", LOOKED_AT)
                .with("gateway", trunk.gateway())
                .list(row -> new Found(
                        ofCampaign.getOrDefault(row.bigint("campaign_id"), List.of()).get(row.integer("turn") - 1),
                        new Claim(
                                row.uuid("call_id"),
                                row.uuid("agent_leg_uuid"),
                                row.text("phone_number"),
                                row.textOrNull("extension"),
                                row.integerOrNull("ring_seconds"),
                                new Claim.CallRules(row.constant("mode", DialingMode.class), row.text("message")))));
    }
}
