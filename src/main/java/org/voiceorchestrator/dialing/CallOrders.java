package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallSource;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.campaign.FirstCalled;
import org.voiceorchestrator.campaign.RulesReader;
import org.voiceorchestrator.database.Database;

/// Calls that people order. An order opens the call log in nobody's name; some worker takes it from there
/// ([OrderedCalls]), as soon as it is told.
@Singleton
public final class CallOrders {
    /// The worker of a call that no worker has taken yet.
    static final UUID NOBODY = new UUID(0, 0);

    private static final String OPEN = """
            WITH lead AS (
                UPDATE leads
                SET status = CASE status WHEN 'pending' THEN 'dialing' ELSE status END,
                    live_call_id = :call,
                    attempt_count = attempt_count + 1,
                    last_call_date = :now,
                    updated_at = :now
                WHERE id = :lead
                RETURNING attempt_count
            )
            INSERT INTO call_logs (call_id, freeswitch_uuid, agent_leg_uuid, over_line, agent_id, campaign_id, lead_id,
                phone_number, status, worker_id, gateway, trunk_id, node_id, caller_id, initiated_at, attempt_number, source,
                agent_first)
            SELECT :call, :call, coalesce(line.id, gen_random_uuid()), line.id IS NOT NULL, :agent, :campaign, :lead::bigint, :number, 'initiated', :nobody,
                :gateway, nullif(:trunk::bigint, 0), nullif(:node::bigint, 0), :caller_id, :now, coalesce((SELECT attempt_count FROM lead), 1),
                :source, :agent_first AND line.id IS NULL
            FROM (SELECT (SELECT line_id
                          FROM agent_lines
                          WHERE agent_id = :agent
                            AND state = 'up'
                            AND coalesce(node_id, 0) = :node) AS id) AS line
            """;

    private static final String ORDER = """
            INSERT INTO call_orders (call_id, dialed, ordered_by, ordered_at)
            VALUES (:call, :dialed, :by, :now)
            """;

    /// Where a breaker is open, this is the call that tries.
    private static final String PROBE = """
            UPDATE breakers
            SET probe_call = :call, probe_at = NULL
            WHERE probe_at <= :now
              AND ((scope = 'campaign' AND id = :campaign) OR (scope = 'trunk' AND id = :trunk))
            """;

    private static final String AT_WORK = """
            SELECT EXISTS (SELECT FROM workers WHERE heartbeat_at > :since) AS any
            """;

    private final Database database;
    private final Routes routes;
    private final LineHome home;
    private final RulesReader rules;
    private final Duration lease;
    private final Clock clock;

    CallOrders(
            Database database, Routes routes, LineHome home, RulesReader rules, DialingSettings settings, Clock clock) {
        this.database = database;
        this.routes = routes;
        this.home = home;
        this.rules = rules;
        this.lease = settings.lease();
        this.clock = clock;
    }

    /// A call to be made.
    ///
    /// @param number digits with the country code
    /// @param lead id of a lead of the campaign, whose attempt it is; null: no lead's
    /// @param campaign id of the campaign whose trunks and caller IDs are used; null: none's
    /// @param by the user who ordered it
    public record Order(
            long agent,
            String number,
            @Nullable Long lead,
            @Nullable Long campaign,
            CallSource source,
            FirstCalled first,
            String by) {}

    /// A transaction in which no call is claimed or ordered elsewhere: what is found free stays so until it is over.
    public <T> T alone(Function<Instant, T> work) {
        return database.inTransaction(() -> {
            database.sql(Claims.LOCK).one(row -> row.instant("locked_at"));
            return work.apply(clock.instant());
        });
    }

    /// Whether a worker is there that would take an order.
    public boolean areTaken(Instant now) {
        return database.sql(AT_WORK).with("since", now.minus(lease)).one(row -> row.bool("any"));
    }

    /// Opens the call log and takes the lead. Belongs into [#alone], behind all questions whether it may be called.
    ///
    /// @return the call's id; empty where no trunk has a line, and nothing was changed
    public Optional<UUID> open(Order order) {
        Instant now = clock.instant();
        Routes.Free lines = routes.now(now);
        Optional<CampaignRules> campaign = Optional.ofNullable(order.campaign()).flatMap(rules::of);
        Long node = home.ofAgent(order.agent()).orElse(null);
        return campaign.map(its -> lines.takeAt(node, its, order.number()))
                .orElseGet(() -> lines.takeAny(node))
                .map(route -> open(order, route, now));
    }

    private UUID open(Order order, Routes.Route route, Instant now) {
        UUID call = UUID.randomUUID();
        database.sql(OPEN)
                .with("call", call)
                .with("agent", order.agent())
                .with("campaign", order.campaign())
                .with("lead", order.lead())
                .with("number", order.number())
                .with("nobody", NOBODY)
                .with("gateway", route.trunk().gateway())
                .with("trunk", route.trunk().id())
                .with("node", route.node())
                .with("caller_id", route.callerId())
                .with("source", order.source())
                .with("agent_first", order.first() == FirstCalled.AGENT)
                .with("now", now)
                .update();
        database.sql(ORDER)
                .with("call", call)
                .with("dialed", route.trunk().dialed(order.number()))
                .with("by", order.by())
                .with("now", now)
                .update();
        database.sql(PROBE)
                .with("call", call)
                .with("campaign", order.campaign())
                .with("trunk", route.trunk().id())
                .with("now", now)
                .update();
        return call;
    }
}
