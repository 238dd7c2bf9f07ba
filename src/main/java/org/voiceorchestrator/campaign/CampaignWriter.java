package org.voiceorchestrator.campaign;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
        Optional<Long> added = database.sql("""
                        INSERT INTO campaigns (campaign_id, campaign_name, segment, agent_id, duration_days, metadata,
                            allowed_countries, calling_from, calling_until, time_zone, max_calls, record_calls,
                            retry_busy,
                            retry_no_answer, retry_failed, retry_abandoned, retry_lost, mode, calls_per_agent,
                            abandon_limit, ring_seconds, agent_connection, abandoned_message, broadcast_message,
                            broadcast_keys, dial_first,
                            calendar_id, calls_per_number_daily, calls_per_number_rolling, lead_order,
                            caller_id_pool_id, created_at, updated_at)
                        VALUES (:campaign_id, :name, :segment, :agent, :days, :metadata::jsonb,
                            :countries, :from::time, :until::time, :zone, :max_calls, :record_calls,
                            :busy,
                            :no_answer, :failed, :abandoned, :lost, :mode, :calls_per_agent::numeric,
                            :abandon_limit::numeric, :ring_seconds, :agent_connection, :abandoned_message,
                            :broadcast_message, :broadcast_keys::jsonb, :dial_first,
                            :calendar, :daily, :rolling, :lead_order,
                            :pool, :now, :now)
                        ON CONFLICT (campaign_id) DO NOTHING
                        RETURNING id
                        """)
                .with("campaign_id", campaignId)
                .with(values(draft))
                .with("now", now)
                .first(row -> row.bigint("id"));
        added.ifPresent(id -> writeLists(id, draft));
        return added;
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
                            mode = :mode,
                            calls_per_agent = :calls_per_agent::numeric,
                            abandon_limit = :abandon_limit::numeric,
                            ring_seconds = :ring_seconds,
                            agent_connection = :agent_connection,
                            abandoned_message = :abandoned_message,
                            broadcast_message = :broadcast_message,
                            dial_first = :dial_first,
                            broadcast_keys = :broadcast_keys::jsonb,
                            calendar_id = :calendar,
                            calls_per_number_daily = :daily,
                            calls_per_number_rolling = :rolling,
                            lead_order = :lead_order,
                            caller_id_pool_id = :pool,
                            updated_at = :now
                        WHERE id = :id
                        """).with("id", id).with(values(draft)).with("now", now).update();
        database.sql("DELETE FROM campaign_agents WHERE campaign_id = :id")
                .with("id", id)
                .update();
        database.sql("DELETE FROM campaign_trunks WHERE campaign_id = :id")
                .with("id", id)
                .update();
        database.sql("DELETE FROM retry_rules WHERE campaign_id = :id")
                .with("id", id)
                .update();
        writeLists(id, draft);
    }

    private void writeLists(long id, CampaignDraft draft) {
        database.sql("""
                        INSERT INTO campaign_agents (campaign_id, agent_id)
                        SELECT :id, agent
                        FROM unnest(:agents::bigint[] || :own::bigint) AS a (agent)
                        ON CONFLICT DO NOTHING
                        """)
                .with("id", id)
                .with("agents", draft.agents())
                .with("own", draft.agent())
                .update();
        if (!draft.trunks().isEmpty()) {
            database.sql("""
                            INSERT INTO campaign_trunks (campaign_id, trunk_id, position)
                            SELECT :id, trunk, position
                            FROM unnest(:trunks::bigint[]) WITH ORDINALITY AS t (trunk, position)
                            """).with("id", id).with("trunks", draft.trunks()).update();
        }
        for (int i = 0; i < draft.retryRules().size(); i++) {
            add(id, i, draft.retryRules().get(i));
        }
    }

    private void add(long id, int position, RetryRule rule) {
        database.sql("""
                        INSERT INTO retry_rules (campaign_id, position, ending, disposition, delay, factor, max_delay,
                                                 max_attempts)
                        VALUES (:id, :position, coalesce(:ending, ''), coalesce(:disposition, ''), :delay, :factor,
                                :max_delay, :max_attempts)
                        """)
                .with("id", id)
                .with("position", position)
                .with("ending", rule.ending())
                .with("disposition", rule.disposition())
                .with("delay", rule.delay())
                .with("factor", rule.factor())
                .with("max_delay", rule.maxDelay())
                .with("max_attempts", rule.maxAttempts())
                .update();
    }

    /// What a draft names beside its agent, which nobody deletes from here to the end of the transaction.
    ///
    /// @return for each field those of its ids that are not there
    Map<String, List<Long>> unknown(CampaignDraft draft) {
        Map<String, List<Long>> unknown = new HashMap<>();
        missing("calendars", list(draft.calendar())).ifPresent(ids -> unknown.put("calendar", ids));
        missing("caller_id_pools", list(draft.callerIdPool())).ifPresent(ids -> unknown.put("caller_id_pool", ids));
        missing("agents", draft.agents()).ifPresent(ids -> unknown.put("agents", ids));
        missing("trunks", draft.trunks()).ifPresent(ids -> unknown.put("trunks", ids));
        return unknown;
    }

    private static List<Long> list(@Nullable Long id) {
        return id == null ? List.of() : List.of(id);
    }

    /// @param table one of our own names
    private Optional<List<Long>> missing(String table, List<Long> ids) {
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        List<Long> found = database.sql("SELECT id FROM " + table + " WHERE id = ANY (:ids) ORDER BY id FOR KEY SHARE")
                .with("ids", ids)
                .list(row -> row.bigint("id"));
        List<Long> missing = ids.stream().filter(id -> !found.contains(id)).toList();
        return Optional.of(missing).filter(some -> !some.isEmpty());
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
        values.put("mode", draft.dialing().mode());
        values.put("calls_per_agent", draft.dialing().callsPerAgent());
        values.put("abandon_limit", draft.dialing().abandonLimit());
        values.put("ring_seconds", draft.dialing().ringSeconds());
        values.put("dial_first", draft.dialing().first());
        values.put("agent_connection", draft.dialing().agentConnection());
        values.put("abandoned_message", draft.dialing().abandonedMessage());
        values.put("broadcast_message", draft.dialing().broadcastMessage());
        values.put("broadcast_keys", json.write(draft.dialing().keyNames()));
        values.put("calendar", draft.calendar());
        values.put("daily", draft.callsPerNumberDaily());
        values.put("rolling", draft.callsPerNumberRolling());
        values.put("lead_order", draft.leadOrder());
        values.put("pool", draft.callerIdPool());
        return values;
    }
}
