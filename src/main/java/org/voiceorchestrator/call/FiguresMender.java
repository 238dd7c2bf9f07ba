package org.voiceorchestrator.call;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.voiceorchestrator.database.Database;

/// Makes the figures equal to what they count. Nothing that they count is changed.
@Singleton
public final class FiguresMender {
    /// Who changes leads or calls adds to the figures in the same transaction: those who have, are waited for; those
    /// who want to, wait. What they have changed meanwhile is not seen here, and added by them afterwards.
    private static final String HOLD_ALL_FIGURES =
            "LOCK TABLE campaign_figures, lead_totals, call_totals IN SHARE ROW EXCLUSIVE MODE";

    /// A difference is added where it is missing: to one slot, which one does not matter.
    private static final String LEADS_OF_CAMPAIGNS = """
            WITH facts AS (
                SELECT campaign_id, segment,
                       count(*) AS total_leads, count(*) FILTER (WHERE attempt_count > 0) AS called_leads,
                       count(*) FILTER (WHERE status = 'pending') AS pending_leads,
                       count(*) FILTER (WHERE status = 'dialing') AS dialing_leads,
                       count(*) FILTER (WHERE status = 'called') AS marked_leads,
                       count(*) FILTER (WHERE status = 'skipped') AS skipped_leads,
                       count(*) FILTER (WHERE status = 'completed') AS completed_leads,
                       count(*) FILTER (WHERE status = 'failed') AS failed_leads,
                       count(*) FILTER (WHERE status = 'do_not_call') AS do_not_call_leads
                FROM leads
                GROUP BY campaign_id, segment
            ),
            counted AS (
                SELECT campaign_id, segment,
                       sum(total_leads)::bigint AS total_leads, sum(called_leads)::bigint AS called_leads,
                       sum(pending_leads)::bigint AS pending_leads, sum(dialing_leads)::bigint AS dialing_leads,
                       sum(marked_leads)::bigint AS marked_leads, sum(skipped_leads)::bigint AS skipped_leads,
                       sum(completed_leads)::bigint AS completed_leads, sum(failed_leads)::bigint AS failed_leads,
                       sum(do_not_call_leads)::bigint AS do_not_call_leads
                FROM campaign_figures
                GROUP BY campaign_id, segment
            ),
            wrong AS (
                SELECT campaign_id, segment,
                       coalesce(f.total_leads, 0) - coalesce(c.total_leads, 0) AS total_leads,
                       coalesce(f.called_leads, 0) - coalesce(c.called_leads, 0) AS called_leads,
                       coalesce(f.pending_leads, 0) - coalesce(c.pending_leads, 0) AS pending_leads,
                       coalesce(f.dialing_leads, 0) - coalesce(c.dialing_leads, 0) AS dialing_leads,
                       coalesce(f.marked_leads, 0) - coalesce(c.marked_leads, 0) AS marked_leads,
                       coalesce(f.skipped_leads, 0) - coalesce(c.skipped_leads, 0) AS skipped_leads,
                       coalesce(f.completed_leads, 0) - coalesce(c.completed_leads, 0) AS completed_leads,
                       coalesce(f.failed_leads, 0) - coalesce(c.failed_leads, 0) AS failed_leads,
                       coalesce(f.do_not_call_leads, 0) - coalesce(c.do_not_call_leads, 0) AS do_not_call_leads
                FROM facts AS f
                FULL JOIN counted AS c USING (campaign_id, segment)
                WHERE (coalesce(f.total_leads, 0), coalesce(f.called_leads, 0), coalesce(f.pending_leads, 0),
                       coalesce(f.dialing_leads, 0), coalesce(f.marked_leads, 0), coalesce(f.skipped_leads, 0),
                       coalesce(f.completed_leads, 0), coalesce(f.failed_leads, 0), coalesce(f.do_not_call_leads, 0))
                   <> (coalesce(c.total_leads, 0), coalesce(c.called_leads, 0), coalesce(c.pending_leads, 0),
                       coalesce(c.dialing_leads, 0), coalesce(c.marked_leads, 0), coalesce(c.skipped_leads, 0),
                       coalesce(c.completed_leads, 0), coalesce(c.failed_leads, 0), coalesce(c.do_not_call_leads, 0))
            ),
            mended AS (
                INSERT INTO campaign_figures AS t (
                    campaign_id, segment, slot, total_leads, called_leads, pending_leads, dialing_leads, marked_leads,
                    skipped_leads, completed_leads, failed_leads, do_not_call_leads)
                SELECT
                    campaign_id, segment, 0, total_leads, called_leads, pending_leads, dialing_leads, marked_leads,
                    skipped_leads, completed_leads, failed_leads, do_not_call_leads
                FROM wrong
                ON CONFLICT (campaign_id, segment, slot) DO UPDATE
                SET total_leads = t.total_leads + excluded.total_leads,
                    called_leads = t.called_leads + excluded.called_leads,
                    pending_leads = t.pending_leads + excluded.pending_leads,
                    dialing_leads = t.dialing_leads + excluded.dialing_leads,
                    marked_leads = t.marked_leads + excluded.marked_leads,
                    skipped_leads = t.skipped_leads + excluded.skipped_leads,
                    completed_leads = t.completed_leads + excluded.completed_leads,
                    failed_leads = t.failed_leads + excluded.failed_leads,
                    do_not_call_leads = t.do_not_call_leads + excluded.do_not_call_leads
            )
            SELECT format('campaign %s, segment %s', campaign_id, segment) || ': ' || concat_ws(', ',
                CASE WHEN total_leads <> 0 THEN format('total_leads %s', to_char(total_leads, 'SG999999999999FM')) END,
                CASE WHEN called_leads <> 0 THEN format('called_leads %s', to_char(called_leads, 'SG999999999999FM')) END,
                CASE WHEN pending_leads <> 0 THEN format('pending_leads %s', to_char(pending_leads, 'SG999999999999FM')) END,
                CASE WHEN dialing_leads <> 0 THEN format('dialing_leads %s', to_char(dialing_leads, 'SG999999999999FM')) END,
                CASE WHEN marked_leads <> 0 THEN format('marked_leads %s', to_char(marked_leads, 'SG999999999999FM')) END,
                CASE WHEN skipped_leads <> 0 THEN format('skipped_leads %s', to_char(skipped_leads, 'SG999999999999FM')) END,
                CASE WHEN completed_leads <> 0 THEN format('completed_leads %s', to_char(completed_leads, 'SG999999999999FM')) END,
                CASE WHEN failed_leads <> 0 THEN format('failed_leads %s', to_char(failed_leads, 'SG999999999999FM')) END,
                CASE WHEN do_not_call_leads <> 0 THEN format('do_not_call_leads %s', to_char(do_not_call_leads, 'SG999999999999FM')) END) AS change
            FROM wrong
            """;

