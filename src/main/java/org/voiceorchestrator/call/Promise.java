package org.voiceorchestrator.call;

import java.util.List;

/// What the dialer promises, and the statement that finds where a promise was broken.
///
/// The statements know `:since` (calls that were begun from then on are looked at; of all calls where the whole is
/// audited), `:zone` (the business time zone) and `:most_a_day`. Calls that may still have been on the line at
/// `:since` are looked for in the four hours before it; longer ones are met by the audit of the whole.
///
/// What agents dial on their own phones is on record, and nothing that the dialer could promise about.
///
/// @param violations a statement with one column, `violation`
record Promise(String says, String violations, Scope scope) {
    enum Scope {
        /// Looked at call by call, or costs next to nothing: every hour, of what is new.
        CALLS,
        /// Everything has to be counted: once a day.
        WHOLE
    }

    static final List<Promise> ALL = List.of(
            new Promise("no number has two calls at one time", """
                    SELECT format('%s: calls %s and %s', a.phone_number, b.call_id, a.call_id) AS violation
                    FROM call_logs AS a
                    JOIN call_logs AS b ON b.phone_number = a.phone_number AND b.id < a.id
                    WHERE a.initiated_at >= :since
                      AND a.source <> 'softphone'
                      AND b.source <> 'softphone'
                      AND b.initiated_at >= :since::timestamptz - interval '4 hours'
                      AND a.initiated_at < coalesce(b.ended_at, 'infinity')
                      AND b.initiated_at < coalesce(a.ended_at, 'infinity')
                    """, Scope.CALLS),
            new Promise("a lead that is dialing has an open call", """
                    SELECT format('lead %s: call %s', l.id, l.live_call_id) AS violation
                    FROM leads AS l
                    WHERE l.live_call_id IS NOT NULL
                      AND NOT EXISTS (SELECT FROM call_logs AS c
                                      WHERE c.call_id = l.live_call_id AND c.lead_id = l.id AND c.ended_at IS NULL)
                    """, Scope.CALLS),
            new Promise("an open call is its lead's", """
                    SELECT format('call %s: lead %s', c.call_id, c.lead_id) AS violation
                    FROM call_logs AS c
                    JOIN leads AS l ON l.id = c.lead_id
                    WHERE c.ended_at IS NULL AND l.live_call_id IS DISTINCT FROM c.call_id
                    """, Scope.CALLS),
            // who orders a call by hand may call a lead that the dialer itself may not call any more
            new Promise("no lead's phone rang more often than allowed", """
                    SELECT format('lead %s: %s calls, %s allowed', l.id, count(*), l.max_attempts) AS violation
                    FROM (SELECT DISTINCT lead_id FROM call_logs WHERE initiated_at >= :since) AS called
                    JOIN leads AS l ON l.id = called.lead_id
                    JOIN call_logs AS c ON c.lead_id = l.id
                    WHERE c.source NOT IN ('click_to_call', 'softphone') AND (c.ringing_at IS NOT NULL OR c.answered_at IS NOT NULL)
                    GROUP BY l.id
                    HAVING count(*) > l.max_attempts
                    """, Scope.CALLS),
            new Promise("no agent talks in more calls at once than allowed", """
                    SELECT format('agent %s: in %s calls at %s', running.agent_id, calls, at) AS violation
                    FROM (SELECT agent_id, at, sum(n) OVER (PARTITION BY agent_id ORDER BY at, n) AS calls
                          FROM (SELECT agent_id, coalesce(transferred_at, bridged_at) AS at, 1 AS n
                                FROM call_logs
                                WHERE bridged_at IS NOT NULL AND initiated_at >= :since::timestamptz - interval '4 hours'
                                  AND source <> 'softphone'
                                UNION ALL
                                SELECT agent_id, coalesce(agent_left_at, ended_at), -1
                                FROM call_logs
                                WHERE bridged_at IS NOT NULL AND coalesce(agent_left_at, ended_at) IS NOT NULL
                                  AND source <> 'softphone'
                                  AND initiated_at >= :since::timestamptz - interval '4 hours') AS change
                         ) AS running
                    JOIN agents AS a ON a.id = running.agent_id
                    WHERE calls > a.max_concurrent_calls
                    """, Scope.CALLS),
            // an entry counts from where every claim has seen it to where anything else was said of it
            new Promise("no call was begun to a number on a do-not-call list", """
                    SELECT format('%s: call %s at %s', x.phone_number, x.call_id, x.initiated_at) AS violation
                    FROM (SELECT l.phone_number, l.campaign_id, l.event, c.effective_at,
                                 least(l.expires_at, lead(l.at) OVER (PARTITION BY l.entry_id ORDER BY l.id)) AS until
                          FROM do_not_call_ledger AS l
                          JOIN do_not_call_changes AS c ON c.id = l.change_id
                          WHERE l.event <> 'asked') AS listed
                    JOIN call_logs AS x ON x.phone_number = listed.phone_number
                    WHERE listed.event IN ('added', 'changed')
                      AND (listed.campaign_id IS NULL OR listed.campaign_id = x.campaign_id)
                      AND x.initiated_at >= :since
                      AND x.source <> 'softphone'
                      AND x.initiated_at > listed.effective_at
                      AND x.initiated_at < coalesce(listed.until, 'infinity')
                    """, Scope.CALLS),
            new Promise("no number is called more often a day than allowed", """
                    SELECT format('%s: %s calls on %s, %s allowed', phone_number, count(*), day, :most_a_day) AS violation
                    FROM (SELECT x.phone_number, (x.initiated_at AT TIME ZONE :zone)::date AS day
                          FROM (SELECT DISTINCT phone_number FROM call_logs WHERE initiated_at >= :since) AS called
                          JOIN call_logs AS x USING (phone_number)
                          WHERE :most_a_day > 0
                            AND x.source <> 'softphone'
                            AND x.initiated_at >= :since::timestamptz - interval '1 day'
                            AND (x.ringing_at IS NOT NULL OR x.answered_at IS NOT NULL)) AS calls
                    GROUP BY phone_number, day
                    HAVING count(*) > :most_a_day
                    """, Scope.CALLS),
            new Promise("an import is there whole or not at all", """
                    SELECT format('import %s is %s and has leads', i.import_id, i.status) AS violation
                    FROM import_logs AS i
                    WHERE i.status NOT IN ('completed', 'partial')
                      AND EXISTS (SELECT FROM leads AS l WHERE l.import_log_id = i.id)
                    """, Scope.WHOLE),
            figures("figures of campaigns equal their leads and calls", Figures.OF_CAMPAIGNS),
            figures("answered and abandoned calls by time equal the call log", Figures.OF_ANSWERS),
            figures("totals of leads equal the leads", Figures.OF_ALL_LEADS),
            figures("totals of calls equal the call log", Figures.OF_ALL_CALLS));

    /// A violation says what the figures lack.
    private static Promise figures(String says, Figures figures) {
        return new Promise(says, "SELECT change AS violation FROM (" + figures.changes() + ") AS lacking", Scope.WHOLE);
    }
}
