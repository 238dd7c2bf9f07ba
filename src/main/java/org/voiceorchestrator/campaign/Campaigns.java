package org.voiceorchestrator.campaign;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceorchestrator.breaker.BreakerState;
import org.voiceorchestrator.database.Batched;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.database.Sql;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;

/// The campaigns as they are read, each with its figures.
@Singleton
public final class Campaigns {
    /// What a campaign has many of; not asked for where only its figures are wanted.
    private static final String LISTS = """
                   ARRAY(SELECT m.agent_id
                         FROM campaign_agents AS m
                         WHERE m.campaign_id = c.id
                         ORDER BY m.agent_id) AS agents,
                   ARRAY(SELECT t.trunk_id
                         FROM campaign_trunks AS t
                         WHERE t.campaign_id = c.id
                         ORDER BY t.position) AS trunks,
                   (SELECT coalesce(jsonb_agg(jsonb_build_object(
                               'ending', nullif(r.ending, ''), 'disposition', nullif(r.disposition, ''),
                               'delay', r.delay, 'factor', r.factor, 'max_delay', r.max_delay,
                               'max_attempts', r.max_attempts) ORDER BY r.position), '[]')
                    FROM retry_rules AS r
                    WHERE r.campaign_id = c.id) AS retry_rules
            """;

    private static final String NO_LISTS = "'{}'::bigint[] AS agents, '{}'::bigint[] AS trunks, '[]' AS retry_rules";

    /// The first `%s` is one of those above, the third chooses and orders the ids: figures are summed for those only.
    private static final String SELECT = """
            SELECT c.id, c.campaign_id, c.campaign_name, c.segment, c.agent_id AS agent, a.agent_id AS agent_name,
                   c.status, c.duration_days, c.created_at, c.started_at, c.completed_at, c.updated_at, c.metadata,
                   c.allowed_countries, c.calling_from, c.calling_until, c.time_zone, c.max_calls,
                   c.record_calls, c.retry_busy,
                   c.retry_no_answer, c.retry_failed, c.retry_abandoned, c.retry_lost, c.calendar_id,
                   c.calls_per_number_daily, c.calls_per_number_rolling, c.lead_order, c.caller_id_pool_id,
                   c.mode, c.calls_per_agent, c.abandon_limit, c.ring_seconds, c.agent_connection,
                   c.abandoned_message, c.broadcast_message, c.dial_first,
                   ARRAY(SELECT k.key || k.value
                         FROM jsonb_each_text(c.broadcast_keys) AS k
                         ORDER BY k.key) AS broadcast_keys,
                   %s,
                   %s,
                   f.total_leads, f.pending_leads, f.dialing_leads, f.called_leads, f.total_calls, f.live_calls,
                   f.completed_calls, f.no_answer_calls, f.busy_calls, f.failed_calls, f.abandoned_calls,
                   f.cancelled_calls, f.lost_calls
            FROM (%s) AS chosen
            JOIN campaigns AS c ON c.id = chosen.id
            JOIN agents AS a ON a.id = c.agent_id
            LEFT JOIN breakers AS b ON b.scope = 'campaign' AND b.id = c.id AND b.opened_at IS NOT NULL
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(total_leads), 0) AS total_leads,
                       coalesce(sum(pending_leads), 0) AS pending_leads,
                       coalesce(sum(dialing_leads), 0) AS dialing_leads,
                       coalesce(sum(called_leads), 0) AS called_leads,
                       coalesce(sum(total_calls), 0) AS total_calls,
                       coalesce(sum(live_calls), 0) AS live_calls,
                       coalesce(sum(completed_calls), 0) AS completed_calls,
                       coalesce(sum(no_answer_calls), 0) AS no_answer_calls,
                       coalesce(sum(busy_calls), 0) AS busy_calls,
                       coalesce(sum(failed_calls), 0) AS failed_calls,
                       coalesce(sum(abandoned_calls), 0) AS abandoned_calls,
                       coalesce(sum(cancelled_calls), 0) AS cancelled_calls,
                       coalesce(sum(lost_calls), 0) AS lost_calls
                FROM campaign_figures
                WHERE campaign_figures.campaign_id = c.id
            ) AS f
            """;

    private final Database database;
    private final Json json;
    private final Batched<Long, Figures> figures;

    Campaigns(Database database, Json json) {
        this.database = database;
        this.json = json;
        this.figures = new Batched<>(this::figures);
    }

    /// The figures of a campaign, and whose it is.
    ///
    /// @param agent id of the agent whose campaign it is
    record Figures(long campaign, long agent, CampaignStats stats) {}

    public Optional<Campaign> find(long id) {
        return withId(id).first(this::campaign);
    }

    /// By the name that people use.
    public Optional<Campaign> findByCampaignId(String campaignId) {
        return database.sql(SELECT.formatted(
                        LISTS, BreakerState.COLUMNS, "SELECT id FROM campaigns WHERE campaign_id = :name"))
                .with("name", campaignId)
                .first(this::campaign);
    }

    /// As they are at the moment of asking. Dashboards poll this: those who ask at the same moment share one query.
    Optional<Figures> figures(long id) {
        return figures.get(id);
    }