    /// Calls are counted under the empty segment.
    private static final String CALLS_OF_CAMPAIGNS = """
            WITH facts AS (
                SELECT campaign_id,
                       count(*) AS total_calls, count(*) FILTER (WHERE ended_at IS NULL) AS live_calls,
                       count(*) FILTER (WHERE status = 'completed') AS completed_calls,
                       count(*) FILTER (WHERE status = 'no_answer') AS no_answer_calls,
                       count(*) FILTER (WHERE status = 'busy') AS busy_calls,
                       count(*) FILTER (WHERE status = 'failed') AS failed_calls,
                       count(*) FILTER (WHERE status = 'abandoned') AS abandoned_calls,
                       count(*) FILTER (WHERE status = 'cancelled') AS cancelled_calls,
                       count(*) FILTER (WHERE status = 'lost') AS lost_calls
                FROM call_logs
                WHERE campaign_id IS NOT NULL
                GROUP BY campaign_id
            ),
            counted AS (
                SELECT campaign_id,
                       sum(total_calls)::bigint AS total_calls, sum(live_calls)::bigint AS live_calls,
                       sum(completed_calls)::bigint AS completed_calls,
                       sum(no_answer_calls)::bigint AS no_answer_calls, sum(busy_calls)::bigint AS busy_calls,
                       sum(failed_calls)::bigint AS failed_calls, sum(abandoned_calls)::bigint AS abandoned_calls,
                       sum(cancelled_calls)::bigint AS cancelled_calls, sum(lost_calls)::bigint AS lost_calls
                FROM campaign_figures
                GROUP BY campaign_id
            ),
            wrong AS (
                SELECT campaign_id,
                       coalesce(f.total_calls, 0) - coalesce(c.total_calls, 0) AS total_calls,
                       coalesce(f.live_calls, 0) - coalesce(c.live_calls, 0) AS live_calls,
                       coalesce(f.completed_calls, 0) - coalesce(c.completed_calls, 0) AS completed_calls,
                       coalesce(f.no_answer_calls, 0) - coalesce(c.no_answer_calls, 0) AS no_answer_calls,
                       coalesce(f.busy_calls, 0) - coalesce(c.busy_calls, 0) AS busy_calls,
                       coalesce(f.failed_calls, 0) - coalesce(c.failed_calls, 0) AS failed_calls,
                       coalesce(f.abandoned_calls, 0) - coalesce(c.abandoned_calls, 0) AS abandoned_calls,
                       coalesce(f.cancelled_calls, 0) - coalesce(c.cancelled_calls, 0) AS cancelled_calls,
                       coalesce(f.lost_calls, 0) - coalesce(c.lost_calls, 0) AS lost_calls
                FROM facts AS f
                FULL JOIN counted AS c USING (campaign_id)
                WHERE (coalesce(f.total_calls, 0), coalesce(f.live_calls, 0), coalesce(f.completed_calls, 0),
                       coalesce(f.no_answer_calls, 0), coalesce(f.busy_calls, 0), coalesce(f.failed_calls, 0),
                       coalesce(f.abandoned_calls, 0), coalesce(f.cancelled_calls, 0), coalesce(f.lost_calls, 0))
                   <> (coalesce(c.total_calls, 0), coalesce(c.live_calls, 0), coalesce(c.completed_calls, 0),
                       coalesce(c.no_answer_calls, 0), coalesce(c.busy_calls, 0), coalesce(c.failed_calls, 0),
                       coalesce(c.abandoned_calls, 0), coalesce(c.cancelled_calls, 0), coalesce(c.lost_calls, 0))
            ),
            mended AS (
                INSERT INTO campaign_figures AS t (
                    campaign_id, segment, slot, total_calls, live_calls, completed_calls, no_answer_calls, busy_calls,
                    failed_calls, abandoned_calls, cancelled_calls, lost_calls)
                SELECT
                    campaign_id, '', 0, total_calls, live_calls, completed_calls, no_answer_calls, busy_calls,
                    failed_calls, abandoned_calls, cancelled_calls, lost_calls
                FROM wrong
                ON CONFLICT (campaign_id, segment, slot) DO UPDATE
                SET total_calls = t.total_calls + excluded.total_calls,
                    live_calls = t.live_calls + excluded.live_calls,
                    completed_calls = t.completed_calls + excluded.completed_calls,
                    no_answer_calls = t.no_answer_calls + excluded.no_answer_calls,
                    busy_calls = t.busy_calls + excluded.busy_calls,
                    failed_calls = t.failed_calls + excluded.failed_calls,
                    abandoned_calls = t.abandoned_calls + excluded.abandoned_calls,
                    cancelled_calls = t.cancelled_calls + excluded.cancelled_calls,
                    lost_calls = t.lost_calls + excluded.lost_calls
            )
            SELECT format('campaign %s', campaign_id) || ': ' || concat_ws(', ',
                CASE WHEN total_calls <> 0 THEN format('total_calls %s', to_char(total_calls, 'SG999999999999FM')) END,
                CASE WHEN live_calls <> 0 THEN format('live_calls %s', to_char(live_calls, 'SG999999999999FM')) END,
                CASE WHEN completed_calls <> 0 THEN format('completed_calls %s', to_char(completed_calls, 'SG999999999999FM')) END,
                CASE WHEN no_answer_calls <> 0 THEN format('no_answer_calls %s', to_char(no_answer_calls, 'SG999999999999FM')) END,
                CASE WHEN busy_calls <> 0 THEN format('busy_calls %s', to_char(busy_calls, 'SG999999999999FM')) END,
                CASE WHEN failed_calls <> 0 THEN format('failed_calls %s', to_char(failed_calls, 'SG999999999999FM')) END,
                CASE WHEN abandoned_calls <> 0 THEN format('abandoned_calls %s', to_char(abandoned_calls, 'SG999999999999FM')) END,
                CASE WHEN cancelled_calls <> 0 THEN format('cancelled_calls %s', to_char(cancelled_calls, 'SG999999999999FM')) END,
                CASE WHEN lost_calls <> 0 THEN format('lost_calls %s', to_char(lost_calls, 'SG999999999999FM')) END) AS change
            FROM wrong
            """;

