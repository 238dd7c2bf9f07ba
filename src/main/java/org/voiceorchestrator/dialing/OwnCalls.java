package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.phone.PhoneResult;
import org.voiceorchestrator.telephony.OwnCall;

/// Writes down what agents dial on their own phones, so that they are given no call meanwhile. All processes hear of
/// such a call; one of them follows it.
@Singleton
final class OwnCalls {
    private static final int LONGEST_NUMBER = 32;

    /// The call is its lead's where the agent called one of a campaign of theirs that is active.
    private static final String OPEN = """
            WITH caller AS (
                SELECT id
                FROM agents
                WHERE extension = :extension
                  AND is_active
                ORDER BY id
                LIMIT 1
            ),
            called AS (
                SELECT l.id, l.campaign_id, l.attempt_count
                FROM caller AS a
                JOIN campaign_agents AS m ON m.agent_id = a.id
                JOIN campaigns AS c ON c.id = m.campaign_id AND c.status = 'active'
                JOIN leads AS l ON l.campaign_id = c.id AND l.phone_number = :number AND l.live_call_id IS NULL
                ORDER BY l.status = 'pending' DESC, l.id
                LIMIT 1
                FOR NO KEY UPDATE OF l SKIP LOCKED
            ),
            opened AS (
                INSERT INTO call_logs (call_id, freeswitch_uuid, agent_leg_uuid, agent_id, campaign_id, lead_id,
                    phone_number, status, worker_id, node_id, initiated_at, attempt_number, source)
                SELECT :call, :call, :call, a.id, l.campaign_id, l.id, :number, 'initiated', :worker, nullif(:node::bigint, 0), :now,
                    coalesce(l.attempt_count + 1, 1), 'softphone'
                FROM caller AS a
                LEFT JOIN called AS l ON true
                ON CONFLICT (call_id) DO NOTHING
                RETURNING call_id, lead_id
            ),
            taken AS (
                UPDATE leads AS l
                SET status = CASE l.status WHEN 'pending' THEN 'dialing' ELSE l.status END,
                    live_call_id = o.call_id,
                    attempt_count = l.attempt_count + 1,
                    last_call_date = :now,
                    updated_at = :now
                FROM opened AS o
                WHERE l.id = o.lead_id
            )
            SELECT call_id
            FROM opened
            """;

    private final Database database;
    private final CallOrders orders;
    private final PhoneNumberNormalizer phones;

    OwnCalls(Database database, CallOrders orders, PhoneNumberNormalizer phones) {
        this.database = database;
        this.orders = orders;
        this.phones = phones;
    }

    /// @return empty where the phone is no agent's, or another process has the call
    Optional<Claim> open(OwnCall call, long node, UUID worker) {
        String number = number(call.dialed());
        return orders.alone(now -> open(call, node, number, worker, now));
    }

    private Optional<Claim> open(OwnCall call, long node, String number, UUID worker, Instant now) {
        return database.sql(OPEN)
                .with("extension", call.extension())
                .with("number", number)
                .with("call", call.id())
                .with("worker", worker)
                .with("node", node)
                .with("now", now)
                .first(row -> new Claim(
                        row.uuid("call_id"),
                        row.uuid("call_id"),
                        node,
                        "",
                        number,
                        "",
                        call.extension(),
                        false,
                        null,
                        true,
                        new Claim.CallRules(DialingMode.PREVIEW, "", "", Map.of(), null, false)));
    }

    /// What is no number, an inner extension say, stays as it was dialed.
    private String number(String dialed) {
        return switch (phones.normalize(dialed)) {
            case PhoneResult.Normalized(var number) -> number.digits();
            case PhoneResult.Refused _ -> dialed.substring(0, Math.min(LONGEST_NUMBER, dialed.length()));
        };
    }
}
