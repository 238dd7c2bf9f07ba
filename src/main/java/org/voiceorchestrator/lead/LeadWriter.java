package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;

/// The statements by which people change leads.
@Singleton
final class LeadWriter {
    private final Database database;
    private final Json json;

    LeadWriter(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// @return the new lead's id
    /// @throws org.voiceorchestrator.database.DatabaseException.UniqueViolation when the campaign has that number
    long add(LeadDraft draft, Instant now) {
        return database.sql("""
                        INSERT INTO leads (campaign_id, phone_number, customer_name, city, segment, customer_segment,
                            last_order_date, follow_up_date, status, max_attempts, time_zone, priority, metadata, due_at,
                            created_at, updated_at)
                        VALUES (:campaign, :phone, :name, :city, :segment, :customer_segment,
                            :last_order::date, :follow_up::date, coalesce(:status, 'pending'), :max_attempts, :time_zone,
                            :priority, :metadata::jsonb, :now, :now, :now)
                        RETURNING id
                        """).with(values(draft)).with("now", now).one(row -> row.bigint("id"));
    }

    /// A lead that becomes pending again is due at once, and gets one more attempt where none is left. A call-back
    /// ends with any status that a person gives.
    ///
    /// @throws org.voiceorchestrator.database.DatabaseException.UniqueViolation when the campaign has that number
    void change(long id, LeadDraft draft, boolean changesStatus, boolean queuedAgain, Instant now) {
        database.sql("""
                        UPDATE leads
                        SET campaign_id = :campaign,
                            phone_number = :phone,
                            customer_name = :name,
                            city = :city,
                            segment = :segment,
                            customer_segment = :customer_segment,
                            last_order_date = :last_order::date,
                            follow_up_date = :follow_up::date,
                            status = coalesce(:status, status),
                            max_attempts = CASE WHEN :again THEN least(99, greatest(:max_attempts, attempt_count + 1))
                                                ELSE :max_attempts END,
                            due_at = CASE WHEN :again THEN :now ELSE due_at END,
                            time_zone = :time_zone,
                            priority = :priority,
                            call_back_at = CASE WHEN :ends_call_back THEN NULL ELSE call_back_at END,
                            call_back_agent_id = CASE WHEN :ends_call_back THEN NULL ELSE call_back_agent_id END,
                            call_back_note = CASE WHEN :ends_call_back THEN '' ELSE call_back_note END,
                            call_back_before = CASE WHEN :ends_call_back THEN NULL ELSE call_back_before END,
                            metadata = :metadata::jsonb,
                            updated_at = :now
                        WHERE id = :id
                        """)
                .with("id", id)
                .with("again", queuedAgain)
                .with("ends_call_back", changesStatus)
                .with("now", now)
                .with(values(draft))
                .update();
    }

    /// Brings the leads of a number in line with the do-not-call lists. Belongs behind every change by hand.
    void heedDoNotCall(String phoneNumber, Instant now) {
        database.sql("SELECT heed_do_not_call(ARRAY[:phone::text], :now) AS changed")
                .with("phone", phoneNumber)
                .with("now", now)
                .one(row -> row.bigint("changed"));
    }

    boolean hasCalls(long id) {
        return database.sql("SELECT EXISTS (SELECT FROM call_logs WHERE lead_id = :id) AS any")
                .with("id", id)
                .one(row -> row.bool("any"));
    }

    /// @throws org.voiceorchestrator.database.DatabaseException.StillReferenced when it has calls
    void delete(long id) {
        database.sql("DELETE FROM leads WHERE id = :id").with("id", id).update();
    }

    private Map<String, @Nullable Object> values(LeadDraft draft) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("campaign", draft.campaign());
        values.put("phone", draft.phoneNumber());
        values.put("name", draft.customerName());
        values.put("city", draft.city());
        values.put("segment", draft.segment());
        values.put("customer_segment", draft.customerSegment());
        values.put("last_order", draft.lastOrderDate());
        values.put("follow_up", draft.followUpDate());
        values.put("status", draft.status());
        values.put("max_attempts", draft.maxAttempts());
        values.put("time_zone", draft.timeZone());
        values.put("priority", draft.priority());
        values.put("metadata", json.write(draft.metadata()));
        return values;
    }
}
