package org.voiceorchestrator.lead;

/// In which order leads that are due are called, as SQL for whoever claims them.
public final class LeadLanes {
    /// The body of a CTE that gives the first leads due, in order. It reads from a CTE of the claim's own
    ///
    ///     open_lanes (campaign_id bigint, time_zone text, lead_order text, n integer)
    ///
    /// of what may be called now: a campaign, one of its zones as `campaign_zones` has them (empty: the campaign's
    /// own), its `lead_order`, and how many leads at most. The parameter `:now` is the time. It gives
    ///
    ///     campaign_id, time_zone, id, call_back_agent_id, rank
    ///
    /// where `rank` counts from 1 within a campaign and zone: call-backs by their time, then by priority and in the
    /// campaign's order. `call_back_agent_id` is not null where only that agent may be given the call. There may be
    /// more than `n` rows of a zone, from each of its lanes up to `n`; nothing here is locked, and neither lists,
    /// limits nor live numbers are asked.
    ///
    /// Each lane is read from one end of the index `leads_lanes` (or `leads_call_backs`), so that leads that are
    /// not due yet, however many, cost nothing; what is read is bounded by `n` a lane.
    public static final String FIRST_DUE = """
            SELECT o.campaign_id, o.time_zone, f.id, f.call_back_agent_id,
                   row_number() OVER (
                       PARTITION BY o.campaign_id, o.time_zone
                       ORDER BY f.is_call_back DESC, f.priority DESC,
                                CASE o.lead_order WHEN 'new_first' THEN f.called::integer
                                                  WHEN 'retries_first' THEN (NOT f.called)::integer
                                                  ELSE 0 END,
                                CASE WHEN o.lead_order = 'newest' AND NOT f.is_call_back
                                     THEN -extract(epoch FROM f.due_at) ELSE extract(epoch FROM f.due_at) END,
                                CASE WHEN o.lead_order = 'newest' AND NOT f.is_call_back
                                     THEN -f.id ELSE f.id END) AS rank
            FROM open_lanes AS o
            CROSS JOIN LATERAL (
                (SELECT l.id, l.due_at, 0::smallint AS priority, false AS called, true AS is_call_back,
                        l.call_back_agent_id
                 FROM leads AS l
                 WHERE l.campaign_id = o.campaign_id
                   AND l.status = 'pending'
                   AND l.call_back_at IS NOT NULL
                   AND l.due_at <= :now
                   AND coalesce(l.time_zone, '') = o.time_zone
                   AND l.attempt_count < l.max_attempts
                 ORDER BY l.due_at, l.id
                 LIMIT o.n)
                UNION ALL
                SELECT first.id, first.due_at, lane.priority, step.called, false, NULL::bigint
                FROM (SELECT DISTINCT z.priority
                      FROM campaign_zones AS z
                      WHERE z.campaign_id = o.campaign_id
                        AND z.time_zone = o.time_zone) AS lane
                CROSS JOIN (VALUES (false), (true)) AS step (called)
                CROSS JOIN LATERAL (
                    (SELECT l.id, l.due_at
                     FROM leads AS l
                     WHERE o.lead_order <> 'newest'
                       AND l.campaign_id = o.campaign_id
                       AND coalesce(l.time_zone, '') = o.time_zone
                       AND l.priority = lane.priority
                       AND (l.attempt_count > 0) = step.called
                       AND l.status = 'pending'
                       AND l.call_back_at IS NULL
                       AND l.due_at <= :now
                       AND l.attempt_count < l.max_attempts
                     ORDER BY l.due_at, l.id
                     LIMIT o.n)
                    UNION ALL
                    (SELECT l.id, l.due_at
                     FROM leads AS l
                     WHERE o.lead_order = 'newest'
                       AND l.campaign_id = o.campaign_id
                       AND coalesce(l.time_zone, '') = o.time_zone
                       AND l.priority = lane.priority
                       AND (l.attempt_count > 0) = step.called
                       AND l.status = 'pending'
                       AND l.call_back_at IS NULL
                       AND l.due_at <= :now
                       AND l.attempt_count < l.max_attempts
                     ORDER BY l.due_at DESC, l.id DESC
                     LIMIT o.n)
                ) AS first
            ) AS f
            """;

    /// A query that gives `due_at` of the lead due first in each lane of a campaign, its call-backs being one more:
    /// one row at most of each, read from the end of an index.
    ///
    /// @param campaign the campaign's id in SQL
    /// @param which which leads, as a further condition in SQL on `l`
    public static String heads(String campaign, String which) {
        return """
                (SELECT l.due_at
                 FROM leads AS l
                 WHERE l.campaign_id = %1$s
                   AND l.status = 'pending'
                   AND l.call_back_at IS NOT NULL
                   AND l.attempt_count < l.max_attempts
                   AND %2$s
                 ORDER BY l.due_at, l.id
                 LIMIT 1)
                UNION ALL
                SELECT first.due_at
                FROM (SELECT DISTINCT z.time_zone, z.priority
                      FROM campaign_zones AS z
                      WHERE z.campaign_id = %1$s) AS lane
                CROSS JOIN (VALUES (false), (true)) AS step (called)
                CROSS JOIN LATERAL (
                    SELECT l.due_at
                    FROM leads AS l
                    WHERE l.campaign_id = %1$s
                      AND coalesce(l.time_zone, '') = lane.time_zone
                      AND l.priority = lane.priority
                      AND (l.attempt_count > 0) = step.called
                      AND l.status = 'pending'
                      AND l.call_back_at IS NULL
                      AND l.attempt_count < l.max_attempts
                      AND %2$s
                    ORDER BY l.due_at, l.id
                    LIMIT 1
                ) AS first
                """.formatted(campaign, which);
    }

    private LeadLanes() {}
}
