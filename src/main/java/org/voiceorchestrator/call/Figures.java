package org.voiceorchestrator.call;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A table of figures that triggers keep, in slots that are summed at reading. What it should say, says the view named
/// after it, `.._in_fact`.
///
/// @param keys what it counts by
/// @param counts the columns with a count
/// @param row an expression that names what a row is about
record Figures(String table, List<String> keys, List<String> counts, String row) {
    private static final List<String> LEADS = List.of(
            "pending_leads",
            "dialing_leads",
            "marked_leads",
            "skipped_leads",
            "completed_leads",
            "failed_leads",
            "do_not_call_leads");
    private static final List<String> CALLS = List.of(
            "completed_calls",
            "no_answer_calls",
            "busy_calls",
            "failed_calls",
            "abandoned_calls",
            "cancelled_calls",
            "lost_calls");

    static final Figures OF_CAMPAIGNS = new Figures(
            "campaign_figures",
            List.of("campaign_id", "segment"),
            joined(List.of(List.of("total_leads", "called_leads"), LEADS, List.of("total_calls", "live_calls"), CALLS)),
            "format(CASE segment WHEN '' THEN 'campaign %s' ELSE 'campaign %s, segment %s' END, campaign_id, segment)");
    static final Figures OF_ANSWERS = new Figures(
            "campaign_answers",
            List.of("campaign_id", "since"),
            List.of("answered", "abandoned"),
            "format('campaign %s, five minutes from %s UTC', campaign_id, since AT TIME ZONE 'UTC')");
    static final Figures OF_ALL_LEADS =
            new Figures("lead_totals", List.of("segment"), LEADS, "format('all leads of segment %s', segment)");
    static final Figures OF_ALL_CALLS =
            new Figures("call_totals", List.of(), joined(List.of(List.of("total_calls"), CALLS)), "'all calls'");

    static final List<Figures> ALL = List.of(OF_CAMPAIGNS, OF_ANSWERS, OF_ALL_LEADS, OF_ALL_CALLS);

    private static List<String> joined(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    /// A statement with one column, `change`: a line for each row that is wrong, with what it lacks.
    String changes() {
        return "SELECT " + described() + " AS change FROM (" + lacking() + ") AS wrong";
    }

    /// The same, and adds what is lacking: to one slot, which one does not matter.
    String mend() {
        String columns = listed(keys) + listed(counts);
        return """
                WITH wrong AS MATERIALIZED (%s),
                mended AS (
                    INSERT INTO %s AS t (%s slot)
                    SELECT %s 0
                    FROM wrong
                    ON CONFLICT (%s slot) DO UPDATE
                    SET %s
                )
                SELECT %s AS change
                FROM wrong
                """.formatted(
                        lacking(),
                        table,
                        columns,
                        columns,
                        listed(keys),
                        each(counts, ", ", "%1$s = t.%1$s + excluded.%1$s"::formatted),
                        described());
    }

    private String lacking() {
        return """
                SELECT %s %s
                FROM (SELECT %s %s FROM %s_in_fact
                      UNION ALL
                      SELECT %s %s FROM %s) AS facts_less_figures
                GROUP BY GROUPING SETS ((%s))
                HAVING %s
                ORDER BY %s 1
                """.formatted(
                        listed(keys),
                        each(counts, ", ", "sum(%1$s)::bigint AS %1$s"::formatted),
                        listed(keys),
                        String.join(", ", counts),
                        table,
                        listed(keys),
                        each(counts, ", ", "-%s"::formatted),
                        table,
                        String.join(", ", keys),
                        each(counts, " OR ", "sum(%s) <> 0"::formatted),
                        listed(keys));
    }

    private String described() {
        return row + " || ': ' || concat_ws(', ', "
                + each(
                        counts,
                        ", ",
                        "CASE WHEN %1$s <> 0 THEN format('%1$s %%s', to_char(%1$s, 'SG999999999999FM')) END"::formatted)
                + ")";
    }

    private static String listed(List<String> columns) {
        return each(columns, " ", "%s,"::formatted);
    }

    private static String each(List<String> columns, String between, Function<String, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(between));
    }
}
