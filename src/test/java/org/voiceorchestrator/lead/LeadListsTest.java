package org.voiceorchestrator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Ordering;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// Every filter, ordering and search gives what going through all leads would give.
class LeadListsTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String LEADS = "/api/dialer/leads/";
    private static final List<String> SEGMENTS =
            List.of("follow_up", "active", "growth", "active_churn", "growth_churn", "acquisition");
    private static final List<String> STATUSES =
            List.of("pending", "called", "skipped", "completed", "failed", "do_not_call");
    private static final List<String> NAMES = List.of(
            "Ahmed Khan",
            "ahmad KHALID",
            "Ann O'Brien",
            "Khan & Sons, Lahore",
            "\u0627\u062d\u0645\u062f \u062e\u0627\u0646",
            "Shop 0300",
            "",
            "Zed 100%",
            "Ali-Raza.Khan");
    private static final List<String> SEARCHES = List.of(
            "ahm",
            "KHAN",
            "ahm kha",
            "brien",
            "o'b",
            "\u0627\u062d\u0645",
            "0300",
            "923001",
            "+92 300 1",
            "3001",
            "0001",
            "00017",
            "100%",
            "sons lahore",
            "nobody",
            "%",
            "0300-100 0017",
            "kha ahm",
            "raza",
            "92");
    private static final List<String> ORDERINGS = List.of(
            "",
            "created_at",
            "-created_at",
            "segment",
            "-segment",
            "segment,created_at",
            "-segment,-created_at",
            "created_at,segment",
            "-created_at,segment",
            "created_at,-segment",
            "-created_at,-segment,created_at");

    private final Given given = new Given(server);

    private record Row(
            long id, long campaign, String number, String name, String segment, String status, Instant createdAt) {}

    @BeforeEach
    void empty() {
        server.database().sql("DELETE FROM leads").update();
    }

    private void fill(Random random, List<Long> campaigns, int leads) {
        for (int i = 0; i < leads; i++) {
            server.database()
                    .sql("""
                            INSERT INTO leads (campaign_id, phone_number, customer_name, segment, status, created_at)
                            VALUES (:campaign, :number, :name, :segment, :status, :at)
                            """)
                    .with("campaign", one(random, campaigns))
                    .with(
                            "number",
                            "9230%d%05d%02d".formatted(random.nextInt(2), random.nextInt(20), i % 100) + i / 100)
                    .with("name", one(random, NAMES))
                    .with("segment", one(random, SEGMENTS.subList(0, 1 + random.nextInt(6))))
                    .with("status", one(random, STATUSES))
                    .with("at", TestServer.START.plusSeconds(random.nextInt(4)))
                    .update();
        }
    }

    private List<Row> all() {
        return server.database()
                .sql("SELECT id, campaign_id, phone_number, customer_name, segment, status, created_at FROM leads")
                .list(row -> new Row(
                        row.bigint("id"),
                        row.bigint("campaign_id"),
                        row.text("phone_number"),
                        row.text("customer_name"),
                        row.text("segment"),
                        row.text("status"),
                        row.instant("created_at")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void listsAreWhatGoingThroughAllLeadsWouldGive(long seed) {
        Random random = new Random(seed);
        List<Long> campaigns = List.of(given.campaign(), given.campaign(), given.campaign());
        fill(random, campaigns, 150);
        List<Row> all = all();
        for (int i = 0; i < 40; i++) {
            Map<String, String> query = query(random, campaigns);
            List<Long> expected = expected(all, query);
            assertThat(byPages(query, expected.size())).as("pages of " + query).isEqualTo(expected);
            assertThat(byCursor(query)).as("cursor through " + query).isEqualTo(expected);
        }
    }

    /// The two ways of searching are one to who asks.
    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void fetchingAndWalkingFindTheSame(long seed) {
        Random random = new Random(seed);
        fill(random, List.of(given.campaign(), given.campaign()), 200);
        List<Row> all = all();
        for (String text : SEARCHES) {
            for (String ordering : List.of("segment,-created_at", "created_at", "-created_at,segment")) {
                for (Map<String, String> filters :
                        List.of(Map.<String, String>of(), Map.of("status", one(random, STATUSES)))) {
                    List<LeadSearch> readings = LeadSearch.readings(
                            text, server.bean(PhoneNumberNormalizer.class).searched(text));
                    for (LeadSearch search : readings) {
                        boolean whole = readings.size() > 1 && search.equals(readings.getFirst());
                        Map<String, String> query = new HashMap<>(filters);
                        query.put("ordering", ordering);
                        bothFind(
                                search,
                                request(text, ordering, filters),
                                ids(all, query, row -> isFound(row, text, whole)));
                    }
                }
            }
        }
    }

    private static void bothFind(LeadSearch search, ListRequest request, List<Long> expected) {
        LeadSearches searches = server.bean(LeadSearches.class);
        List<LeadGroup> groups = server.bean(LeadCounters.class).groups(request, Optional.empty());
        server.database().inSnapshot(() -> {
            searches.plan();
            assertThat(searches.found(search, request, Optional.empty(), groups, 1000)
                            .map(LeadPages.Chosen::ids))
                    .as("fetching " + request)
                    .contains(expected);
            assertThat(searches.walked(search, request, groups, 200, 0).map(LeadPages.Chosen::ids))
                    .as("walking " + request)
                    .contains(expected);
            if (expected.size() > 1) {
                assertThat(searches.found(search, request, Optional.empty(), groups, expected.size() - 1))
                        .isEmpty();
            }
            return 0;
        });
    }

    private static ListRequest request(String search, String ordering, Map<String, String> filters) {
        List<Ordering> terms = Arrays.stream((ordering + ",-created_at").split(",", -1))
                .map(term -> {
                    String field = term.replace("-", "");
                    boolean time = field.equals("created_at");
                    return new Ordering(field, time ? field : "segment COLLATE \"C\"", time, term.startsWith("-"));
                })
                .collect(Collectors.toMap(Ordering::field, term -> term, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        return new ListRequest(
                URI.create("http://localhost/"), Map.of(), 1, 500, search, terms, "id", filters, Optional.empty());
    }

    @Test
    void aWalkThatDoesNotFillThePageSaysSo() {
        long campaign = given.campaign();
        fill(new Random(10), List.of(campaign), 50);
        ListRequest request = request("nobody", "-created_at", Map.of());
        List<LeadGroup> groups = server.bean(LeadCounters.class).groups(request, Optional.empty());
        LeadSearches searches = server.bean(LeadSearches.class);
        LeadSearch search = LeadSearch.readings("nobody", Optional.empty()).getFirst();
        server.database().inSnapshot(() -> {
            searches.plan();
            assertThat(searches.walked(search, request, groups, 49, 0)).isEmpty();
            assertThat(searches.walked(search, request, groups, 50, 0)).hasValueSatisfying(chosen -> {
                assertThat(chosen.ids()).isEmpty();
                assertThat(chosen.count()).isEqualTo(ListRequest.Count.exactly(0));
            });
            return 0;
        });
    }

    @Test
    void aCursorMeetsEachLeadOnceWhileOthersComeGoAndChange() {
        long campaign = given.campaign();
        fill(new Random(11), List.of(campaign), 60);
        List<Long> there = expected(all(), Map.of());
        List<Long> met = new ArrayList<>();
        String cursor = null;
        do {
            Answer page = server.get(LEADS + "?page_size=7" + (cursor == null ? "" : "&cursor=" + cursor));
            ids(page).forEach(met::add);
            cursor = (String) page.at("next_cursor");
            fill(new Random(met.size()), List.of(given.campaign()), 3);
            server.database()
                    .sql("UPDATE leads SET status = 'called', customer_name = 'changed' WHERE id = :id")
                    .with("id", there.get((met.size() * 7) % 60))
                    .update();
        } while (cursor != null);
        assertThat(met).doesNotHaveDuplicates().containsAll(there);
        assertThat(met.stream().filter(there::contains)).containsExactlyElementsOf(there);
    }

    @Test
    void cursorsThatAreNoneAreRefused() {
        fill(new Random(12), List.of(given.campaign()), 20);
        String cursor = (String) server.get(LEADS + "?page_size=5").at("next_cursor");
        for (String wrong : new String[] {
            "cursor=x", "cursor=" + cursor + "x", "ordering=created_at&cursor=" + cursor, "page=2&cursor=" + cursor
        }) {
            Answer refused = server.get(LEADS + "?" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.json()).as(wrong).containsOnlyKeys("cursor");
        }
    }

    @Test
    void countersStayExactHoweverManyWriteAtOnce() {
        List<Long> campaigns = List.of(given.campaign(), given.campaign());
        AtOnce.run(50, () -> {
            Random random = new Random(Thread.currentThread().threadId());
            server.database().inTransaction(() -> {
                for (int i = 0; i < 4; i++) {
                    long id = server.database()
                            .sql("""
                                    INSERT INTO leads (campaign_id, phone_number, segment, status)
                                    VALUES (:campaign, :number, :segment, :status)
                                    RETURNING id
                                    """)
                            .with("campaign", one(random, campaigns))
                            .with("number", Given.freshNumber())
                            .with("segment", one(random, SEGMENTS))
                            .with("status", one(random, STATUSES))
                            .one(row -> row.bigint("id"));
                    server.database()
                            .sql(
                                    "UPDATE leads SET status = :status, segment = :segment, campaign_id = :campaign WHERE id = :id")
                            .with("status", one(random, STATUSES))
                            .with("segment", one(random, SEGMENTS))
                            .with("campaign", one(random, campaigns))
                            .with("id", id)
                            .update();
                    if (i == 3) {
                        server.database()
                                .sql("DELETE FROM leads WHERE id = :id")
                                .with("id", id)
                                .update();
                    }
                }
            });
            return 0;
        });
        assertThat(server.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
        assertThat(server.get(LEADS).at("count")).isEqualTo(150);
    }

    @Test
    void whoNamesWhatHeHasGetsNoBodyUntilItChanges() {
        long campaign = given.campaign();
        long lead = given.lead(campaign);
        String path = "/api/dialer/campaigns/" + campaign + "/stats/";
        for (String read : new String[] {path, LEADS + lead, LEADS + "?campaign=" + campaign}) {
            Answer first = server.get(read);
            String tag = tagOf(first);
            assertThat(first.headers()).containsEntry("cache-control", List.of("private, no-cache"));
            Answer same = ifNoneMatch(read, "\"other\", W/" + tag);
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.text()).isEmpty();
            assertThat(same.headers()).containsEntry("etag", List.of(tag));
            assertThat(same.headers()).containsEntry("cache-control", List.of("private, no-cache"));
            assertThat(ifNoneMatch(read, "\"other\"").text()).isEqualTo(first.text());
        }
        String before = tagOf(server.get(path));
        server.post(LEADS + lead + "/mark_as_called");
        Answer changed = ifNoneMatch(path, before);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("called_leads")).isEqualTo(1);
    }

    private static String tagOf(Answer answer) {
        return answer.headers().getOrDefault("etag", List.of("none")).getFirst();
    }

    private static Answer ifNoneMatch(String path, String tags) {
        return server.send(java.net.http.HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + server.token("admin"))
                .header("If-None-Match", tags)
                .build());
    }

    private static Map<String, String> query(Random random, List<Long> campaigns) {
        Map<String, String> query = new HashMap<>();
        perhaps(
                random,
                query,
                "campaign",
                campaigns.stream().map(String::valueOf).toList());
        perhaps(random, query, "segment", SEGMENTS);
        perhaps(random, query, "status", STATUSES);
        perhaps(random, query, "search", SEARCHES);
        query.put("ordering", one(random, ORDERINGS));
        return query;
    }

    private static void perhaps(Random random, Map<String, String> query, String name, List<String> values) {
        if (random.nextInt(3) == 0) {
            query.put(name, one(random, values));
        }
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<Long> byPages(Map<String, String> query, int expected) {
        List<Long> ids = new ArrayList<>();
        Object next = path(query, "page_size=11");
        while (next != null) {
            Answer page = server.get((String) next);
            assertThat(page.at("count")).as("count of " + next).isEqualTo(expected);
            assertThat(page.at("count_is_exact")).isEqualTo(true);
            ids.addAll(ids(page));
            next = page.at("next");
        }
        return ids;
    }

    private static List<Long> byCursor(Map<String, String> query) {
        Answer page = server.get(path(query, "page_size=13"));
        List<Long> ids = new ArrayList<>(ids(page));
        while (page.at("next_cursor") != null) {
            page = server.get(path(query, "page_size=13&cursor=" + page.at("next_cursor")));
            ids.addAll(ids(page));
        }
        return ids;
    }

    private static String path(Map<String, String> query, String more) {
        return LEADS + "?" + more + "&"
                + query.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static List<Long> ids(Answer page) {
        List<Long> ids = new ArrayList<>();
        if (page.json().get("results") instanceof List<?> leads) {
            for (Object lead : leads) {
                if (lead instanceof Map<?, ?> fields && fields.get("id") instanceof Number id) {
                    ids.add(id.longValue());
                }
            }
        }
        return ids;
    }

    private static List<Long> expected(List<Row> all, Map<String, String> query) {
        if (!query.containsKey("search")) {
            return ids(all, query, _ -> true);
        }
        String search = query.get("search");
        List<Long> whole = ids(all, query, row -> isFound(row, search, true));
        return whole.isEmpty() || words(search).size() < 2
                ? ids(all, query, row -> isFound(row, search, false))
                : whole;
    }

    private static List<Long> ids(List<Row> all, Map<String, String> query, Predicate<Row> searched) {
        return all.stream()
                .filter(filters(query))
                .filter(searched)
                .sorted(order(query.getOrDefault("ordering", "")))
                .map(Row::id)
                .toList();
    }

    private static Predicate<Row> filters(Map<String, String> query) {
        return row -> (!query.containsKey("campaign") || query.get("campaign").equals(String.valueOf(row.campaign())))
                && (!query.containsKey("segment") || query.get("segment").equals(row.segment()))
                && (!query.containsKey("status") || query.get("status").equals(row.status()));
    }

    private static boolean isFound(Row row, String search, boolean whole) {
        return isWrittenNumber(row.number(), search) || hasWords(row.name(), search, whole);
    }

    private static boolean isWrittenNumber(String number, String search) {
        if (!search.matches("[0-9+ -]+")) {
            return false;
        }
        String digits = search.replaceAll("[^0-9]", "");
        boolean international = search.startsWith("+") || digits.startsWith("00");
        String meant = digits.startsWith("00") ? digits.substring(2) : digits;
        if (international) {
            return number.startsWith(meant);
        }
        return number.startsWith(digits)
                || number.startsWith("92" + digits.replaceFirst("^0", ""))
                || (digits.length() >= 4 && number.endsWith(digits));
    }

    private static boolean hasWords(String name, String search, boolean whole) {
        List<String> words = words(search);
        return !words.isEmpty()
                && words.stream()
                        .allMatch(word -> words(name).stream()
                                .anyMatch(each -> whole ? each.equals(word) : each.startsWith(word)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\p{Punct}\\s]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Comparator<Row> order(String ordering) {
        String whole = ordering.isEmpty() ? "segment,-created_at" : ordering + ",-created_at";
        Comparator<Row> order = (_, _) -> 0;
        Boolean newestFirst = null;
        for (String term : whole.split(",", -1)) {
            boolean descending = term.startsWith("-");
            boolean time = term.endsWith("created_at");
            Comparator<Row> by = time ? Comparator.comparing(Row::createdAt) : Comparator.comparing(Row::segment);
            order = order.thenComparing(descending ? by.reversed() : by);
            if (time && newestFirst == null) {
                newestFirst = descending;
            }
        }
        Comparator<Row> byId = Comparator.comparingLong(Row::id);
        return order.thenComparing(Boolean.TRUE.equals(newestFirst) ? byId.reversed() : byId);
    }
}
