package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.campaign.DialingRules;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.Pairing.Pair;

/// Opens the call logs of calls that are to be begun, and marks their leads as being dialed.
@Singleton
final class CallOpener {
    /// A call's beginning is our clock's time at the moment of writing, reckoned from the database's clock: the calls
    /// whose end makes room for it ended before, also by the log.
    private static final String OPEN = """
            WITH opened AS (
                INSERT INTO call_logs (call_id, freeswitch_uuid, agent_leg_uuid, agent_id, without_agent, over_line,
                    campaign_id, lead_id, phone_number, status, worker_id, gateway, trunk_id, node_id, caller_id,
                    initiated_at, attempt_number, agent_first)
                SELECT call_id, call_id, coalesce(n.line_id, gen_random_uuid()), p.agent_id, p.agent_id IS NULL,
                    n.line_id IS NOT NULL,
                    campaign_id, lead_id, phone_number, 'initiated', :worker, gateway, nullif(trunk_id, 0),
                    nullif(p.node_id, 0), caller_id, clock_timestamp() + make_interval(secs => :clock_ahead), attempts + 1,
                    -- who has a line is there already
                    p.agent_id IS NOT NULL AND n.line_id IS NULL
                        AND EXISTS (SELECT FROM campaigns AS k WHERE k.id = p.campaign_id AND k.dial_first = 'agent')
                FROM unnest(:calls::uuid[], :campaigns::bigint[], :leads::bigint[], :agents::bigint[],
                            :numbers::text[], :attempts::integer[], :trunks::bigint[], :nodes::bigint[],
                            :gateways::text[], :caller_ids::text[])
                     AS p (call_id, campaign_id, lead_id, agent_id, phone_number, attempts, trunk_id, node_id,
                           gateway, caller_id)
                LEFT JOIN agent_lines AS n
                    ON n.agent_id = p.agent_id AND n.state = 'up' AND coalesce(n.node_id, 0) = p.node_id
                ON CONFLICT DO NOTHING
                RETURNING call_id, lead_id, agent_leg_uuid, agent_id, over_line, campaign_id, agent_first,
                    coalesce(trunk_id, 0) AS trunk
            ),
            -- an open breaker lets one call through, to try
            probing AS (
                UPDATE breakers AS b
                SET probe_call = o.call_id, probe_at = NULL
                FROM opened AS o
                WHERE b.probe_at IS NOT NULL
                  AND ((b.scope = 'campaign' AND b.id = o.campaign_id) OR (b.scope = 'trunk' AND b.id = o.trunk))
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
                RETURNING o.call_id, o.agent_leg_uuid, o.agent_id, o.over_line, o.campaign_id, o.agent_first
            )
            SELECT t.call_id, t.agent_leg_uuid, t.over_line, t.agent_first, a.extension, c.mode, c.ring_seconds,
                   c.record_calls, c.broadcast_message, c.abandoned_message,
                   %s
            FROM taken AS t
            JOIN campaigns AS c ON c.id = t.campaign_id
            LEFT JOIN agents AS a ON a.id = t.agent_id
            """.formatted(DialingRules.KEYS);

    private final Database database;

    CallOpener(Database database) {
        this.database = database;
    }

    /// @param clockAhead how far our clock is ahead of the database's
    record Opening(UUID worker, Instant now, Duration clockAhead) {}

    List<Claim> open(List<Pair> pairs, Opening opening) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        Map<UUID, Pair> calls = new HashMap<>();
        pairs.forEach(pair -> calls.put(UUID.randomUUID(), pair));
        List<Pair> inOrder = List.copyOf(calls.values());
        return database.sql(OPEN)
                .with("worker", opening.worker())
                .with("now", opening.now())
                .with("clock_ahead", opening.clockAhead().toNanos() / 1e9)
                .with("calls", List.copyOf(calls.keySet()))
                .with(
                        "campaigns",
                        inOrder.stream().map(pair -> pair.lead().campaign()).toList())
                .with("leads", inOrder.stream().map(pair -> pair.lead().lead()).toList())
                .with("agents", inOrder.stream().map(Pair::agent).toList())
                .with(
                        "numbers",
                        inOrder.stream().map(pair -> pair.lead().phoneNumber()).toList())
                .with(
                        "attempts",
                        inOrder.stream().map(pair -> pair.lead().attempts()).toList())
                .with(
                        "trunks",
                        inOrder.stream().map(pair -> pair.route().trunk().id()).toList())
                .with("nodes", inOrder.stream().map(pair -> pair.route().node()).toList())
                .with(
                        "gateways",
                        inOrder.stream()
                                .map(pair -> pair.route().trunk().gateway())
                                .toList())
                .with(
                        "caller_ids",
                        inOrder.stream().map(pair -> pair.route().callerId()).toList())
                .list(row -> claim(row, Objects.requireNonNull(calls.get(row.uuid("call_id")))));
    }

    private static Claim claim(Row row, Pair pair) {
        return new Claim(
                row.uuid("call_id"),
                row.uuid("agent_leg_uuid"),
                pair.route().node(),
                pair.route().trunk().gateway(),
                pair.route().trunk().dialed(pair.lead().phoneNumber()),
                pair.route().callerId(),
                row.bool("over_line") ? null : row.textOrNull("extension"),
                row.bool("agent_first"),
                row.bool("over_line") ? row.uuid("agent_leg_uuid") : null,
                false,
                rules(row));
    }

    static Claim.CallRules rules(Row row) {
        return new Claim.CallRules(
                row.constant("mode", DialingMode.class),
                row.text("broadcast_message"),
                row.text("abandoned_message"),
                DialingRules.keys(row),
                row.integerOrNull("ring_seconds"),
                row.bool("record_calls"));
    }
}