    /// Over all campaigns.
    private static final String LEADS = """
            WITH facts AS (
                SELECT segment,
                       count(*) FILTER (WHERE status = 'pending') AS pending_leads,
                       count(*) FILTER (WHERE status = 'dialing') AS dialing_leads,
                       count(*) FILTER (WHERE status = 'called') AS marked_leads,
                       count(*) FILTER (WHERE status = 'skipped') AS skipped_leads,
                       count(*) FILTER (WHERE status = 'completed') AS completed_leads,
                       count(*) FILTER (WHERE status = 'failed') AS failed_leads,
                       count(*) FILTER (WHERE status = 'do_not_call') AS do_not_call_leads
                FROM leads
                GROUP BY segment
            ),
            counted AS (
                SELECT segment,
                       sum(pending_leads)::bigint AS pending_leads, sum(dialing_leads)::bigint AS dialing_leads,
                       sum(marked_leads)::bigint AS marked_leads, sum(skipped_leads)::bigint AS skipped_leads,
                       sum(completed_leads)::bigint AS completed_leads, sum(failed_leads)::bigint AS failed_leads,
                       sum(do_not_call_leads)::bigint AS do_not_call_leads
                FROM lead_totals
                GROUP BY segment
            ),
            wrong AS (
                SELECT segment,
                       coalesce(f.pending_leads, 0) - coalesce(c.pending_leads, 0) AS pending_leads,
                       coalesce(f.dialing_leads, 0) - coalesce(c.dialing_leads, 0) AS dialing_leads,
                       coalesce(f.marked_leads, 0) - coalesce(c.marked_leads, 0) AS marked_leads,
                       coalesce(f.skipped_leads, 0) - coalesce(c.skipped_leads, 0) AS skipped_leads,
                       coalesce(f.completed_leads, 0) - coalesce(c.completed_leads, 0) AS completed_leads,
                       coalesce(f.failed_leads, 0) - coalesce(c.failed_leads, 0) AS failed_leads,
                       coalesce(f.do_not_call_leads, 0) - coalesce(c.do_not_call_leads, 0) AS do_not_call_leads
                FROM facts AS f
                FULL JOIN counted AS c USING (segment)
                WHERE (coalesce(f.pending_leads, 0), coalesce(f.dialing_leads, 0), coalesce(f.marked_leads, 0),
                       coalesce(f.skipped_leads, 0), coalesce(f.completed_leads, 0), coalesce(f.failed_leads, 0),
                       coalesce(f.do_not_call_leads, 0))
                   <> (coalesce(c.pending_leads, 0), coalesce(c.dialing_leads, 0), coalesce(c.marked_leads, 0),
                       coalesce(c.skipped_leads, 0), coalesce(c.completed_leads, 0), coalesce(c.failed_leads, 0),
                       coalesce(c.do_not_call_leads, 0))
            ),
            mended AS (
                INSERT INTO lead_totals AS t (
                    segment, slot, pending_leads, dialing_leads, marked_leads, skipped_leads, completed_leads,
                    failed_leads, do_not_call_leads)
                SELECT
                    segment, 0, pending_leads, dialing_leads, marked_leads, skipped_leads, completed_leads,
                    failed_leads, do_not_call_leads
                FROM wrong
                ON CONFLICT (segment, slot) DO UPDATE
                SET pending_leads = t.pending_leads + excluded.pending_leads,
                    dialing_leads = t.dialing_leads + excluded.dialing_leads,
                    marked_leads = t.marked_leads + excluded.marked_leads,
                    skipped_leads = t.skipped_leads + excluded.skipped_leads,
                    completed_leads = t.completed_leads + excluded.completed_leads,
                    failed_leads = t.failed_leads + excluded.failed_leads,
                    do_not_call_leads = t.do_not_call_leads + excluded.do_not_call_leads
            )
            SELECT format('all leads of segment %s', segment) || ': ' || concat_ws(', ',
                CASE WHEN pending_leads <> 0 THEN format('pending_leads %s', to_char(pending_leads, 'SG999999999999FM')) END,
                CASE WHEN dialing_leads <> 0 THEN format('dialing_leads %s', to_char(dialing_leads, 'SG999999999999FM')) END,
                CASE WHEN marked_leads <> 0 THEN format('marked_leads %s', to_char(marked_leads, 'SG999999999999FM')) END,
                CASE WHEN skipped_leads <> 0 THEN format('skipped_leads %s', to_char(skipped_leads, 'SG999999999999FM')) END,
                CASE WHEN completed_leads <> 0 THEN format('completed_leads %s', to_char(completed_leads, 'SG999999999999FM')) END,
                CASE WHEN failed_leads <> 0 THEN format('failed_leads %s', to_char(failed_leads, 'SG999999999999FM')) END,
                CASE WHEN do_not_call_leads <> 0 THEN format('do_not_call_leads %s', to_char(do_not_call_leads, 'SG999999999999FM')) END) AS change
            FROM wrong
            """;

