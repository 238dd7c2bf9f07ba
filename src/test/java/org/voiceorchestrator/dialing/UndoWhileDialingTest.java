package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestServer;

/// An import is taken back while its leads are being dialed.
class UndoWhileDialingTest {
    private static final int LEADS = 3000;

    @RegisterExtension
    static final TestServer server = new TestServer()
            .withSystemClock()
            .with("dialer.trunk.lines", 1000)
            .with("dialer.trunk.calls-per-second", 1000);

    @Test
    void whoIsClaimedStaysAndWhoIsGoneIsNeverClaimed() {
        GivenCalls calls = new GivenCalls(server.database());
        long campaign = calls.campaign("Undone", calls.agent("Agent", "101", 1000));
        long log = upload("Undone");
        AtomicInteger turn = new AtomicInteger();
        List<Integer> claimed = AtOnce.run(8, () -> turn.incrementAndGet() == 4 ? undo(log) : claim());
        int dialing = claimed.stream().mapToInt(Integer::intValue).sum();
        Given given = new Given(server);
        String ofCampaign = " FROM leads WHERE campaign_id = " + campaign;
        assertThat(given.number("SELECT count(*)" + ofCampaign + " AND status = 'dialing'"))
                .isEqualTo(dialing);
        Answer undone = server.get("/api/dialer/import-logs/" + log);
        long removed = ((Number) undone.json().getOrDefault("removed_leads", -1)).longValue();
        assertThat(removed).isBetween(1L, (long) LEADS);
        assertThat(given.number("SELECT count(*)" + ofCampaign)).isEqualTo(LEADS - removed);
        assertThat(LEADS - removed).isEqualTo(dialing);
        assertThat(given.number("SELECT count(*) FROM call_logs AS c JOIN leads AS l ON l.id = c.lead_id"))
                .isEqualTo(dialing);
        assertThat(given.number("SELECT sum(total_leads) FROM campaign_figures WHERE campaign_id = " + campaign))
                .isEqualTo(dialing);
        assertThat(given.number("SELECT sum(pending_leads) FROM campaign_figures WHERE campaign_id = " + campaign))
                .isZero();
    }

    private static int claim() {
        int claimed = 0;
        for (int i = 0; i < 8; i++) {
            claimed += server.bean(Claims.class).due(UUID.randomUUID(), 10).size();
        }
        return claimed;
    }

    private static int undo(long log) {
        Answer answer = server.post("/api/dialer/import-logs/" + log + "/undo/");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return 0;
    }

    private static long upload(String campaign) {
        StringBuilder file = new StringBuilder("number,attempts\n");
        for (int i = 0; i < LEADS; i++) {
            file.append("0301%07d,1\n".formatted(i));
        }
        return server.upload(
                        "/api/dialer/csv-upload/upload/",
                        Map.of("campaign_id", campaign, "segment", "follow_up"),
                        "leads.csv",
                        file.toString().getBytes(StandardCharsets.UTF_8),
                        server.token("admin"))
                .id();
    }
}
