package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;
import org.voiceorchestrator.database.Names;
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
                   l.time_zone, l.priority, l.call_back_at, l.call_back_agent_id, l.call_back_note, l.marked_at,
                   l.live_call_id, l.disposition, l.notes, l.metadata, l.created_at, l.updated_at
            """;
    private static final String ONE = """
            FROM leads AS l
            JOIN campaigns AS c ON c.id = l.campaign_id
            WHERE l.id = :id
              AND c.agent_id = coalesce(:own, c.agent_id)
            """;

    private static final String MANY = """
            FROM leads AS l
            JOIN campaigns AS c ON c.id = l.campaign_id
            WHERE l.id = ANY (:ids)
            """;

    private final Database database;
    private final Json json;
    private final LeadPages pages;

    Leads(Database database, Json json, LeadPages pages) {
        this.database = database;
        this.json = json;
        this.pages = pages;
    }

    /// A lead that nobody else changes until the transaction ends.
    ///
    /// @param liveCall the call that is on the line
    /// @param markedAt when somebody last said that it was called
    record Locked(
            Lead lead, @Nullable UUID liveCall, @Nullable Instant markedAt) {
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
                .first(row -> new Locked(lead(row), row.uuidOrNull("live_call_id"), row.instantOrNull("marked_at")));
    }

    /// @param confinedTo the agent in whose campaigns leads may be seen; empty: all
    Page<Lead> list(ListRequest request, Optional<Long> confinedTo) {
        return database.inSnapshot(() -> {
            LeadPages.Chosen chosen = pages.choose(request, confinedTo);
            Map<Long, Lead> leads = new HashMap<>();
            database.sql(SELECT + MANY)
                    .with("ids", chosen.ids().isEmpty() ? List.of(0L) : chosen.ids())
                    .list(this::lead)
                    .forEach(lead -> leads.put(lead.id(), lead));
            List<Lead> inOrder = chosen.ids().stream()
                    .map(leads::get)
                    .filter(Objects::nonNull)
                    .toList();
            return request.page(chosen.count(), inOrder, Leads::orderedField);
        });
    }

    private static Object orderedField(Lead lead, String field) {
        return switch (field) {
            case "segment" -> Names.of(lead.segment());
            case "created_at" -> lead.createdAt();
            case "id" -> lead.id();
            default -> throw new IllegalArgumentException("leads are not ordered by " + field);
        };
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
                row.textOrNull("time_zone"),
                row.integer("priority"),
                row.instantOrNull("call_back_at"),
                row.bigintOrNull("call_back_agent_id"),
                row.text("call_back_note"),
                row.text("disposition"),
                row.text("notes"),
                json.read(row, "metadata"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
