package org.voiceorchestrator.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

class CalendarContractTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String CALENDARS = "/api/dialer/calendars/";
    private final Given given = new Given(server);

    private static Map<String, Object> window(String from, String until) {
        return Map.of("from", from, "until", until);
    }

    private static Map<String, Object> office(String name) {
        return Map.of(
                "name",
                name,
                "hours",
                Map.of(
                        "monday", List.of(window("09:00", "18:00")),
                        "friday", List.of(window("14:30", "18:00"), window("09:00", "12:30"))),
                "holidays",
                List.of(
                        Map.of("date", "2026-05-27", "name", "Eid ul-Adha"),
                        Map.of(
                                "date",
                                "2026-03-23",
                                "name",
                                "Pakistan Day",
                                "hours",
                                List.of(window("10:00", "12:00")))),
                "periods",
                List.of(Map.of(
                        "name",
                        "Ramadan",
                        "from",
                        "2026-02-18",
                        "until",
                        "2026-03-19",
                        "hours",
                        Map.of("monday", List.of(window("20:00", "02:00"))))));
    }

    @Test
    void aCalendarIsShownAsItWasMadeInTheOrderOfTime() {
        Answer created = server.post(CALENDARS, office("Office"));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.json())
                .containsEntry("name", "Office")
                .containsEntry("campaigns", 0)
                .containsEntry("created_at", "2026-02-09T07:00:00Z")
                .hasSize(8);
        assertThat(created.at("hours.friday"))
                .isEqualTo(List.of(window("09:00:00", "12:30:00"), window("14:30:00", "18:00:00")));
        assertThat(created.at("hours.sunday")).isEqualTo(List.of());
        assertThat(created.at("holidays.0.name")).isEqualTo("Pakistan Day");
        assertThat(created.at("holidays.1.hours")).isEqualTo(List.of());
        assertThat(created.at("periods.0.hours.monday")).isEqualTo(List.of(window("20:00:00", "02:00:00")));
        assertThat(server.get(CALENDARS + created.id()).json()).isEqualTo(created.json());
        assertThat(server.put(CALENDARS + created.id(), created.json()).json()).isEqualTo(created.json());
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertThat(server.post(CALENDARS, Map.of()).json())
                .isEqualTo(Map.of(
                        "name", List.of("This field is required."),
                        "hours", List.of("This field is required.")));
        Answer wrong = server.post(
                CALENDARS,
                Map.of(
                        "name",
                        "Wrong",
                        "hours",
                        Map.of(
                                "friday",
                                List.of(window("09:00", "12:30"), window("12:00", "25:00"), window("12:00", "13:00")),
                                "someday",
                                List.of(),
                                "monday",
                                List.of(window("09:00", "09:00"))),
                        "holidays",
                        List.of(
                                Map.of("date", "2026-03-23", "hours", List.of(Map.of("from", "10:00"))),
                                Map.of("date", "2026-03-23")),
                        "periods",
                        List.of(Map.of("name", "x", "from", "2026-03-23", "until", "2026-03-22", "hours", Map.of()))));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json())
                .isEqualTo(Map.of(
                        "hours",
                        List.of(
                                "monday[0].until: Ensure this is another time than from; 00:00 to 00:00 is the whole day.",
                                "friday[1].until: Time has wrong format. Use hh:mm.",
                                "friday[2].from: Ensure the windows of a day do not overlap.",
                                "someday: is not one of: monday, tuesday, wednesday, thursday, friday, saturday, sunday."),
                        "holidays",
                        List.of("[0].hours[0].until: This field is required.", "[1].date: A date is there only once."),
                        "periods",
                        List.of("[0].until: Ensure this is not before from.")));
        assertThat(server.post(CALENDARS, Map.of("name", "x", "hours", List.of()))
                        .json())
                .isEqualTo(Map.of("hours", List.of("Must be a JSON object.")));
        assertThat(server.post(CALENDARS, Map.of("name", "x", "hours", Map.of(), "holidays", List.of(1)))
                        .json())
                .isEqualTo(Map.of("holidays", List.of("Must be a list of JSON objects.")));
    }

    @Test
    void periodsDoNotOverlap() {
        Map<String, Object> first =
                Map.of("name", "first", "from", "2026-03-01", "until", "2026-03-10", "hours", Map.of());
        Map<String, Object> second =
                Map.of("name", "second", "from", "2026-03-10", "until", "2026-03-12", "hours", Map.of());
        assertThat(server.post(
                                CALENDARS,
                                Map.of("name", "Periods", "hours", Map.of(), "periods", List.of(first, second)))
                        .json())
                .isEqualTo(Map.of("periods", List.of("[1].from: Ensure no day is also one of first.")));
    }

    @Test
    void aNameIsThereOnce() {
        server.post(CALENDARS, office("Twice"));
        assertThat(server.post(CALENDARS, office("Twice")).json())
                .isEqualTo(Map.of("name", List.of("calendar with this name already exists.")));
    }

    @Test
    void aPatchChangesWhatIsSentOnly() {
        long id = server.post(CALENDARS, office("Patched")).id();
        Answer changed = server.patch(CALENDARS + id, Map.of("holidays", List.of()));
        assertThat(changed.at("holidays")).isEqualTo(List.of());
        assertThat(changed.at("periods.0.name")).isEqualTo("Ramadan");
        assertThat(changed.at("hours.monday")).isEqualTo(List.of(window("09:00:00", "18:00:00")));
        assertThat(given.number("SELECT count(*) FROM audit_log WHERE entity = 'calendar' AND action = 'update'"
                        + " AND entity_id = '" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void aCampaignGoesByACalendarWhichThenStays() {
        Answer calendar = server.post(CALENDARS, office("Used"));
        long campaign = given.campaign();
        assertThat(server.patch("/api/dialer/campaigns/" + campaign, Map.of("calendar", calendar.id()))
                        .at("calendar"))
                .isEqualTo((int) calendar.id());
        assertThat(server.get(CALENDARS + calendar.id()).at("campaigns")).isEqualTo(1);
        Answer refused = server.delete(CALENDARS + calendar.id());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json()).containsOnlyKeys("error");
        assertThat(server.patch("/api/dialer/campaigns/" + campaign, Map.of("calendar", 99_999))
                        .json())
                .isEqualTo(Map.of("calendar", List.of("Invalid pk \"99999\" - object does not exist.")));
        server.patch("/api/dialer/campaigns/" + campaign, Collections.singletonMap("calendar", null));
        assertThat(server.delete(CALENDARS + calendar.id()).status()).isEqualTo(204);
        assertThat(server.get(CALENDARS + calendar.id()).status()).isEqualTo(404);
    }

    @Test
    void calendarsAreListedSearchedAndOrderedByName() {
        List<String> names = List.of("Listed C", "Listed A", "Listed B");
        names.forEach(name -> server.post(CALENDARS, office(name)));
        Answer page = server.get(CALENDARS + "?search=listed&ordering=name&page_size=2");
        assertThat(page.at("count")).isEqualTo(3);
        List<Object> found = new ArrayList<>(List.of(page.at("results.0.name"), page.at("results.1.name")));
        found.add(server.get(String.valueOf(page.at("next"))).at("results.0.name"));
        assertThat(found).containsExactly("Listed A", "Listed B", "Listed C");
    }
}