    /// Over all campaigns.
    private static final String CALLS = """
            WITH facts AS (
                SELECT
                       count(*) AS total_calls, count(*) FILTER (WHERE status = 'completed') AS completed_calls,
                       count(*) FILTER (WHERE status = 'no_answer') AS no_answer_calls,
                       count(*) FILTER (WHERE status = 'busy') AS busy_calls,
                       count(*) FILTER (WHERE status = 'failed') AS failed_calls,
                       count(*) FILTER (WHERE status = 'abandoned') AS abandoned_calls,
                       count(*) FILTER (WHERE status = 'cancelled') AS cancelled_calls,
                       count(*) FILTER (WHERE status = 'lost') AS lost_calls
                FROM call_logs
            ),
            counted AS (
                SELECT
                       sum(total_calls)::bigint AS total_calls, sum(completed_calls)::bigint AS completed_calls,
                       sum(no_answer_calls)::bigint AS no_answer_calls, sum(busy_calls)::bigint AS busy_calls,
                       sum(failed_calls)::bigint AS failed_calls, sum(abandoned_calls)::bigint AS abandoned_calls,
                       sum(cancelled_calls)::bigint AS cancelled_calls, sum(lost_calls)::bigint AS lost_calls
                FROM call_totals
            ),
            wrong AS (
                SELECT
                       coalesce(f.total_calls, 0) - coalesce(c.total_calls, 0) AS total_calls,
                       coalesce(f.completed_calls, 0) - coalesce(c.completed_calls, 0) AS completed_calls,
                       coalesce(f.no_answer_calls, 0) - coalesce(c.no_answer_calls, 0) AS no_answer_calls,
                       coalesce(f.busy_calls, 0) - coalesce(c.busy_calls, 0) AS busy_calls,
                       coalesce(f.failed_calls, 0) - coalesce(c.failed_calls, 0) AS failed_calls,
                       coalesce(f.abandoned_calls, 0) - coalesce(c.abandoned_calls, 0) AS abandoned_calls,
                       coalesce(f.cancelled_calls, 0) - coalesce(c.cancelled_calls, 0) AS cancelled_calls,
                       coalesce(f.lost_calls, 0) - coalesce(c.lost_calls, 0) AS lost_calls
                FROM facts AS f
                CROSS JOIN counted AS c
                WHERE (coalesce(f.total_calls, 0), coalesce(f.completed_calls, 0), coalesce(f.no_answer_calls, 0),
                       coalesce(f.busy_calls, 0), coalesce(f.failed_calls, 0), coalesce(f.abandoned_calls, 0),
                       coalesce(f.cancelled_calls, 0), coalesce(f.lost_calls, 0))
                   <> (coalesce(c.total_calls, 0), coalesce(c.completed_calls, 0), coalesce(c.no_answer_calls, 0),
                       coalesce(c.busy_calls, 0), coalesce(c.failed_calls, 0), coalesce(c.abandoned_calls, 0),
                       coalesce(c.cancelled_calls, 0), coalesce(c.lost_calls, 0))
            ),
            mended AS (
                INSERT INTO call_totals AS t (
                    slot, total_calls, completed_calls, no_answer_calls, busy_calls, failed_calls, abandoned_calls,
                    cancelled_calls, lost_calls)
                SELECT
                    0, total_calls, completed_calls, no_answer_calls, busy_calls, failed_calls, abandoned_calls,
                    cancelled_calls, lost_calls
                FROM wrong
                ON CONFLICT (slot) DO UPDATE
                SET total_calls = t.total_calls + excluded.total_calls,
                    completed_calls = t.completed_calls + excluded.completed_calls,
                    no_answer_calls = t.no_answer_calls + excluded.no_answer_calls,
                    busy_calls = t.busy_calls + excluded.busy_calls,
                    failed_calls = t.failed_calls + excluded.failed_calls,
                    abandoned_calls = t.abandoned_calls + excluded.abandoned_calls,
                    cancelled_calls = t.cancelled_calls + excluded.cancelled_calls,
                    lost_calls = t.lost_calls + excluded.lost_calls
            )
            SELECT 'all calls' || ': ' || concat_ws(', ',
                CASE WHEN total_calls <> 0 THEN format('total_calls %s', to_char(total_calls, 'SG999999999999FM')) END,
                CASE WHEN completed_calls <> 0 THEN format('completed_calls %s', to_char(completed_calls, 'SG999999999999FM')) END,
                CASE WHEN no_answer_calls <> 0 THEN format('no_answer_calls %s', to_char(no_answer_calls, 'SG999999999999FM')) END,
                CASE WHEN busy_calls <> 0 THEN format('busy_calls %s', to_char(busy_calls, 'SG999999999999FM')) END,
                CASE WHEN failed_calls <> 0 THEN format('failed_calls %s', to_char(failed_calls, 'SG999999999999FM')) END,
                CASE WHEN abandoned_calls <> 0 THEN format('abandoned_calls %s', to_char(abandoned_calls, 'SG999999999999FM')) END,
                CASE WHEN cancelled_calls <> 0 THEN format('cancelled_calls %s', to_char(cancelled_calls, 'SG999999999999FM')) END,
                CASE WHEN lost_calls <> 0 THEN format('lost_calls %s', to_char(lost_calls, 'SG999999999999FM')) END) AS change
            FROM wrong
            """;

    private final Database database;

    FiguresMender(Database database) {
        this.database = database;
    }

    /// One transaction. While it counts (ten seconds or so of ten million calls) whoever changes leads or calls
    /// waits.
    ///
    /// @return what was wrong, a line each, with what was added; none: all was right
    public List<String> mend() {
        return database.inTransaction(() -> {
            database.sql(HOLD_ALL_FIGURES).update();
            List<String> changes = new ArrayList<>();
            for (String mending : List.of(LEADS_OF_CAMPAIGNS, CALLS_OF_CAMPAIGNS, LEADS, CALLS)) {
                changes.addAll(database.sql(mending).list(row -> row.text("change")));
            }
            return changes;
        });
    }
}
