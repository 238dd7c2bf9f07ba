package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.ListRequest.Count;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// Searches among leads. What few leads have is fetched by the indexes of numbers and names and sorted; what many have
/// is met soon where the list is gone through in its order. Which of the two is less work the planner's statistics
/// tell; as they may be wrong, either way is bounded, and the other one taken where it does not come to an end.
@Singleton
final class LeadSearches {
    /// What is counted at most where not all matches were fetched.
    static final long COUNTED = 10_000;

    private static final long MOST_FETCHED = 50_000;
    private static final long SHORTEST_WALK = 2_000;

    /// The planner never takes the beginning of a word for rarer than five in a thousand: at that, nothing is known of
    /// it, and so many are fetched before anything else is tried.
    private static final double RARELY = 0.006;

    private static final long FEW = 10_000;

    private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

    /// Planned for what is searched; a bitmap of a word's leads that does not fit is a bitmap of whole pages.
    private static final String PLANNED = """
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '64MB', true),
                   set_config('max_parallel_workers_per_gather', '0', true)
            """;

    private final Database database;
    private final LeadCounters counters;
    private final LeadWalk walk;
    private final PhoneNumberNormalizer phones;

    LeadSearches(Database database, LeadCounters counters, LeadWalk walk, PhoneNumberNormalizer phones) {
        this.database = database;
        this.counters = counters;
        this.walk = walk;
        this.phones = phones;
    }

    /// @param groups those that the filters leave, at least one
    LeadPages.Chosen choose(ListRequest request, Optional<Long> confinedTo, List<LeadGroup> groups) {
        database.sql(PLANNED).one(_ -> true);
        LeadPages.Chosen chosen = new LeadPages.Chosen(List.of(), Count.exactly(0));
        for (LeadSearch search : LeadSearch.readings(request.search(), phones.searched(request.search()))) {
            if (chosen.count().rows() == 0) {
                chosen = choose(search, request, confinedTo, groups);
            }
        }
        return chosen;
    }

    private LeadPages.Chosen choose(
            LeadSearch search, ListRequest request, Optional<Long> confinedTo, List<LeadGroup> groups) {
        long filtered = groups.stream().mapToLong(LeadGroup::leads).sum();
        double total = (double) counters.total();
        double share = Math.min(1, (double) estimate(search) / Math.max(1, total));
        if (share <= RARELY) {
            Optional<LeadPages.Chosen> few = found(search, request, confinedTo, groups, FEW);
            if (few.isPresent()) {
                return few.get();
            }
            share = Math.max(share, FEW / Math.max(1, total));
        }
        double toFetch = Math.min(share * total, (double) filtered);
        double toWalk = Math.min((request.offset() + request.limit()) / Math.max(share, 1e-9), (double) filtered);
        long reach = Math.max(SHORTEST_WALK, Math.round(4 * toWalk));
        if (toWalk < toFetch && reach < filtered) {
            Optional<LeadPages.Chosen> walked =
                    walked(search, request, groups, reach, Math.round(share * (double) filtered));
            if (walked.isPresent()) {
                return walked.get();
            }
        }
        return found(search, request, confinedTo, groups, MOST_FETCHED)
                .or(() -> walked(search, request, groups, filtered, COUNTED))
                .orElseThrow();
    }

    /// How many leads have it, as the planner thinks.
    private long estimate(LeadSearch search) {
        String plan = database.sql("EXPLAIN (FORMAT JSON) SELECT FROM leads WHERE " + search.condition())
                .with(search.values())
                .one(row -> row.text("QUERY PLAN"));
        Matcher rows = ROWS.matcher(plan);
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    /// Fetches all that are searched, and so knows how many they are; nothing when there are more than `most`.
    Optional<LeadPages.Chosen> found(
            LeadSearch search, ListRequest request, Optional<Long> confinedTo, List<LeadGroup> groups, long most) {
        Conditions conditions = LeadCounters.ofCampaigns(request, confinedTo);
        conditions.add(search.condition(), search.values());
        if (request.filter("segment").isPresent() || request.filter("status").isPresent()) {
            addKinds(conditions, groups);
        }
        String after = request.cursor().isPresent() ? "WHERE " + request.after() : "";
        record Match(long n, @Nullable Long id) {}
        List<Match> matches = database.sql("""
                        WITH found AS MATERIALIZED (
                            SELECT id, segment, created_at
                            FROM leads
                            %1$s
                            LIMIT :most
                        )
                        SELECT counted.n, leads.id
                        FROM (SELECT count(*) AS n FROM found) AS counted
                        LEFT JOIN (
                            SELECT id, segment, created_at
                            FROM found
                            %2$s
                            ORDER BY %3$s
                            LIMIT :limit OFFSET :offset
                        ) AS leads ON true
                        ORDER BY %3$s
                        """.formatted(conditions.where(), after, request.orderBy()))
                .with(conditions.values())
                .with(request.afterValues())
                .with("most", most + 1)
                .with("limit", request.limit())
                .with("offset", request.offset())
                .list(row -> new Match(row.bigint("n"), row.bigintOrNull("id")));
        long count = matches.getFirst().n();
        List<Long> ids = new ArrayList<>();
        matches.forEach(match -> {
            if (match.id() != null) {
                ids.add(match.id());
            }
        });
        return count > most ? Optional.empty() : Optional.of(new LeadPages.Chosen(ids, Count.exactly(count)));
    }

    /// By the number that the indexes have for segment and status.
    private static void addKinds(Conditions conditions, List<LeadGroup> groups) {
        Set<String> kinds = new LinkedHashSet<>();
        Map<String, @Nullable Object> values = new HashMap<>();
        for (LeadGroup group : groups) {
            String segment = Names.of(group.segment());
            String status = Names.of(group.status());
            kinds.add("lead_kind(:kind_" + segment + ", :kind_" + status + "_status)");
            values.put("kind_" + segment, segment);
            values.put("kind_" + status + "_status", status);
        }
        conditions.add("kind IN (" + String.join(", ", kinds) + ")", values);
    }

    /// Goes through the first `reach` leads of the list; nothing when these do not fill the page and others follow.
    Optional<LeadPages.Chosen> walked(
            LeadSearch search, ListRequest request, List<LeadGroup> groups, long reach, long estimate) {
        LeadOrder order = new LeadOrder(request);
        List<List<LeadGroup>> parts = order.segmentFirst() ? LeadPages.bySegment(groups, order) : List.of(groups);
        long wanted = request.offset() + request.limit();
        long left = reach;
        List<Long> ids = new ArrayList<>();
        for (List<LeadGroup> part : parts) {
            long leads = part.stream().mapToLong(LeadGroup::leads).sum();
            if (ids.size() < wanted && left > 0) {
                ids.addAll(walk.searching(search, part, order, Math.min(left, leads), wanted - ids.size()));
            }
            left -= leads;
        }
        boolean toTheEnd = left >= 0;
        if (ids.size() < wanted && !toTheEnd) {
            return Optional.empty();
        }
        List<Long> page = ids.stream().skip(request.offset()).toList();
        boolean all = toTheEnd && ids.size() < wanted && request.cursor().isEmpty();
        long met = ids.size();
        return Optional.of(new LeadPages.Chosen(
                page, all ? Count.exactly(met) : new Count(Math.max(met, Math.min(estimate, COUNTED)), false)));
    }
}
