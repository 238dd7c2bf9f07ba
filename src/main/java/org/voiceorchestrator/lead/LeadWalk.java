package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;

/// Goes through leads in the order of a list, by the indexes that hold each group in order: groups are merged as far
/// as the page reaches and no further.
@Singleton
final class LeadWalk {
    /// The merge of so many index scans is planned within a millisecond or two.
    private static final int MOST_MERGED = 42;

    /// So many rows are sorted faster than a merge is planned.
    private static final int SOON_SORTED = 5_000;

    private static final String SEARCHED_COLUMNS = ", phone_number, customer_name";

    private final Database database;

    LeadWalk(Database database) {
        this.database = database;
    }

    private record Start(LeadGroup group, LeadOrder.Bound bound) {}

    private record Source(String sql, Map<String, @Nullable Object> values) {}

    /// The ids at this place of the list.
    List<Long> page(List<LeadGroup> groups, LeadOrder order, int limit, long offset) {
        List<Start> starts = starts(groups, order);
        if (starts.isEmpty()) {
            return List.of();
        }
        Source source = source(starts, order, "", offset + limit);
        return database.sql("SELECT id FROM (" + source.sql() + ") AS leads ORDER BY " + listed(order)
                        + " LIMIT :limit OFFSET :offset")
                .with(source.values())
                .with("reach", offset + limit)
                .with("limit", limit)
                .with("offset", offset)
                .list(row -> row.bigint("id"));
    }

    /// Of the first `reach` leads of the list those that are searched, at most `limit`. Belongs into a transaction
    /// that does not sort (`enable_sort`): groups are then merged lazily, whatever the planner thinks of it.
    List<Long> searching(LeadSearch search, List<LeadGroup> groups, LeadOrder order, long reach, long limit) {
        List<Start> starts = starts(groups, order);
        if (starts.isEmpty()) {
            return List.of();
        }
        Source source = source(starts, order, SEARCHED_COLUMNS, reach);
        return database.sql("SELECT id FROM (SELECT * FROM (" + source.sql() + ") AS leads ORDER BY "
                        + listed(order) + " LIMIT :reach) AS leads WHERE " + search.rowByRow() + " ORDER BY "
                        + listed(order) + " LIMIT :limit")
                .with(source.values())
                .with(search.values())
                .with("reach", reach)
                .with("limit", limit)
                .list(row -> row.bigint("id"));
    }

    /// Groups of one segment, where segments come first, are asked for one segment at a time.
    private static String listed(LeadOrder order) {
        return order.segmentWithin() ? order.everywhere() : order.inGroup();
    }

    private static List<Start> starts(List<LeadGroup> groups, LeadOrder order) {
        List<Start> starts = new ArrayList<>();
        for (LeadGroup group : groups) {
            Optional<LeadOrder.Bound> bound = order.bound(group.segment());
            bound.ifPresent(from -> starts.add(new Start(group, from)));
        }
        return starts;
    }

    private static Source source(List<Start> starts, LeadOrder order, String columns, long reach) {
        boolean merged = starts.size() <= MOST_MERGED && !order.segmentWithin() && reach * starts.size() > SOON_SORTED;
        return merged ? merged(starts, order, columns) : each(starts, order, columns);
    }

    private static Source merged(List<Start> starts, LeadOrder order, String columns) {
        List<String> parts = new ArrayList<>();
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < starts.size(); i++) {
            Start start = starts.get(i);
            boolean ofCampaign = start.group().campaign() != null;
            parts.add("""
                    (SELECT id, :segment%1$d::text AS segment, created_at%2$s
                     FROM leads
                     WHERE kind = lead_kind(:segment%1$d, :status%1$d)
                       AND (created_at, id) %3$s (:at%1$d::timestamptz, :id%1$d)
                       %4$s
                     ORDER BY %5$s)
                    """.formatted(
                    i, columns, behind(order), ofCampaign ? "AND campaign_id = :campaign" + i : "", order.inGroup()));
            values.put("segment" + i, Names.of(start.group().segment()));
            values.put("status" + i, Names.of(start.group().status()));
            values.put("campaign" + i, start.group().campaign());
            values.put("at" + i, start.bound().at());
            values.put("id" + i, start.bound().id());
        }
        return new Source(String.join(" UNION ALL ", parts), values);
    }

    private static Source each(List<Start> starts, LeadOrder order, String columns) {
        boolean ofCampaigns = starts.getFirst().group().campaign() != null;
        String condition = ofCampaigns ? "AND campaign_id = g.campaign" : "";
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(
                "segments",
                starts.stream().map(start -> start.group().segment()).toList());
        values.put(
                "statuses", starts.stream().map(start -> start.group().status()).toList());
        values.put(
                "campaigns",
                starts.stream()
                        .map(start -> ofCampaigns ? start.group().campaign() : Long.valueOf(0))
                        .toList());
        values.put("ats", starts.stream().map(start -> start.bound().at()).toList());
        values.put("ids", starts.stream().map(start -> start.bound().id()).toList());
        String sql = """
                SELECT l.id, g.segment, l.created_at%1$s
                FROM unnest(:segments::text[], :statuses::text[], :campaigns::bigint[], :ats::timestamptz[],
                            :ids::bigint[]) AS g (segment, status, campaign, at, id)
                CROSS JOIN LATERAL (
                    SELECT id, created_at%1$s
                    FROM leads
                    WHERE kind = lead_kind(g.segment, g.status)
                      AND (created_at, id) %2$s (g.at, g.id)
                      %3$s
                    ORDER BY %4$s
                    LIMIT :reach
                ) AS l
                """.formatted(columns, behind(order), condition, order.inGroup());
        return new Source(sql, values);
    }

    private static String behind(LeadOrder order) {
        return order.newestFirst() ? "<" : ">";
    }
}
