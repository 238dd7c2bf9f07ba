package org.voiceorchestrator.call;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;

/// The call logs as they are read.
@Singleton
public final class CallLogs {
    private static final String SELECT = """
            SELECT id, call_id, freeswitch_uuid, agent_id, campaign_id, lead_id, phone_number, direction, status,
                   initiated_at, ringing_at, answered_at, bridged_at, ended_at, duration_seconds, talk_time_seconds,
                   hangup_cause, disposition, notes, recording_url, attempt_number, metadata
            FROM call_logs
            """;

    private final Database database;
    private final Json json;

    CallLogs(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    public Optional<CallLog> find(long id) {
        return database.sql(SELECT + "WHERE id = :id").with("id", id).first(this::callLog);
    }

    public Optional<CallLog> find(UUID callId) {
        return database.sql(SELECT + "WHERE call_id = :call_id")
                .with("call_id", callId)
                .first(this::callLog);
    }

    /// @param confinedTo the agent whose calls may be seen; empty: all
    Page<CallLog> list(ListRequest request, Optional<Long> confinedTo) {
        Conditions conditions = new Conditions();
        request.filter("campaign").ifPresent(campaign -> addCampaign(conditions, campaign));
        boolean wholeCampaigns = isOnlyByCampaign(request, confinedTo);
        confinedTo.ifPresent(agent -> conditions.add("agent_id = :own", "own", agent));
        request.filter("agent").ifPresent(agent -> conditions.add("agent_id = :agent", "agent", Long.valueOf(agent)));
        request.filter("lead").ifPresent(lead -> conditions.add("lead_id = :lead", "lead", Long.valueOf(lead)));
        request.filter("status").ifPresent(status -> conditions.add("status = :status", "status", status));
        if (!request.search().isEmpty()) {
            conditions.search(request.search(), List.of("call_id::text", "phone_number", "freeswitch_uuid::text"));
        }
        // the figures of campaigns know how many calls they have; counting millions would take seconds
        String counting = wholeCampaigns
                ? "SELECT coalesce(sum(total_calls), 0) AS count FROM campaign_figures "
                : "SELECT count(*) FROM call_logs ";
        long count = database.sql(counting + conditions.where())
                .with(conditions.values())
                .one(row -> row.bigint("count"));
        return request.page(
                count,
                database.sql(SELECT + conditions.where() + " ORDER BY " + request.orderBy()
                                + " LIMIT :limit OFFSET :offset")
                        .with(conditions.values())
                        .with("limit", request.pageSize())
                        .with("offset", request.offset())
                        .list(this::callLog));
    }

    private static void addCampaign(Conditions conditions, String campaign) {
        if (campaign.matches("[0-9]{1,18}")) {
            conditions.add("campaign_id = :campaign", "campaign", Long.valueOf(campaign));
        } else {
            conditions.add(
                    "campaign_id = (SELECT id FROM campaigns WHERE campaign_id = :campaign)", "campaign", campaign);
        }
    }

    private static boolean isOnlyByCampaign(ListRequest request, Optional<Long> confinedTo) {
        return confinedTo.isEmpty()
                && request.search().isEmpty()
                && request.filter("agent").isEmpty()
                && request.filter("lead").isEmpty()
                && request.filter("status").isEmpty();
    }

    private CallLog callLog(Row row) {
        return new CallLog(
                row.bigint("id"),
                row.uuid("call_id"),
                row.uuidOrNull("freeswitch_uuid"),
                row.bigintOrNull("agent_id"),
                row.bigint("campaign_id"),
                row.bigint("lead_id"),
                row.text("phone_number"),
                row.constant("direction", CallDirection.class),
                row.constant("status", CallStatus.class),
                row.instant("initiated_at"),
                row.instantOrNull("ringing_at"),
                row.instantOrNull("answered_at"),
                row.instantOrNull("bridged_at"),
                row.instantOrNull("ended_at"),
                row.integer("duration_seconds"),
                row.integer("talk_time_seconds"),
                row.text("hangup_cause"),
                row.text("disposition"),
                row.text("notes"),
                row.text("recording_url"),
                row.integer("attempt_number"),
                json.read(row, "metadata"));
    }
}
