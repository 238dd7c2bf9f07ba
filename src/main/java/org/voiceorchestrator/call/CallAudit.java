package org.voiceorchestrator.call;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.voiceorchestrator.database.Database;

/// Proves from the logs what the dialer promises: no number on two lines, no lead stuck, no lead called too often, no
/// agent with more calls than allowed, imports whole or absent, figures equal to what they count. It only reads.
@Singleton
public final class CallAudit {
    private static final int EXAMPLES = 20;

    private record Check(String promise, String violations) {}

    private static final List<Check> CHECKS = List.of(
            new Check("no number has two calls at one time", """
                    SELECT format('%s: calls %s and %s', a.phone_number, a.call_id, b.call_id) AS violation
                    FROM call_logs AS a
                    JOIN call_logs AS b ON b.phone_number = a.phone_number AND b.id > a.id
                    WHERE a.initiated_at < coalesce(b.ended_at, 'infinity')
                      AND b.initiated_at < coalesce(a.ended_at, 'infinity')
                    """),
            new Check("a lead that is dialing has an open call", """
                    SELECT format('lead %s: call %s', l.id, l.live_call_id) AS violation
                    FROM leads AS l
                    WHERE l.live_call_id IS NOT NULL
                      AND NOT EXISTS (SELECT FROM call_logs AS c
                                      WHERE c.call_id = l.live_call_id AND c.lead_id = l.id AND c.ended_at IS NULL)
                    """),
            new Check("an open call is its lead's", """
                    SELECT format('call %s: lead %s', c.call_id, c.lead_id) AS violation
                    FROM call_logs AS c
                    JOIN leads AS l ON l.id = c.lead_id
                    WHERE c.ended_at IS NULL AND l.live_call_id IS DISTINCT FROM c.call_id
                    """),
            new Check("no lead's phone rang more often than allowed", """
                    SELECT format('lead %s: %s calls, %s allowed', l.id, count(*), l.max_attempts) AS violation
                    FROM call_logs AS c
                    JOIN leads AS l ON l.id = c.lead_id
                    WHERE c.ringing_at IS NOT NULL OR c.answered_at IS NOT NULL
                    GROUP BY l.id
                    HAVING count(*) > l.max_attempts
                    """),
            new Check("no agent has more calls than allowed", """
                    SELECT format('agent %s: %s calls at %s', running.agent_id, calls, at) AS violation
                    FROM (SELECT agent_id, at, sum(n) OVER (PARTITION BY agent_id ORDER BY at, n) AS calls
                          FROM (SELECT agent_id, initiated_at AS at, 1 AS n FROM call_logs
                                UNION ALL
                                SELECT agent_id, ended_at, -1 FROM call_logs WHERE ended_at IS NOT NULL) AS change
                         ) AS running
                    JOIN agents AS a ON a.id = running.agent_id
                    WHERE calls > a.max_concurrent_calls
                    """),
            // an entry counts from where every claim has seen it to where anything else was said of it
            new Check("no call was begun to a number on a do-not-call list", """
                    SELECT format('%s: call %s at %s', x.phone_number, x.call_id, x.initiated_at) AS violation
                    FROM (SELECT l.phone_number, l.campaign_id, l.event, c.effective_at,
                                 least(l.expires_at, lead(l.at) OVER (PARTITION BY l.entry_id ORDER BY l.id)) AS until
                          FROM do_not_call_ledger AS l
                          JOIN do_not_call_changes AS c ON c.id = l.change_id
                          WHERE l.event <> 'asked') AS listed
                    JOIN call_logs AS x ON x.phone_number = listed.phone_number
                    WHERE listed.event IN ('added', 'changed')
                      AND (listed.campaign_id IS NULL OR listed.campaign_id = x.campaign_id)
                      AND x.initiated_at > listed.effective_at
                      AND x.initiated_at < coalesce(listed.until, 'infinity')
                    """),
            new Check("an import is there whole or not at all", """
                    SELECT format('import %s is %s and has leads', i.import_id, i.status) AS violation
                    FROM import_logs AS i
                    WHERE i.status NOT IN ('completed', 'partial')
                      AND EXISTS (SELECT FROM leads AS l WHERE l.import_log_id = i.id)
                    """),
            new Check("figures of leads equal the leads", """
                    SELECT format('campaign %s, segment %s: %s counted, %s there', campaign_id, segment,
                                  coalesce(f.figures, 'none'), coalesce(l.facts, 'none')) AS violation
                    FROM (SELECT campaign_id, segment,
                                 format('%s/%s/%s/%s/%s/%s/%s/%s/%s', sum(total_leads), sum(called_leads),
                                        sum(pending_leads), sum(dialing_leads), sum(marked_leads), sum(skipped_leads),
                                        sum(completed_leads), sum(failed_leads), sum(do_not_call_leads)) AS figures
                          FROM campaign_figures
                          GROUP BY campaign_id, segment) AS f
                    FULL JOIN (SELECT campaign_id, segment,
                                      format('%s/%s/%s/%s/%s/%s/%s/%s/%s', count(*),
                                             count(*) FILTER (WHERE attempt_count > 0),
                                             count(*) FILTER (WHERE status = 'pending'),
                                             count(*) FILTER (WHERE status = 'dialing'),
                                             count(*) FILTER (WHERE status = 'called'),
                                             count(*) FILTER (WHERE status = 'skipped'),
                                             count(*) FILTER (WHERE status = 'completed'),
                                             count(*) FILTER (WHERE status = 'failed'),
                                             count(*) FILTER (WHERE status = 'do_not_call')) AS facts
                               FROM leads
                               GROUP BY campaign_id, segment) AS l USING (campaign_id, segment)
                    WHERE coalesce(f.figures, '0/0/0/0/0/0/0/0/0') <> coalesce(l.facts, '0/0/0/0/0/0/0/0/0')
                    """),
            new Check("totals of leads equal the leads", """
                    SELECT format('segment %s: %s counted, %s there', segment, coalesce(t.totals, 'none'),
                                  coalesce(l.facts, 'none')) AS violation
                    FROM (SELECT segment,
                                 format('%s/%s/%s/%s/%s/%s/%s', sum(pending_leads), sum(dialing_leads),
                                        sum(marked_leads), sum(skipped_leads), sum(completed_leads), sum(failed_leads),
                                        sum(do_not_call_leads)) AS totals
                          FROM lead_totals
                          GROUP BY segment) AS t
                    FULL JOIN (SELECT segment,
                                      format('%s/%s/%s/%s/%s/%s/%s', count(*) FILTER (WHERE status = 'pending'),
                                             count(*) FILTER (WHERE status = 'dialing'),
                                             count(*) FILTER (WHERE status = 'called'),
                                             count(*) FILTER (WHERE status = 'skipped'),
                                             count(*) FILTER (WHERE status = 'completed'),
                                             count(*) FILTER (WHERE status = 'failed'),
                                             count(*) FILTER (WHERE status = 'do_not_call')) AS facts
                               FROM leads
                               GROUP BY segment) AS l USING (segment)
                    WHERE coalesce(t.totals, '0/0/0/0/0/0/0') <> coalesce(l.facts, '0/0/0/0/0/0/0')
                    """),
            new Check("totals of calls equal the call log", """
                    SELECT format('%s counted, %s there', totals, facts) AS violation
                    FROM (SELECT format('%s/%s/%s/%s/%s/%s/%s/%s', coalesce(sum(total_calls), 0),
                                        coalesce(sum(completed_calls), 0), coalesce(sum(no_answer_calls), 0),
                                        coalesce(sum(busy_calls), 0), coalesce(sum(failed_calls), 0),
                                        coalesce(sum(abandoned_calls), 0), coalesce(sum(cancelled_calls), 0),
                                        coalesce(sum(lost_calls), 0)) AS totals
                          FROM call_totals) AS t
                    CROSS JOIN (SELECT format('%s/%s/%s/%s/%s/%s/%s/%s', count(*),
                                              count(*) FILTER (WHERE status = 'completed'),
                                              count(*) FILTER (WHERE status = 'no_answer'),
                                              count(*) FILTER (WHERE status = 'busy'),
                                              count(*) FILTER (WHERE status = 'failed'),
                                              count(*) FILTER (WHERE status = 'abandoned'),
                                              count(*) FILTER (WHERE status = 'cancelled'),
                                              count(*) FILTER (WHERE status = 'lost')) AS facts
                                FROM call_logs) AS l
                    WHERE totals <> facts
                    """),
            new Check("figures of calls equal the call log", """
                    SELECT format('campaign %s: %s counted, %s there', c.id, figures, facts) AS violation
                    FROM campaigns AS c
                    CROSS JOIN LATERAL (
                        SELECT format('%s/%s/%s/%s/%s/%s/%s/%s/%s', coalesce(sum(total_calls), 0),
                                      coalesce(sum(live_calls), 0), coalesce(sum(completed_calls), 0),
                                      coalesce(sum(no_answer_calls), 0), coalesce(sum(busy_calls), 0),
                                      coalesce(sum(failed_calls), 0), coalesce(sum(abandoned_calls), 0),
                                      coalesce(sum(cancelled_calls), 0), coalesce(sum(lost_calls), 0)) AS figures
                        FROM campaign_figures WHERE campaign_id = c.id) AS f
                    CROSS JOIN LATERAL (
                        SELECT format('%s/%s/%s/%s/%s/%s/%s/%s/%s', count(*), count(*) FILTER (WHERE ended_at IS NULL),
                                      count(*) FILTER (WHERE status = 'completed'),
                                      count(*) FILTER (WHERE status = 'no_answer'),
                                      count(*) FILTER (WHERE status = 'busy'), count(*) FILTER (WHERE status = 'failed'),
                                      count(*) FILTER (WHERE status = 'abandoned'),
                                      count(*) FILTER (WHERE status = 'cancelled'),
                                      count(*) FILTER (WHERE status = 'lost')) AS facts
                        FROM call_logs WHERE campaign_id = c.id) AS l
                    WHERE figures <> facts
                    """));

    private final Database database;

    CallAudit(Database database) {
        this.database = database;
    }

    /// What was found of one promise.
    ///
    /// @param violations none when it is kept; at most twenty
    public record Finding(String promise, List<String> violations) {
        public boolean kept() {
            return violations.isEmpty();
        }
    }

    /// All promises, looked at in one snapshot.
    public List<Finding> findings() {
        return database.inSnapshot(() -> {
            List<Finding> findings = new ArrayList<>();
            CHECKS.forEach(check -> findings.add(new Finding(check.promise(), violations(check))));
            return findings;
        });
    }

    private List<String> violations(Check check) {
        return database.sql("SELECT violation FROM (" + check.violations() + ") AS found LIMIT " + EXAMPLES)
                .list(row -> row.text("violation"));
    }
}