    /// Within the caller's transaction, where there is one.
    public Optional<CampaignStats> stats(long id) {
        return withId(id).first(Campaigns::stats);
    }

    private Map<Long, Figures> figures(Set<Long> ids) {
        return database
                .sql(SELECT.formatted(NO_LISTS, BreakerState.COLUMNS, "SELECT id FROM campaigns WHERE id = ANY (:ids)"))
                .with("ids", ids)
                .list(row -> new Figures(row.bigint("id"), row.bigint("agent"), stats(row)))
                .stream()
                .collect(Collectors.toMap(Figures::campaign, found -> found));
    }

    /// @param confinedTo the agent whose campaigns may be seen; empty: all
    Page<Campaign> list(ListRequest request, Optional<Long> confinedTo) {
        Conditions conditions = new Conditions();
        confinedTo.ifPresent(agent -> conditions.add("agent_id = :own", "own", agent));
        request.filter("agent").ifPresent(agent -> conditions.add("agent_id = :agent", "agent", Long.valueOf(agent)));
        request.filter("segment").ifPresent(segment -> conditions.add("segment = :segment", "segment", segment));
        request.filter("status").ifPresent(status -> conditions.add("status = :status", "status", status));
        if (!request.search().isEmpty()) {
            conditions.search(request.search(), List.of("campaign_id", "campaign_name"));
        }
        long count = database.sql("SELECT count(*) FROM campaigns " + conditions.where())
                .with(conditions.values())
                .one(row -> row.bigint("count"));
        request.cursor().ifPresent(_ -> conditions.add(request.after(), request.afterValues()));
        String order = " ORDER BY " + request.orderBy();
        String chosen = "SELECT id FROM campaigns " + conditions.where() + order + " LIMIT :limit OFFSET :offset";
        return request.page(
                ListRequest.Count.exactly(count),
                database.sql(SELECT.formatted(LISTS, BreakerState.COLUMNS, chosen) + order)
                        .with(conditions.values())
                        .with("limit", request.limit())
                        .with("offset", request.offset())
                        .list(this::campaign),
                Campaigns::orderedField);
    }

    private static Object orderedField(Campaign campaign, String field) {
        return switch (field) {
            case "created_at" -> campaign.createdAt();
            case "updated_at" -> campaign.updatedAt();
            case "id" -> campaign.id();
            default -> throw new IllegalArgumentException("campaigns are not ordered by " + field);
        };
    }

    private Sql withId(long id) {
        return database.sql(SELECT.formatted(LISTS, BreakerState.COLUMNS, "SELECT id FROM campaigns WHERE id = :id"))
                .with("id", id);
    }

    private Campaign campaign(Row row) {
        CampaignStats stats = stats(row);
        return new Campaign(
                row.bigint("id"),
                row.text("campaign_id"),
                row.text("campaign_name"),
                row.constant("segment", Segment.class),
                row.bigint("agent"),
                row.text("agent_name"),
                row.constant("status", CampaignStatus.class),
                row.integer("duration_days"),
                row.instant("created_at"),
                row.instantOrNull("started_at"),
                row.instantOrNull("completed_at"),
                row.instant("updated_at"),
                stats.totalLeads(),
                stats.calledLeads(),
                stats.completedCalls(),
                stats.failedCalls(),
                stats.noAnswerCalls(),
                stats.totalLeads(),
                stats.completionRate(),
                json.read(row, "metadata"),
                row.texts("allowed_countries"),
                row.timeOrNull("calling_from"),
                row.timeOrNull("calling_until"),
                row.textOrNull("time_zone"),
                row.integerOrNull("max_calls"),
                row.bool("record_calls"),
                new RetryDelays(
                        row.integerOrNull("retry_busy"),
                        row.integerOrNull("retry_no_answer"),
                        row.integerOrNull("retry_failed"),
                        row.integerOrNull("retry_abandoned"),
                        row.integerOrNull("retry_lost")),
                DialingRules.of(row),
                row.bigints("agents"),
                json.readList(row, "retry_rules", RetryRule.class),
                row.bigintOrNull("calendar_id"),
                row.integerOrNull("calls_per_number_daily"),
                row.integerOrNull("calls_per_number_rolling"),
                row.constant("lead_order", LeadSequence.class),
                row.bigintOrNull("caller_id_pool_id"),
                row.bigints("trunks"),
                BreakerState.of(row));
    }

    private static CampaignStats stats(Row row) {
        long total = row.bigint("total_leads");
        long called = row.bigint("called_leads");
        long completed = row.bigint("completed_calls");
        return new CampaignStats(
                row.text("campaign_id"),
                total,
                row.bigint("pending_leads"),
                called,
                completed,
                row.bigint("failed_calls") + row.bigint("busy_calls"),
                row.bigint("no_answer_calls"),
                row.bigint("total_calls"),
                CampaignStats.percent(called, total),
                CampaignStats.percent(completed, called),
                row.bigint("live_calls"),
                row.bigint("dialing_leads"),
                row.bigint("busy_calls"),
                row.bigint("abandoned_calls"),
                row.bigint("cancelled_calls"),
                row.bigint("lost_calls"));
    }
}
