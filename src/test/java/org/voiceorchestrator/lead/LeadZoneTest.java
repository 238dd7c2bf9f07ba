package org.voiceorchestrator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// On whose clock a lead is called, how urgent it is, and which lanes its campaign has for that.
class LeadZoneTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String LEADS = "/api/dialer/leads/";
    private final Given given = new Given(server);

    private long campaign(String zone) {
        long campaign = given.campaign();
        server.patch(
                "/api/dialer/campaigns/" + campaign,
                Map.of("allowed_countries", List.of("PK", "US", "AU", "AE"), "time_zone", zone));
        return campaign;
    }

    private static Answer add(long campaign, String number, String city) {
        Answer added = server.post(LEADS, Map.of("campaign", campaign, "phone_number", number, "city", city));
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        return added;
    }

    private static List<String> lanes(long campaign) {
        return server.database().sql("""
                        SELECT time_zone || '/' || priority AS lane
                        FROM campaign_zones
                        WHERE campaign_id = :campaign
                        ORDER BY lane
                        """).with("campaign", campaign).list(row -> row.text("lane"));
    }

    @Test
    void aNewLeadHasTheZoneOfItsNumberOrCityWhereThatDiffersFromTheCampaigns() {
        long campaign = campaign("Asia/Karachi");
        assertThat(add(campaign, "03001234567", "").at("time_zone")).isNull();
        assertThat(add(campaign, "+1 212 555 0123", "").at("time_zone")).isEqualTo("America/New_York");
        assertThat(add(campaign, "+61 412 345 678", "Perth").at("time_zone")).isEqualTo("Australia/Perth");
        assertThat(add(campaign, "+61 412 345 679", "").at("time_zone")).isNull();
        assertThat(lanes(campaign)).containsExactly("/0", "America/New_York/0", "Australia/Perth/0");
        long dubai = campaign("Asia/Dubai");
        assertThat(add(dubai, "03001234567", "").at("time_zone")).isEqualTo("Asia/Karachi");
        assertThat(lanes(dubai)).containsExactly("Asia/Karachi/0");
    }

    @Test
    void theZoneFollowsTheNumberUntilSomebodySaysOtherwise() {
        long lead = add(campaign("Asia/Karachi"), "+1 212 555 0124", "").id();
        assertThat(server.patch(LEADS + lead, Map.of("customer_name", "Ann")).at("time_zone"))
                .isEqualTo("America/New_York");
        assertThat(server.patch(LEADS + lead, Map.of("phone_number", "+1 213 555 0124"))
                        .at("time_zone"))
                .isEqualTo("America/Los_Angeles");
        assertThat(server.patch(LEADS + lead, Map.of("time_zone", "America/Denver"))
                        .at("time_zone"))
                .isEqualTo("America/Denver");
        assertThat(server.patch(LEADS + lead, Map.of("priority", 5)).json())
                .containsEntry("time_zone", "America/Denver")
                .containsEntry("priority", 5);
        assertThat(server.patch(LEADS + lead, Map.of("time_zone", "Asia/Karachi"))
                        .at("time_zone"))
                .isNull();
        assertThat(server.patch(LEADS + lead, Collections.singletonMap("time_zone", null))
                        .at("time_zone"))
                .isNull();
        assertThat(server.patch(LEADS + lead, Map.of("time_zone", "Asia/Nowhere", "priority", 100))
                        .json())
                .containsOnlyKeys("time_zone", "priority");
    }

    @Test
    void aLeadThatMovesToAnotherLaneIsFoundThere() {
        long campaign = campaign("Asia/Karachi");
        long lead = add(campaign, "03001234568", "").id();
        server.patch(LEADS + lead, Map.of("priority", 9));
        server.patch(LEADS + lead, Map.of("time_zone", "Asia/Dubai"));
        assertThat(lanes(campaign)).containsExactly("/0", "/9", "Asia/Dubai/9");
    }

    @Test
    void anImportGivesZonesAndPriorities() {
        long campaign = campaign("Asia/Karachi");
        String file = """
                name,number,attempts,city,Priority
                a,03001234501,1,Lahore,
                b,+12125550101,1,,high
                c,+61412345601,1,Sydney,-3
                d,03001234502,1,Lahore,7
                e,03001234503,1,Lahore,whenever
                """;
        Answer report = server.upload(
                "/api/dialer/csv-upload/upload/",
                Map.of(
                        "campaign_id",
                        String.valueOf(
                                server.get("/api/dialer/campaigns/" + campaign).at("campaign_id")),
                        "segment",
                        "follow_up"),
                "leads.csv",
                file.getBytes(StandardCharsets.UTF_8),
                server.token("supervisor"));
        assertThat(report.status()).as(report.toString()).isEqualTo(200);
        assertThat(report.at("errors.0.error"))
                .isEqualTo("priority: must be a whole number from -99 to 99, or urgent, high, normal or low, or empty");
        assertThat(server.database().sql("""
                                SELECT customer_name || ' ' || coalesce(time_zone, '-') || ' ' || priority AS it
                                FROM leads
                                WHERE campaign_id = :campaign
                                ORDER BY customer_name
                                """).with("campaign", campaign).list(row -> row.text("it")))
                .containsExactly("a - 0", "b America/New_York 10", "c Australia/Sydney -3", "d - 7");
        assertThat(lanes(campaign)).containsExactly("/0", "/7", "America/New_York/10", "Australia/Sydney/-3");
    }

    @Test
    void lanesGoWithTheirCampaign() {
        long campaign = campaign("Asia/Karachi");
        add(campaign, "03001234569", "");
        assertThat(server.delete("/api/dialer/campaigns/" + campaign).status()).isEqualTo(204);
        assertThat(lanes(campaign)).isEmpty();
    }
}
