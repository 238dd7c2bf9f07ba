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

    /// A list of so many leads is gone through before anything else is thought of.
    private static final long SOON_WALKED = 3_000;

    /// Beginnings that so few leads have, as a part of all, are known to be rare, and not how rare.
    private static final double RARELY = 0.003;

    /// So many are fetched where nothing is known of them; if there are more, a long walk meets them.
    private static final long SOON_FETCHED = 5_000;

    private static final long LONG_WALK = 25_000;

    /// To fetch a lead that an index tells takes as long as to go past so many in their order.
    private static final double FETCHED_COSTS = 3;

    private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

    /// Planned for what is searched, without a thought of sorting what comes in order from an index; a bitmap of a
    /// word's leads that does not fit is a bitmap of whole pages.
    private static final String PLANNED = """
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '64MB', true),
                   set_config('max_parallel_workers_per_gather', '0', true), set_config('enable_sort', 'off', true),
                   (SELECT coalesce(sum(pending_leads + dialing_leads + marked_leads + skipped_leads + completed_leads
                                        + failed_leads + do_not_call_leads), 0)
                    FROM lead_totals) AS total
            """;

    private final Database database;
    private final LeadWalk walk;
    private final PhoneNumberNormalizer phones;

    LeadSearches(Database database, LeadWalk walk, PhoneNumberNormalizer phones) {
        this.database = database;
        this.walk = walk;
        this.phones = phones;
    }

    /// @param groups those that the filters leave, at least one
    LeadPages.Chosen choose(ListRequest request, Optional<Long> confinedTo, List<LeadGroup> groups) {
        long total = plan();
        LeadPages.Chosen chosen = new LeadPages.Chosen(List.of(), Count.exactly(0));
        for (LeadSearch search : LeadSearch.readings(request.search(), phones.searched(request.search()))) {
            if (chosen.count().rows() == 0) {
                chosen = choose(search, request, confinedTo, groups, total);
            }
        }
        return chosen;
    }

    /// Belongs before [#found] and [#walked], into their transaction.
    ///
    /// @return how many leads there are in all campaigns
    long plan() {
        return database.sql(PLANNED).one(row -> row.bigint("total"));
    }

    private LeadPages.Chosen choose(
            LeadSearch search, ListRequest request, Optional<Long> confinedTo, List<LeadGroup> groups, long total) {
        long filtered = groups.stream().mapToLong(LeadGroup::leads).sum();
        boolean few = filtered <= SOON_WALKED;
        double having = Math.min((double) estimate(search) / Math.max(1, total), 1);
        if (few && request.cursor().isEmpty() && filtered < FETCHED_COSTS * having * (double) total) {
            return amongFew(search, request, groups);
        }
        Optional<LeadPages.Chosen> soon =
                few ? Optional.empty() : soon(search, request, confinedTo, groups, having, total, filtered);
        return soon.or(() -> found(search, request, confinedTo, groups, MOST_FETCHED))
                .or(() -> walked(search, request, groups, filtered, COUNTED))
                .orElseThrow();
    }

    /// The page, where the cheaper of the two ways comes to an end as soon as is thought.
    ///
    /// @param having the part of all leads that are thought to have what is searched
    private Optional<LeadPages.Chosen> soon(
            LeadSearch search,
            ListRequest request,
            Optional<Long> confinedTo,
            List<LeadGroup> groups,
            double having,
            long total,
            long filtered) {
        double wanted = request.offset() + request.limit();
        long estimate = Math.round(having * (double) filtered);
        if (search.byBeginnings() && having < RARELY) {
            return found(search, request, confinedTo, groups, SOON_FETCHED)
                    .or(() -> walked(search, request, groups, Math.min(filtered, LONG_WALK), estimate));
        }
        double toWalk = Math.min(wanted / Math.max(having, 1e-9), (double) filtered);
        long reach = Math.min(filtered, Math.max(SOON_WALKED, Math.round(4 * toWalk)));
        return toWalk < FETCHED_COSTS * having * (double) total
                ? walked(search, request, groups, reach, estimate)
                : Optional.empty();
    }

    /// How many leads have it, as the planner thinks.
    private long estimate(LeadSearch search) {
        String plan = database.sql("EXPLAIN (FORMAT JSON) SELECT FROM leads WHERE " + search.estimated())
                .with(search.values())
                .one(row -> row.text("QUERY PLAN"));
        Matcher rows = ROWS.matcher(plan);
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    /// Fetches all that are searched, by the indexes of numbers and names alone, and so knows how many of them the
    /// filters leave; nothing when there are more than `most`.
    Optional<LeadPages.Chosen> found(
            LeadSearch search, ListRequest request, Optional<Long> confinedTo, List<LeadGroup> groups, long most) {
        Conditions conditions = LeadCounters.ofCampaigns(request, confinedTo);
        if (request.filter("segment").isPresent() || request.filter("status").isPresent()) {
            addKinds(conditions, groups);
        }
        String after = request.cursor().isPresent() ? "WHERE " + request.after() : "";
        record Match(long fetched, long n, @Nullable Long id) {}
        List<Match> matches = database.sql(
                        """
                        WITH fetched AS MATERIALIZED (
                            SELECT id, campaign_id, kind, segment, created_at
                            FROM leads
                            WHERE %1$s
                            LIMIT :most
                        ),
                        found AS MATERIALIZED (
                            SELECT id, segment, created_at
                            FROM fetched
                            %2$s
                        )
                        SELECT (SELECT count(*) FROM fetched) AS fetched, counted.n, leads.id
                        FROM (SELECT count(*) AS n FROM found) AS counted
                        LEFT JOIN (
                            SELECT id, segment, created_at
                            FROM found
                            %3$s
                            ORDER BY %4$s
                            LIMIT :limit OFFSET :offset
                        ) AS leads ON true
                        ORDER BY %4$s
                        """.formatted(search.condition(), conditions.where(), after, request.orderBy()))
                .with(search.values())
                .with(conditions.values())
                .with(request.afterValues())
                .with("most", most + 1)
                .with("limit", request.limit())
                .with("offset", request.offset())
                .list(row -> new Match(row.bigint("fetched"), row.bigint("n"), row.bigintOrNull("id")));
        List<Long> ids = new ArrayList<>();
        matches.forEach(match -> {
            if (match.id() != null) {
                ids.add(match.id());
            }
        });
        Match first = matches.getFirst();
        return first.fetched() > most
                ? Optional.empty()
                : Optional.of(new LeadPages.Chosen(ids, Count.exactly(first.n())));
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

    /// Goes through the first `reach` leads of the list; nothing when they do not fill the page and others follow.
    ///
    /// @param estimate of how many there are in the list
    Optional<LeadPages.Chosen> walked(
            LeadSearch search, ListRequest request, List<LeadGroup> groups, long reach, long estimate) {
        long wanted = request.offset() + request.limit();
        List<Long> ids = met(search, request, groups, reach, wanted);
        boolean toTheEnd = reach >= groups.stream().mapToLong(LeadGroup::leads).sum();
        long met = ids.size();
        if (met < wanted && !toTheEnd) {
            return Optional.empty();
        }
        List<Long> page = ids.stream().skip(request.offset()).toList();
        boolean all = toTheEnd && ids.size() < wanted && request.cursor().isEmpty();
        Count count = all ? Count.exactly(met) : new Count(Math.max(met, Math.min(estimate, COUNTED)), false);
        return Optional.of(new LeadPages.Chosen(page, count));
    }

    /// All of them are gone through, so it is known how many have what is searched.
    private LeadPages.Chosen amongFew(LeadSearch search, ListRequest request, List<LeadGroup> groups) {
        List<Long> ids = met(search, request, groups, SOON_WALKED, SOON_WALKED);
        return new LeadPages.Chosen(
                ids.stream().skip(request.offset()).limit(request.limit()).toList(), Count.exactly(ids.size()));
    }

    private List<Long> met(LeadSearch search, ListRequest request, List<LeadGroup> groups, long reach, long wanted) {
        LeadOrder order = new LeadOrder(request);
        List<List<LeadGroup>> parts = order.segmentFirst() ? LeadPages.bySegment(groups, order) : List.of(groups);
        long left = reach;
        List<Long> ids = new ArrayList<>();
        for (List<LeadGroup> part : parts) {
            long leads = part.stream().mapToLong(LeadGroup::leads).sum();
            if (ids.size() < wanted && left > 0) {
                ids.addAll(walk.searching(search, part, order, Math.min(left, leads), wanted - ids.size()));
            }
            left -= leads;
        }
        return ids;
    }
}
