package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;

/// The leads as they are read.
@Singleton
public final class Leads {
    private static final String SELECT = """
            SELECT l.id, c.campaign_id || '-' || l.phone_number AS lead_id, l.phone_number, l.customer_name, l.city,
                   l.segment, l.campaign_id AS campaign, c.campaign_name, l.customer_segment, l.last_order_date,
                   l.last_call_date, l.follow_up_date, l.status, l.attempt_count, l.max_attempts, l.due_at,
                   l.live_call_id, l.disposition, l.notes, l.metadata, l.created_at, l.updated_at
            """;
    private static final String ONE = """
            FROM leads AS l
            JOIN campaigns AS c ON c.id = l.campaign_id
            WHERE l.id = :id
              AND c.agent_id = coalesce(:own, c.agent_id)
            """;

    private final Database database;
    private final Json json;

    Leads(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// A lead that nobody else changes until the transaction ends.
    ///
    /// @param liveCall the call that is on the line
    record Locked(Lead lead, @Nullable UUID liveCall) {
        boolean isOnTheLine() {
            return liveCall != null || lead.status() == LeadStatus.DIALING;
        }
    }

    public Optional<Lead> find(long id) {
        return find(id, Optional.empty());
    }

    /// @param confinedTo the agent in whose campaigns leads may be seen; empty: all
    Optional<Lead> find(long id, Optional<Long> confinedTo) {
        return database.sql(SELECT + ONE)
                .with("id", id)
                .with("own", confinedTo.orElse(null))
                .first(this::lead);
    }

    /// Belongs into a transaction.
    Optional<Locked> lock(long id, Optional<Long> confinedTo) {
        return database.sql(SELECT + ONE + "FOR NO KEY UPDATE OF l")
                .with("id", id)
                .with("own", confinedTo.orElse(null))
                .first(row -> new Locked(lead(row), row.uuidOrNull("live_call_id")));
    }

    Page<Lead> list(ListRequest request, Optional<Long> confinedTo) {
        Conditions conditions = ofCampaigns(request, confinedTo);
        long count = isNarrowed(request) ? countNarrowed(narrow(conditions, request)) : countByFigures(conditions);
        String order = " ORDER BY " + request.orderBy();
        String page = """
                FROM (SELECT id FROM leads %s %s LIMIT :limit OFFSET :offset) AS chosen
                JOIN leads AS l ON l.id = chosen.id
                JOIN campaigns AS c ON c.id = l.campaign_id
                """.formatted(conditions.where(), order);
        return request.page(
                count,
                database.sql(SELECT + page + order)
                        .with(conditions.values())
                        .with("limit", request.pageSize())
                        .with("offset", request.offset())
                        .list(this::lead));
    }

    /// On `campaign_id`, which leads and figures both have.
    private static Conditions ofCampaigns(ListRequest request, Optional<Long> confinedTo) {
        Conditions conditions = new Conditions();
        confinedTo.ifPresent(agent ->
                conditions.add("campaign_id IN (SELECT id FROM campaigns WHERE agent_id = :own)", "own", agent));
        request.filter("campaign").ifPresent(campaign -> {
            if (campaign.matches("[0-9]{1,18}")) {
                conditions.add("campaign_id = :campaign", "campaign", Long.valueOf(campaign));
            } else {
                conditions.add(
                        "campaign_id = (SELECT id FROM campaigns WHERE campaign_id = :campaign)", "campaign", campaign);
            }
        });
        return conditions;
    }

    private static boolean isNarrowed(ListRequest request) {
        return request.filter("segment").isPresent()
                || request.filter("status").isPresent()
                || !request.search().isEmpty();
    }

    private static Conditions narrow(Conditions conditions, ListRequest request) {
        request.filter("segment").ifPresent(segment -> conditions.add("segment = :segment", "segment", segment));
        request.filter("status").ifPresent(status -> conditions.add("status = :status", "status", status));
        if (!request.search().isEmpty()) {
            conditions.search(request.search(), List.of("phone_number", "customer_name"));
        }
        return conditions;
    }

    private long countNarrowed(Conditions conditions) {
        return database.sql("SELECT count(*) FROM leads " + conditions.where())
                .with(conditions.values())
                .one(row -> row.bigint("count"));
    }

    /// All leads of the campaigns: their figures know how many, and counting millions would take seconds.
    private long countByFigures(Conditions conditions) {
        return database.sql("SELECT coalesce(sum(total_leads), 0) AS count FROM campaign_figures " + conditions.where())
                .with(conditions.values())
                .one(row -> row.bigint("count"));
    }

    private Lead lead(Row row) {
        return new Lead(
                row.bigint("id"),
                row.text("lead_id"),
                row.text("phone_number"),
                row.text("customer_name"),
                row.text("city"),
                row.constant("segment", Segment.class),
                row.bigint("campaign"),
                row.text("campaign_name"),
                row.text("customer_segment"),
                row.dateOrNull("last_order_date"),
                row.instantOrNull("last_call_date"),
                row.dateOrNull("follow_up_date"),
                row.constant("status", LeadStatus.class),
                row.integer("attempt_count"),
                row.integer("max_attempts"),
                row.instant("due_at"),
                row.text("disposition"),
                row.text("notes"),
                json.read(row, "metadata"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
