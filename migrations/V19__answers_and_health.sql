-- Figures that pacing asks for every second, what figures should be, and how people and switches are.

-- How many people answered a campaign's calls, and how many of them were abandoned, by the five minutes in which the
-- calls were begun: any zone's midnight is the beginning of such five minutes. Kept by a trigger in the transaction of
-- the fact, in slots as the figures are.
CREATE TABLE campaign_answers (
    campaign_id bigint      NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    since       timestamptz NOT NULL,
    slot        smallint    NOT NULL,
    answered    bigint      NOT NULL,
    -- Of those who answered.
    abandoned   bigint      NOT NULL,
    PRIMARY KEY (campaign_id, since, slot)
) WITH (fillfactor = 50);

CREATE FUNCTION five_minutes_of(at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN date_bin('5 minutes', at, timestamptz 'epoch');

CREATE FUNCTION add_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO campaign_answers AS t (campaign_id, since, slot, answered, abandoned)
        SELECT campaign_id, five_minutes_of(initiated_at), figures_slot(),
               count(*), count(*) FILTER (WHERE status = 'abandoned')
        FROM new_rows
        WHERE campaign_id IS NOT NULL AND answered_at IS NOT NULL
        GROUP BY 1, 2
        ORDER BY 1, 2
        ON CONFLICT (campaign_id, since, slot) DO UPDATE
        SET answered = t.answered + excluded.answered,
            abandoned = t.abandoned + excluded.abandoned;
    ELSE
        INSERT INTO campaign_answers AS t (campaign_id, since, slot, answered, abandoned)
        SELECT campaign_id, five_minutes_of(initiated_at), figures_slot(),
               sum(n), coalesce(sum(n) FILTER (WHERE status = 'abandoned'), 0)
        FROM (SELECT campaign_id, initiated_at, status, answered_at, 1 AS n FROM new_rows
              UNION ALL
              SELECT campaign_id, initiated_at, status, answered_at, -1 FROM old_rows) AS change
        WHERE campaign_id IS NOT NULL AND answered_at IS NOT NULL
        GROUP BY 1, 2
        HAVING sum(n) <> 0 OR sum(n) FILTER (WHERE status = 'abandoned') <> 0
        ORDER BY 1, 2
        ON CONFLICT (campaign_id, since, slot) DO UPDATE
        SET answered = t.answered + excluded.answered,
            abandoned = t.abandoned + excluded.abandoned;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER calls_opened_answered AFTER INSERT ON call_logs
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION add_answers();
CREATE TRIGGER calls_changed_answered AFTER UPDATE ON call_logs
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION add_answers();

-- What each table of figures should say, with the same columns but the slot: mended and audited by these.
CREATE VIEW campaign_figures_in_fact AS
SELECT campaign_id, segment,
       count(*) AS total_leads,
       count(*) FILTER (WHERE attempt_count > 0) AS called_leads,
       count(*) FILTER (WHERE status = 'pending') AS pending_leads,
       count(*) FILTER (WHERE status = 'dialing') AS dialing_leads,
       count(*) FILTER (WHERE status = 'called') AS marked_leads,
       count(*) FILTER (WHERE status = 'skipped') AS skipped_leads,
       count(*) FILTER (WHERE status = 'completed') AS completed_leads,
       count(*) FILTER (WHERE status = 'failed') AS failed_leads,
       count(*) FILTER (WHERE status = 'do_not_call') AS do_not_call_leads,
       0 AS total_calls, 0 AS live_calls, 0 AS completed_calls, 0 AS no_answer_calls, 0 AS busy_calls,
       0 AS failed_calls, 0 AS abandoned_calls, 0 AS cancelled_calls, 0 AS lost_calls
FROM leads
GROUP BY campaign_id, segment
UNION ALL
SELECT campaign_id, '', 0, 0, 0, 0, 0, 0, 0, 0, 0,
       count(*),
       count(*) FILTER (WHERE ended_at IS NULL),
       count(*) FILTER (WHERE status = 'completed'),
       count(*) FILTER (WHERE status = 'no_answer'),
       count(*) FILTER (WHERE status = 'busy'),
       count(*) FILTER (WHERE status = 'failed'),
       count(*) FILTER (WHERE status = 'abandoned'),
       count(*) FILTER (WHERE status = 'cancelled'),
       count(*) FILTER (WHERE status = 'lost')
FROM call_logs
WHERE campaign_id IS NOT NULL
GROUP BY campaign_id;

CREATE VIEW lead_totals_in_fact AS
SELECT segment,
       count(*) FILTER (WHERE status = 'pending') AS pending_leads,
       count(*) FILTER (WHERE status = 'dialing') AS dialing_leads,
       count(*) FILTER (WHERE status = 'called') AS marked_leads,
       count(*) FILTER (WHERE status = 'skipped') AS skipped_leads,
       count(*) FILTER (WHERE status = 'completed') AS completed_leads,
       count(*) FILTER (WHERE status = 'failed') AS failed_leads,
       count(*) FILTER (WHERE status = 'do_not_call') AS do_not_call_leads
FROM leads
GROUP BY segment;

CREATE VIEW call_totals_in_fact AS
SELECT count(*) AS total_calls,
       count(*) FILTER (WHERE status = 'completed') AS completed_calls,
       count(*) FILTER (WHERE status = 'no_answer') AS no_answer_calls,
       count(*) FILTER (WHERE status = 'busy') AS busy_calls,
       count(*) FILTER (WHERE status = 'failed') AS failed_calls,
       count(*) FILTER (WHERE status = 'abandoned') AS abandoned_calls,
       count(*) FILTER (WHERE status = 'cancelled') AS cancelled_calls,
       count(*) FILTER (WHERE status = 'lost') AS lost_calls
FROM call_logs;

CREATE VIEW campaign_answers_in_fact AS
SELECT campaign_id, five_minutes_of(initiated_at) AS since,
       count(*) AS answered, count(*) FILTER (WHERE status = 'abandoned') AS abandoned
FROM call_logs
WHERE campaign_id IS NOT NULL AND answered_at IS NOT NULL
GROUP BY 1, 2;

INSERT INTO campaign_answers (campaign_id, since, slot, answered, abandoned)
SELECT campaign_id, since, 0, answered, abandoned
FROM campaign_answers_in_fact;

ALTER TABLE call_logs
    -- When its agent said that the work after the call is done, or left, before the time for it was over.
    ADD COLUMN wrapped_up_at timestamptz;

-- The agents who can take another call, from free_from on: later than now while they wrap up the last one, else the
-- epoch. Whoever has a line takes one call at a time on it, and the line must be up; the phone of who should have none
-- must not be on one.
CREATE VIEW agents_free AS
SELECT a.id, a.extension, l.line_id, coalesce(l.node_id, 0) AS line_node,
       CASE WHEN l.line_id IS NULL THEN a.max_concurrent_calls - n.live_calls ELSE 1 END AS room,
       coalesce(a.wrap_up_until, 'epoch') AS free_from,
       greatest(a.status_since, a.last_call_at) AS idle_since
FROM agents AS a
JOIN agents_now AS n USING (id)
LEFT JOIN agent_lines AS l ON l.agent_id = a.id
WHERE a.is_active
  AND a.status = 'available'
  AND CASE WHEN a.id IN (SELECT id FROM agents_on_lines)
           THEN l.state = 'up' AND l.extension = a.extension AND n.live_calls = 0
           ELSE l.line_id IS NULL AND n.live_calls < a.max_concurrent_calls
      END;

-- Which process that dials is connected with which switch, as the process last said; whether it is still there, its
-- heart tells. For people: what a call may go over, each process knows itself.
CREATE TABLE switch_links (
    worker_id uuid        NOT NULL REFERENCES workers ON DELETE CASCADE,
    -- 0: the switch in the settings.
    node_id   bigint      NOT NULL,
    state     text        NOT NULL,
    since     timestamptz NOT NULL,
    -- Why it is away.
    error     text        NOT NULL DEFAULT '',
    PRIMARY KEY (worker_id, node_id),
    CONSTRAINT switch_links_state CHECK (state IN ('connected', 'going_down', 'away'))
);

-- A share of failures opens a breaker, too. A row is there while one of the last calls has failed.
ALTER TABLE breakers
    -- While it is closed: what the last calls came to, the newest last: 'x' failed, '.' got through.
    ADD COLUMN recent       text        NOT NULL DEFAULT '',
    -- When the first that failed of these was begun.
    ADD COLUMN recent_since timestamptz NOT NULL DEFAULT 'epoch',
    -- By which it opened: so many failures (in `failures`) of so many calls; 0: in a row.
    ADD COLUMN of_calls     integer     NOT NULL DEFAULT 0,
    ADD CONSTRAINT breakers_recent CHECK (recent ~ '^[x.]*$');

-- A call is changed about four times until it is over. What is written meanwhile finds room in the row's own page, and
-- as long as no index has the column, no index is written at all (heap-only tuples).
ALTER TABLE call_logs SET (fillfactor = 60);
DROP INDEX call_logs_waiting;
CREATE INDEX call_logs_waiting ON call_logs (campaign_id) WHERE ended_at IS NULL AND agent_id IS NULL;

-- Of trunks only all live calls together are counted, and a number's are found among its few calls.
DROP INDEX call_logs_live_of_trunk;
DROP INDEX call_logs_live_of_number;

-- Statistics that were taken when nobody was being called say that there are no live calls, and hold until a tenth of
-- the log is new: meanwhile one index of live calls is as good as another to the planner, which then reads all of them
-- for each agent. Without statistics it takes one call of two hundred for a live one.
ALTER TABLE call_logs ALTER COLUMN ended_at SET STATISTICS 0;
DO $$
BEGIN
    PERFORM pg_clear_attribute_stats(current_schema()::text, 'call_logs', 'ended_at', false);
EXCEPTION
    -- before PostgreSQL 18 those of the last ANALYZE stay
    WHEN undefined_function THEN NULL;
END $$;
