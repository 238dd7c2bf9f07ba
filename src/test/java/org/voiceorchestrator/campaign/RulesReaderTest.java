package org.voiceorchestrator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.calendar.CallingCalendar;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

class RulesReaderTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String CAMPAIGNS = "/api/dialer/campaigns/";
    private static final ZoneId KARACHI = ZoneId.of("Asia/Karachi");
    private final Given given = new Given(server);

    private static CampaignRules rules(long campaign) {
        return server.bean(RulesReader.class).of(campaign).orElseThrow();
    }

    @Test
    void aCampaignWithoutRulesIsOpenAtAnyTimeOnTheBusinessClock() {
        CampaignRules rules = rules(given.campaign());
        assertThat(rules.calendar()).isEqualTo(CallingCalendar.ALWAYS);
        assertThat(rules.zone()).isEqualTo(KARACHI);
        assertThat(rules.zones()).isEmpty();
        assertThat(rules.trunks()).isEmpty();
        assertThat(rules.leadOrder()).isEqualTo(LeadSequence.DUE);
    }

    @Test
    void aCalendarTakesThePlaceOfTheCallingHours() {
        long campaign = given.campaign();
        server.patch(CAMPAIGNS + campaign, Map.of("calling_from", "22:00", "calling_until", "06:00"));
        Instant noon = TestServer.START;
        assertThat(rules(campaign).calendar().isOpen(KARACHI, noon)).isFalse();
        assertThat(rules(campaign).calendar().isOpen(KARACHI, noon.plus(Duration.ofHours(11))))
                .isTrue();
        long calendar = server.post(
                        "/api/dialer/calendars/",
                        Map.of(
                                "name",
                                "Mondays",
                                "hours",
                                Map.of("monday", List.of(Map.of("from", "09:00", "until", "18:00")))))
                .id();
        server.patch(CAMPAIGNS + campaign, Map.of("calendar", calendar));
        assertThat(rules(campaign).calendar().isOpen(KARACHI, noon)).isTrue();
        server.patch(
                "/api/dialer/calendars/" + calendar,
                Map.of("holidays", List.of(Map.of("date", "2026-02-09", "name", "a day"))));
        assertThat(rules(campaign).calendar().isOpen(KARACHI, noon)).isFalse();
    }

    @Test
    void onlyCampaignsThatAreActiveAndNotOverAreAskedForAtOnce() {
        long campaign = given.campaign();
        RulesReader reader = server.bean(RulesReader.class);
        assertThat(reader.ofActive(TestServer.START))
                .extracting(CampaignRules::id)
                .doesNotContain(campaign);
        server.post(CAMPAIGNS + campaign + "/activate");
        given.lead(campaign);
        assertThat(reader.ofActive(TestServer.START))
                .filteredOn(rules -> rules.id() == campaign)
                .singleElement()
                .extracting(CampaignRules::zones)
                .isEqualTo(List.of(""));
        assertThat(reader.ofActive(TestServer.START.plus(Duration.ofDays(1))))
                .extracting(CampaignRules::id)
                .doesNotContain(campaign);
    }

    @Test
    void aLeadsZoneIsItsOwnOrTheCampaigns() {
        CampaignRules rules = rules(given.campaign());
        assertThat(rules.zoneOf(null)).isEqualTo(KARACHI);
        assertThat(rules.zoneOf("")).isEqualTo(KARACHI);
        assertThat(rules.zoneOf("Asia/Dubai")).isEqualTo(ZoneId.of("Asia/Dubai"));
    }
}
