package org.voiceorchestrator.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Row;

/// What a test starts from: agents, campaigns and leads made over HTTP, calls as the dialer would have written
/// them.
public final class Given {
    private static final AtomicInteger AGENTS = new AtomicInteger();
    private static final AtomicLong NUMBERS = new AtomicLong(923_010_000_000L);

    private final TestServer server;

    public Given(TestServer server) {
        this.server = server;
    }

    public static String freshAgentName() {
        return "Agent" + AGENTS.incrementAndGet();
    }

    /// A Pakistani mobile number that no other test uses.
    public static String freshNumber() {
        return String.valueOf(NUMBERS.incrementAndGet());
    }

    public long agent() {
        return agent(freshAgentName());
    }

    public long agent(String name) {
        return created(server.post("/api/dialer/agents/", Map.of("agent_id", name, "extension", "101")));
    }

    public long campaign(long agent) {
        return created(server.post(
                "/api/dialer/campaigns/",
                Map.of("campaign_name", "A campaign", "segment", "follow_up", "agent", agent)));
    }

    public long campaign() {
        return campaign(agent());
    }

    public long lead(long campaign) {
        return created(server.post("/api/dialer/leads/", Map.of("campaign", campaign, "phone_number", freshNumber())));
    }

    /// A call of this lead for the agent of its campaign, with the lead in the state that goes with it.
    ///
    /// @param status a live one sets the lead to dialing, `completed` to completed, any other to failed
    public UUID call(long lead, String status) {
        return call(lead, status, null);
    }

    /// @param agent whose call it is; null: the campaign's
    public UUID call(long lead, String status, @Nullable Long agent) {
        UUID id = UUID.randomUUID();
        boolean live = status.equals("initiated") || status.equals("ringing") || status.equals("answered");
        server.database().inTransaction(() -> {
            server.database()
                    .sql("""
                            INSERT INTO call_logs (call_id, freeswitch_uuid, agent_id, campaign_id, lead_id, phone_number,
                                status, worker_id, initiated_at, ringing_at, answered_at, bridged_at, ended_at,
                                duration_seconds, talk_time_seconds, hangup_cause, attempt_number)
                            SELECT :call, :call, coalesce(:agent, c.agent_id), c.id, l.id, l.phone_number, :status, :call,
                                   :now::timestamptz,
                                   :now::timestamptz + interval '2 seconds',
                                   CASE WHEN :status IN ('answered', 'completed')
                                        THEN :now::timestamptz + interval '9 seconds' END,
                                   CASE WHEN :status = 'completed' THEN :now::timestamptz + interval '10 seconds' END,
                                   CASE WHEN NOT :live THEN :now::timestamptz + interval '70 seconds' END,
                                   CASE WHEN :live THEN 0 ELSE 70 END,
                                   CASE WHEN :status = 'completed' THEN 60 ELSE 0 END,
                                   CASE WHEN :live THEN '' ELSE 'NORMAL_CLEARING' END, l.attempt_count + 1
                            FROM leads AS l
                            JOIN campaigns AS c ON c.id = l.campaign_id
                            WHERE l.id = :lead
                            """)
                    .with("call", id)
                    .with("agent", agent)
                    .with("status", status)
                    .with("live", live)
                    .with("lead", lead)
                    .with("now", server.clock().instant())
                    .update();
            server.database()
                    .sql("""
                            UPDATE leads
                            SET status = :status, attempt_count = attempt_count + 1, live_call_id = :live
                            WHERE id = :lead
                            """)
                    .with("status", live ? "dialing" : status.equals("completed") ? "completed" : "failed")
                    .with("live", live ? id : null)
                    .with("lead", lead)
                    .update();
        });
        return id;
    }

    /// One number that a statement gives.
    public long number(String sql) {
        return server.database().sql("SELECT (" + sql + ")::bigint AS n").one(row -> row.bigint("n"));
    }

    /// One text that a statement gives.
    public String text(String sql) {
        return server.database().sql("SELECT (" + sql + ")::text AS t").one((Row row) -> row.text("t"));
    }

    private static long created(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.id();
    }
}
