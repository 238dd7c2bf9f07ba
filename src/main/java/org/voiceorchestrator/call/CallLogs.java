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
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// The call logs as they are read.
@Singleton
public final class CallLogs {
    private static final String SELECT = """
            SELECT id, call_id, freeswitch_uuid, agent_id, campaign_id, lead_id, phone_number, direction, source,
                   status,
                   initiated_at, ringing_at, answered_at, bridged_at, held_at, agent_left_at, ended_at,
                   duration_seconds, talk_time_seconds,
                   hangup_cause, disposition, notes, recording_url, recording_seconds,
                   attempt_number, metadata
            FROM call_logs
            """;

    /// The few that are live are taken out first: how few they are the planner does not know, and it would look for
    /// them by going through the list.
    private static final String IS_LIVE = """
            id = ANY (ARRAY(SELECT l.id FROM call_logs AS l WHERE l.ended_at IS NULL AND l.status = :status))""";

    private final Database database;
    private final Json json;
    private final CallCounters counters;
    private final PhoneNumberNormalizer phones;

    CallLogs(Database database, Json json, CallCounters counters, PhoneNumberNormalizer phones) {
        this.database = database;
        this.json = json;
        this.counters = counters;
        this.phones = phones;
    }

    public Optional<CallLog> find(long id) {
        return database.sql(SELECT + "WHERE id = :id").with("id", id).first(this::callLog);
    }

    public Optional<CallLog> find(UUID callId) {
        return database.sql(SELECT + "WHERE call_id = :call_id")
                .with("call_id", callId)
                .first(this::callLog);
    }

    /// The last calls of a lead, the last first.
    public List<CallLog> ofLead(long lead, int most) {
        return database.sql(SELECT + "WHERE lead_id = :lead ORDER BY initiated_at DESC, id DESC LIMIT :most")
                .with("lead", lead)
                .with("most", most)
                .list(this::callLog);
    }

    /// @param confinedTo the agent whose calls may be seen; empty: all
    Page<CallLog> list(ListRequest request, Optional<Long> confinedTo) {
        return database.inSnapshot(() -> {
            // searches are planned for what is searched
            database.sql("SELECT set_config('plan_cache_mode', 'force_custom_plan', true)")
                    .one(_ -> true);
            Optional<CallSearch> search = Optional.of(request.search())
                    .filter(text -> !text.isEmpty())
                    .map(text -> CallSearch.of(text, phones.searched(text)));
            Conditions conditions = conditions(request, confinedTo);
            ListRequest.Count count = counters.count(request, confinedTo, conditions, search);
            search.ifPresent(searched -> conditions.add(searched.condition(), searched.values()));
            request.cursor().ifPresent(_ -> conditions.add(request.after(), request.afterValues()));
            List<CallLog> calls = database.sql(SELECT + conditions.where() + " ORDER BY " + request.orderBy()
                            + " LIMIT :limit OFFSET :offset")
                    .with(conditions.values())
                    .with("limit", request.limit())
                    .with("offset", request.offset())
                    .list(this::callLog);
            return request.page(count, calls, CallLogs::orderedField);
        });
    }

    private Conditions conditions(ListRequest request, Optional<Long> confinedTo) {
        Conditions conditions = new Conditions();
        request.filter("campaign").ifPresent(campaign -> CallCounters.addCampaign(conditions, campaign));
        confinedTo.ifPresent(agent -> conditions.add("agent_id = :own", "own", agent));
        request.filter("agent").ifPresent(agent -> conditions.add("agent_id = :agent", "agent", Long.valueOf(agent)));
        request.filter("lead").ifPresent(lead -> conditions.add("lead_id = :lead", "lead", Long.valueOf(lead)));
        request.filter("status")
                .ifPresent(status ->
                        conditions.add(CallCounters.isLive(status) ? IS_LIVE : "ending = :status", "status", status));
        return conditions;
    }

    private static Object orderedField(CallLog call, String field) {
        return switch (field) {
            case "initiated_at" -> call.initiatedAt();
            case "id" -> call.id();
            default -> throw new IllegalArgumentException("calls are not ordered by " + field);
        };
    }

    private CallLog callLog(Row row) {
        return new CallLog(
                row.bigint("id"),
                row.uuid("call_id"),
                row.uuidOrNull("freeswitch_uuid"),
                row.bigintOrNull("agent_id"),
                row.bigintOrNull("campaign_id"),
                row.bigintOrNull("lead_id"),
                row.text("phone_number"),
                row.constant("direction", CallDirection.class),
                row.constant("source", CallSource.class),
                row.constant("status", CallStatus.class),
                row.instant("initiated_at"),
                row.instantOrNull("ringing_at"),
                row.instantOrNull("answered_at"),
                row.instantOrNull("bridged_at"),
                row.instantOrNull("held_at"),
                row.instantOrNull("agent_left_at"),
                row.instantOrNull("ended_at"),
                row.integer("duration_seconds"),
                row.integer("talk_time_seconds"),
                row.text("hangup_cause"),
                row.text("disposition"),
                row.text("notes"),
                row.text("recording_url"),
                row.integerOrNull("recording_seconds"),
                row.integer("attempt_number"),
                json.read(row, "metadata"));
    }
}
