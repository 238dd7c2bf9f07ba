package org.voiceorchestrator.leadimport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;

/// A server with campaigns to upload into, for tests.
record ImportHouse(TestServer server) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    static final String HEADER = "name,number,city,attempts\n";

    /// A draft campaign of segment follow_up; gives its campaign_id.
    String campaign() {
        return campaign("draft");
    }

    String campaign(String status) {
        return campaign(status, "{}");
    }

    String campaign(String status, String allowedCountries) {
        String name = "AgentAhmed-Follow_Up-" + COUNT.incrementAndGet();
        server.database()
                .sql("""
                        WITH agent AS (
                            INSERT INTO agents (agent_id, extension) VALUES (:name, '101') RETURNING id
                        )
                        INSERT INTO campaigns (campaign_id, campaign_name, segment, agent_id, status, started_at,
                                               allowed_countries)
                        SELECT :name, :name, 'follow_up', id, :status, CASE WHEN :status <> 'draft' THEN now() END,
                               :countries::text[]
                        FROM agent
                        """)
                .with("name", name)
                .with("status", status)
                .with("countries", allowedCountries)
                .update();
        return name;
    }

    Answer upload(String campaign, String file) {
        return upload("/api/dialer/csv-upload/upload/", campaign, file);
    }

    Answer upload(String path, String campaign, String file) {
        return upload(path, campaign, file.getBytes(StandardCharsets.UTF_8));
    }

    Answer upload(String path, String campaign, byte[] file) {
        return server.upload(
                path,
                Map.of("campaign_id", campaign, "segment", "follow_up"),
                "leads.csv",
                file,
                server.token("supervisor"));
    }

    List<String> numbersOf(String campaign) {
        return server.database().sql("""
                        SELECT l.phone_number
                        FROM leads AS l
                        JOIN campaigns AS c ON c.id = l.campaign_id
                        WHERE c.campaign_id = :campaign
                        ORDER BY l.id
                        """).with("campaign", campaign).list(row -> row.text("phone_number"));
    }

    long idOf(String campaign) {
        return server.database()
                .sql("SELECT id FROM campaigns WHERE campaign_id = :campaign")
                .with("campaign", campaign)
                .one(row -> row.bigint("id"));
    }

    long totalLeadsFigure(String campaign) {
        return server.database()
                .sql("SELECT coalesce(sum(total_leads), 0)::bigint AS n FROM campaign_figures WHERE campaign_id = :id")
                .with("id", idOf(campaign))
                .one(row -> row.bigint("n"));
    }

    void setStatus(String campaign, String status) {
        server.database()
                .sql("UPDATE campaigns SET status = :status WHERE campaign_id = :campaign")
                .with("status", status)
                .with("campaign", campaign)
                .update();
    }

    long openLogs() {
        return server.database()
                .sql("SELECT count(*) AS n FROM import_logs WHERE completed_at IS NULL")
                .one(row -> row.bigint("n"));
    }

    /// Rows of as many different numbers, from that one on.
    static String rows(int from, int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            rows.append("Lead ").append(i).append(",0300%07d,Lahore,1\n".formatted(i));
        }
        return rows.toString();
    }
}
