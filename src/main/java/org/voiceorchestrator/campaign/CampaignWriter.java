package org.voiceorchestrator.campaign;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;

/// The statements that change campaigns.
@Singleton
final class CampaignWriter {
    private final Database database;
    private final Json json;

    CampaignWriter(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    Optional<String> agentName(long agent) {
        return database.sql("SELECT agent_id FROM agents WHERE id = :id")
                .with("id", agent)
                .first(row -> row.text("agent_id"));
    }

    /// The number behind the highest one that this agent's campaigns of that name have; a guess where others name
    /// theirs at the same time.
    int nextNumber(long agent, String first) {
        return database.sql("""
                        SELECT coalesce(max(number), 0) + 1 AS next
                        FROM (SELECT CASE WHEN campaign_id = :first THEN 1
                                          ELSE substring(substr(campaign_id, length(:first) + 1)
                                                         FROM '^-([1-9][0-9]{0,5})$')::integer END AS number
                              FROM campaigns
                              WHERE agent_id = :agent AND starts_with(campaign_id, :first)) AS named
                        """).with("agent", agent).with("first", first).one(row -> row.integer("next"));
    }

    /// @return the new campaign's id; none when the name is taken
    Optional<Long> add(String campaignId, CampaignDraft draft, Instant now) {
        return database.sql("""
                        INSERT INTO campaigns (campaign_id, campaign_name, segment, agent_id, duration_days, metadata,
                            allowed_countries, calling_from, calling_until, time_zone, max_calls, record_calls, retry_busy,
                            retry_no_answer, retry_failed, retry_abandoned, retry_lost, created_at, updated_at)
                        VALUES (:campaign_id, :name, :segment, :agent, :days, :metadata::jsonb,
                            :countries, :from::time, :until::time, :zone, :max_calls, :record_calls, :busy,
                            :no_answer, :failed, :abandoned, :lost, :now, :now)
                        ON CONFLICT (campaign_id) DO NOTHING
                        RETURNING id
                        """)
                .with("campaign_id", campaignId)
                .with(values(draft))
                .with("now", now)
                .first(row -> row.bigint("id"));
    }

    void change(long id, CampaignDraft draft, Instant now) {
        database.sql("""
                        UPDATE campaigns
                        SET campaign_name = :name,
                            segment = :segment,
                            agent_id = :agent,
                            duration_days = :days,
                            metadata = :metadata::jsonb,
                            allowed_countries = :countries,
                            calling_from = :from::time,
                            calling_until = :until::time,
                            time_zone = :zone,
                            max_calls = :max_calls,
                            record_calls = :record_calls,
                            retry_busy = :busy,
                            retry_no_answer = :no_answer,
                            retry_failed = :failed,
                            retry_abandoned = :abandoned,
                            retry_lost = :lost,
                            updated_at = :now
                        WHERE id = :id
                        """).with("id", id).with(values(draft)).with("now", now).update();
    }

    /// @return whether it was in the state `from` and now is in `to`; else nothing has changed
    boolean move(long id, CampaignStatus from, CampaignStatus to, Instant now) {
        return database.sql("""
                                UPDATE campaigns
                                SET status = :to,
                                    started_at = CASE WHEN :to = 'active' THEN coalesce(started_at, :now)
                                                      ELSE started_at END,
                                    completed_at = CASE WHEN :to = 'completed' THEN :now ELSE completed_at END,
                                    updated_at = :now
                                WHERE id = :id
                                  AND status = :from
                                """)
                        .with("id", id)
                        .with("from", from)
                        .with("to", to)
                        .with("now", now)
                        .update()
                == 1;
    }

    boolean hasCalls(long id) {
        return database.sql("SELECT EXISTS (SELECT FROM call_logs WHERE campaign_id = :id) AS any")
                .with("id", id)
                .one(row -> row.bool("any"));
    }

    /// With its leads and figures.
    ///
    /// @throws org.voiceorchestrator.database.DatabaseException.StillReferenced when it has calls
    void delete(long id) {
        database.sql("DELETE FROM campaigns WHERE id = :id").with("id", id).update();
    }

    /// Java's time zones are not all PostgreSQL's, and a claim of leads is made on PostgreSQL's clock.
    boolean knowsTimeZone(String name) {
        return database.sql("SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = :name) AS known")
                .with("name", name)
                .one(row -> row.bool("known"));
    }

    private Map<String, @Nullable Object> values(CampaignDraft draft) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", draft.campaignName());
        values.put("segment", draft.segment());
        values.put("agent", draft.agent());
        values.put("days", draft.durationDays());
        values.put("metadata", json.write(draft.metadata()));
        values.put("countries", draft.allowedCountries());
        values.put("from", draft.callingFrom());
        values.put("until", draft.callingUntil());
        values.put("zone", draft.timeZone());
        values.put("max_calls", draft.maxCalls());
        values.put("record_calls", draft.recordCalls());
        values.put("busy", draft.retryDelays().busy());
        values.put("no_answer", draft.retryDelays().noAnswer());
        values.put("failed", draft.retryDelays().failed());
        values.put("abandoned", draft.retryDelays().abandoned());
        values.put("lost", draft.retryDelays().lost());
        return values;
    }
}
