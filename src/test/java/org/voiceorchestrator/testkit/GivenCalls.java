package org.voiceorchestrator.testkit;

import java.util.ArrayList;
import java.util.List;
import org.voiceorchestrator.database.Database;

/// Rows for a test to start from.
public final class GivenCalls {
    private final Database database;

    public GivenCalls(Database database) {
        this.database = database;
    }

    /// An available agent.
    public long agent(String agentId, String extension, int maxConcurrentCalls) {
        return database.sql("""
                        INSERT INTO agents (agent_id, extension, status, max_concurrent_calls)
                        VALUES (:agent, :extension, 'available', :calls)
                        RETURNING id
                        """)
                .with("agent", agentId)
                .with("extension", extension)
                .with("calls", maxConcurrentCalls)
                .one(row -> row.bigint("id"));
    }

    /// An active campaign, begun now by the database's clock, that calls again at once after every ending but lost.
    public long campaign(String campaignId, long agent) {
        return database.sql("""
                        INSERT INTO campaigns (campaign_id, campaign_name, segment, agent_id, status, started_at,
                            duration_days, retry_busy, retry_no_answer, retry_failed, retry_abandoned)
                        VALUES (:campaign, :campaign, 'follow_up', :agent, 'active', now(), 30, 0, 0, 0, 0)
                        RETURNING id
                        """)
                .with("campaign", campaignId)
                .with("agent", agent)
                .one(row -> row.bigint("id"));
    }

    public void draftCampaign(String campaignId, long agent) {
        database.sql("""
                        INSERT INTO campaigns (campaign_id, campaign_name, segment, agent_id)
                        VALUES (:campaign, :campaign, 'follow_up', :agent)
                        """).with("campaign", campaignId).with("agent", agent).update();
    }

    /// Leads that are due since yesterday, each to be called once.
    public void leads(long campaign, List<String> numbers) {
        leads(campaign, numbers, 1);
    }

    public void leads(long campaign, List<String> numbers, int maxAttempts) {
        database.sql("""
                        INSERT INTO leads (campaign_id, phone_number, segment, max_attempts, due_at)
                        SELECT :campaign, number, 'follow_up', :attempts, now() - interval '1 day'
                        FROM unnest(:numbers) AS number
                        """)
                .with("campaign", campaign)
                .with("attempts", maxAttempts)
                .with("numbers", numbers)
                .update();
    }

    /// Numbers that end as told: a switch's scenario goes by the end.
    public static List<String> numbers(int count, String suffix) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add("92300%05d".formatted(i) + suffix);
        }
        return numbers;
    }
}
