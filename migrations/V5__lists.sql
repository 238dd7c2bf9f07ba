-- Lists and figures that cost the same at ten million leads: an index for every filter and ordering that is offered,
-- and counters for every combination of campaign, segment and status.

-- A lead's segment and status as one small number, so that the two indexes of the lists are narrow. Numbers are in the
-- alphabetical order of the segments. A segment or status that is not named here is refused (NOT NULL).
CREATE FUNCTION lead_kind(segment text, status text) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (CASE segment
                WHEN 'acquisition' THEN 0
                WHEN 'active' THEN 8
                WHEN 'active_churn' THEN 16
                WHEN 'follow_up' THEN 24
                WHEN 'growth' THEN 32
                WHEN 'growth_churn' THEN 40
            END
          + CASE status
                WHEN 'pending' THEN 0
                WHEN 'dialing' THEN 1
                WHEN 'called' THEN 2
                WHEN 'skipped' THEN 3
                WHEN 'completed' THEN 4
                WHEN 'failed' THEN 5
                WHEN 'do_not_call' THEN 6
            END)::smallint
$$;

-- The words of a name as they are searched: in small letters, punctuation parts them.
CREATE FUNCTION name_words(name text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('simple', translate(name, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '                                '))
$$;

-- Numbers are compared byte by byte: cheaper, and prefixes can be searched by the index that is there anyway.
DROP INDEX leads_of_campaign, leads_default_order;
ALTER TABLE leads
    ALTER COLUMN phone_number TYPE text COLLATE "C",
    ADD COLUMN kind smallint NOT NULL GENERATED ALWAYS AS (lead_kind(segment, status)) STORED;
CREATE INDEX leads_of_campaign ON leads (campaign_id, kind, created_at, id);
CREATE INDEX leads_of_kind ON leads (kind, created_at, id);
CREATE INDEX leads_number_from_its_end ON leads (reverse(phone_number));
CREATE INDEX leads_names ON leads USING gin (name_words(customer_name));

-- The lists are planned by what these tell, so they are kept fresher than the defaults would.
ALTER TABLE leads SET (
    autovacuum_analyze_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.05);

-- How a call ended, null while it lasts: status by itself changes several times during a call, and in an index would
-- cost an entry in each of them every time.
DROP INDEX call_logs_of_number;
ALTER TABLE call_logs
    ALTER COLUMN phone_number TYPE text COLLATE "C",
    ADD COLUMN ending text GENERATED ALWAYS AS (CASE WHEN ended_at IS NOT NULL THEN status END) STORED;
CREATE INDEX call_logs_of_number ON call_logs (phone_number, initiated_at, id);
CREATE INDEX call_logs_ended ON call_logs (ending, initiated_at, id) WHERE ending IS NOT NULL;
CREATE INDEX call_logs_ended_of_campaign ON call_logs (campaign_id, ending, initiated_at, id) WHERE ending IS NOT NULL;
CREATE INDEX call_logs_ended_of_agent ON call_logs (agent_id, ending, initiated_at, id) WHERE ending IS NOT NULL;
-- Nearly always it is the call_id.
CREATE INDEX call_logs_of_other_uuid ON call_logs (freeswitch_uuid) WHERE freeswitch_uuid <> call_id;

CREATE INDEX campaigns_of_segment ON campaigns (segment, created_at, id);
CREATE INDEX campaigns_of_status ON campaigns (status, created_at, id);
CREATE INDEX import_logs_of_status ON import_logs (status, created_at, id);

-- A slot that no other open transaction adds to: writers of figures never wait for one another, however long they
-- take, so they cannot deadlock either. Where all are taken it is shared.
CREATE OR REPLACE FUNCTION figures_slot() RETURNS smallint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    own CONSTANT integer := pg_backend_pid() % 64;
BEGIN
    FOR i IN 0..63 LOOP
        IF pg_try_advisory_xact_lock(hashtext('figures_slot'), (own + i) % 64) THEN
            RETURN (own + i) % 64;
        END IF;
    END LOOP;
    RETURN own;
END $$;

-- Figures of leads are kept by segment as well, those of calls under the empty segment. called_leads counts leads that
-- were dialed at least once; how many have the status "called" is marked_leads.
ALTER TABLE campaign_figures
    ADD COLUMN segment           text   NOT NULL DEFAULT '',
    ADD COLUMN marked_leads      bigint NOT NULL DEFAULT 0,
    ADD COLUMN skipped_leads     bigint NOT NULL DEFAULT 0,
    ADD COLUMN completed_leads   bigint NOT NULL DEFAULT 0,
    ADD COLUMN failed_leads      bigint NOT NULL DEFAULT 0,
    ADD COLUMN do_not_call_leads bigint NOT NULL DEFAULT 0,
    DROP CONSTRAINT campaign_figures_pkey,
    ADD PRIMARY KEY (campaign_id, segment, slot);

-- The same over all campaigns: lists without a campaign read these few rows.
CREATE TABLE lead_totals (
    segment           text     NOT NULL,
    slot              smallint NOT NULL,
    pending_leads     bigint   NOT NULL,
    dialing_leads     bigint   NOT NULL,
    marked_leads      bigint   NOT NULL,
    skipped_leads     bigint   NOT NULL,
    completed_leads   bigint   NOT NULL,
    failed_leads      bigint   NOT NULL,
    do_not_call_leads bigint   NOT NULL,
    PRIMARY KEY (segment, slot)
) WITH (fillfactor = 50);

CREATE TABLE call_totals (
    slot            smallint PRIMARY KEY,
    total_calls     bigint NOT NULL,
    completed_calls bigint NOT NULL,
    no_answer_calls bigint NOT NULL,
    busy_calls      bigint NOT NULL,
    failed_calls    bigint NOT NULL,
    abandoned_calls bigint NOT NULL,
    cancelled_calls bigint NOT NULL,
    lost_calls      bigint NOT NULL
) WITH (fillfactor = 50);

-- What changed about leads, one row a campaign and segment, added to the figures and the totals.
CREATE TYPE lead_figures_change AS (
    campaign_id       bigint,
    segment           text,
    total_leads       bigint,
    called_leads      bigint,
    pending_leads     bigint,
    dialing_leads     bigint,
    marked_leads      bigint,
    skipped_leads     bigint,
    completed_leads   bigint,
    failed_leads      bigint,
    do_not_call_leads bigint);

CREATE FUNCTION add_to_lead_figures(changes lead_figures_change[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    own_slot smallint;
BEGIN
    IF coalesce(cardinality(changes), 0) = 0 THEN
        RETURN;
    END IF;
    own_slot := figures_slot();
    INSERT INTO campaign_figures AS f (campaign_id, segment, slot, total_leads, called_leads, pending_leads,
        dialing_leads, marked_leads, skipped_leads, completed_leads, failed_leads, do_not_call_leads)
    SELECT campaign_id, segment, own_slot, total_leads, called_leads, pending_leads,
        dialing_leads, marked_leads, skipped_leads, completed_leads, failed_leads, do_not_call_leads
    FROM unnest(changes) AS change
    WHERE EXISTS (SELECT FROM campaigns AS c WHERE c.id = change.campaign_id) -- gone when the campaign itself is deleted
    ORDER BY campaign_id, segment
    ON CONFLICT (campaign_id, segment, slot) DO UPDATE
    SET total_leads = f.total_leads + excluded.total_leads,
        called_leads = f.called_leads + excluded.called_leads,
        pending_leads = f.pending_leads + excluded.pending_leads,
        dialing_leads = f.dialing_leads + excluded.dialing_leads,
        marked_leads = f.marked_leads + excluded.marked_leads,
        skipped_leads = f.skipped_leads + excluded.skipped_leads,
        completed_leads = f.completed_leads + excluded.completed_leads,
        failed_leads = f.failed_leads + excluded.failed_leads,
        do_not_call_leads = f.do_not_call_leads + excluded.do_not_call_leads;
    INSERT INTO lead_totals AS t (segment, slot, pending_leads, dialing_leads, marked_leads, skipped_leads,
        completed_leads, failed_leads, do_not_call_leads)
    SELECT segment, own_slot, sum(pending_leads), sum(dialing_leads), sum(marked_leads), sum(skipped_leads),
        sum(completed_leads), sum(failed_leads), sum(do_not_call_leads)
    FROM unnest(changes)
    GROUP BY segment
    ORDER BY segment
    ON CONFLICT (segment, slot) DO UPDATE
    SET pending_leads = t.pending_leads + excluded.pending_leads,
        dialing_leads = t.dialing_leads + excluded.dialing_leads,
        marked_leads = t.marked_leads + excluded.marked_leads,
        skipped_leads = t.skipped_leads + excluded.skipped_leads,
        completed_leads = t.completed_leads + excluded.completed_leads,
        failed_leads = t.failed_leads + excluded.failed_leads,
        do_not_call_leads = t.do_not_call_leads + excluded.do_not_call_leads;
END $$;

CREATE OR REPLACE FUNCTION add_lead_figures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changes lead_figures_change[];
BEGIN
    -- The shapes of the transition tables differ by event, hence three statements of one meaning.
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(change::lead_figures_change)
        INTO changes
        FROM (SELECT campaign_id, segment, count(*), count(*) FILTER (WHERE attempt_count > 0),
                     count(*) FILTER (WHERE status = 'pending'), count(*) FILTER (WHERE status = 'dialing'),
                     count(*) FILTER (WHERE status = 'called'), count(*) FILTER (WHERE status = 'skipped'),
                     count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'failed'),
                     count(*) FILTER (WHERE status = 'do_not_call')
              FROM new_rows
              GROUP BY campaign_id, segment) AS change;
    ELSIF TG_OP = 'UPDATE' THEN
        SELECT array_agg(change::lead_figures_change)
        INTO changes
        FROM (SELECT campaign_id, segment, sum(n)::bigint,
                     coalesce(sum(n) FILTER (WHERE attempt_count > 0), 0)::bigint,
                     coalesce(sum(n) FILTER (WHERE status = 'pending'), 0)::bigint,
                     coalesce(sum(n) FILTER (WHERE status = 'dialing'), 0)::bigint,
                     coalesce(sum(n) FILTER (WHERE status = 'called'), 0)::bigint,
                     coalesce(sum(n) FILTER (WHERE status = 'skipped'), 0)::bigint,
                     coalesce(sum(n) FILTER (WHERE status = 'completed'), 0)::bigint,
                     coalesce(sum(n) FILTER (WHERE status = 'failed'), 0)::bigint,
                     coalesce(sum(n) FILTER (WHERE status = 'do_not_call'), 0)::bigint
              FROM (SELECT campaign_id, segment, status, attempt_count, 1 AS n FROM new_rows
                    UNION ALL
                    SELECT campaign_id, segment, status, attempt_count, -1 FROM old_rows) AS both_sides
              GROUP BY campaign_id, segment
              HAVING sum(n) <> 0
                  OR sum(n) FILTER (WHERE attempt_count > 0) <> 0
                  OR sum(n) FILTER (WHERE status = 'pending') <> 0
                  OR sum(n) FILTER (WHERE status = 'dialing') <> 0
                  OR sum(n) FILTER (WHERE status = 'called') <> 0
                  OR sum(n) FILTER (WHERE status = 'skipped') <> 0
                  OR sum(n) FILTER (WHERE status = 'completed') <> 0
                  OR sum(n) FILTER (WHERE status = 'failed') <> 0
                  OR sum(n) FILTER (WHERE status = 'do_not_call') <> 0) AS change;
    ELSE
        SELECT array_agg(change::lead_figures_change)
        INTO changes
        FROM (SELECT campaign_id, segment, -count(*), -count(*) FILTER (WHERE attempt_count > 0),
                     -count(*) FILTER (WHERE status = 'pending'), -count(*) FILTER (WHERE status = 'dialing'),
                     -count(*) FILTER (WHERE status = 'called'), -count(*) FILTER (WHERE status = 'skipped'),
                     -count(*) FILTER (WHERE status = 'completed'), -count(*) FILTER (WHERE status = 'failed'),
                     -count(*) FILTER (WHERE status = 'do_not_call')
              FROM old_rows
              GROUP BY campaign_id, segment) AS change;
    END IF;
    PERFORM add_to_lead_figures(changes);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION add_call_figures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_slot smallint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        own_slot := figures_slot();
        INSERT INTO campaign_figures AS f (campaign_id, slot, total_calls, live_calls, completed_calls, no_answer_calls,
            busy_calls, failed_calls, abandoned_calls, cancelled_calls, lost_calls)
        SELECT campaign_id, own_slot, count(*), count(*) FILTER (WHERE ended_at IS NULL),
               count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'no_answer'),
               count(*) FILTER (WHERE status = 'busy'), count(*) FILTER (WHERE status = 'failed'),
               count(*) FILTER (WHERE status = 'abandoned'), count(*) FILTER (WHERE status = 'cancelled'),
               count(*) FILTER (WHERE status = 'lost')
        FROM new_rows
        GROUP BY campaign_id
        ORDER BY campaign_id
        ON CONFLICT (campaign_id, segment, slot) DO UPDATE
        SET total_calls = f.total_calls + excluded.total_calls,
            live_calls = f.live_calls + excluded.live_calls,
            completed_calls = f.completed_calls + excluded.completed_calls,
            no_answer_calls = f.no_answer_calls + excluded.no_answer_calls,
            busy_calls = f.busy_calls + excluded.busy_calls,
            failed_calls = f.failed_calls + excluded.failed_calls,
            abandoned_calls = f.abandoned_calls + excluded.abandoned_calls,
            cancelled_calls = f.cancelled_calls + excluded.cancelled_calls,
            lost_calls = f.lost_calls + excluded.lost_calls;
        INSERT INTO call_totals AS t (slot, total_calls, completed_calls, no_answer_calls, busy_calls, failed_calls,
            abandoned_calls, cancelled_calls, lost_calls)
        SELECT own_slot, count(*),
               count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'no_answer'),
               count(*) FILTER (WHERE status = 'busy'), count(*) FILTER (WHERE status = 'failed'),
               count(*) FILTER (WHERE status = 'abandoned'), count(*) FILTER (WHERE status = 'cancelled'),
               count(*) FILTER (WHERE status = 'lost')
        FROM new_rows
        HAVING count(*) > 0
        ON CONFLICT (slot) DO UPDATE
        SET total_calls = t.total_calls + excluded.total_calls,
            completed_calls = t.completed_calls + excluded.completed_calls,
            no_answer_calls = t.no_answer_calls + excluded.no_answer_calls,
            busy_calls = t.busy_calls + excluded.busy_calls,
            failed_calls = t.failed_calls + excluded.failed_calls,
            abandoned_calls = t.abandoned_calls + excluded.abandoned_calls,
            cancelled_calls = t.cancelled_calls + excluded.cancelled_calls,
            lost_calls = t.lost_calls + excluded.lost_calls;
    ELSIF EXISTS (SELECT FROM new_rows AS n JOIN old_rows AS o USING (id) WHERE n.status <> o.status) THEN
        own_slot := figures_slot();
        INSERT INTO campaign_figures AS f (campaign_id, slot, total_calls, live_calls, completed_calls, no_answer_calls,
            busy_calls, failed_calls, abandoned_calls, cancelled_calls, lost_calls)
        SELECT campaign_id, own_slot, 0, coalesce(sum(n) FILTER (WHERE ended_at IS NULL), 0),
               coalesce(sum(n) FILTER (WHERE status = 'completed'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'no_answer'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'busy'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'failed'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'abandoned'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'cancelled'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'lost'), 0)
        FROM (SELECT campaign_id, status, ended_at, 1 AS n FROM new_rows
              UNION ALL
              SELECT campaign_id, status, ended_at, -1 FROM old_rows) AS change
        GROUP BY campaign_id
        ORDER BY campaign_id
        ON CONFLICT (campaign_id, segment, slot) DO UPDATE
        SET live_calls = f.live_calls + excluded.live_calls,
            completed_calls = f.completed_calls + excluded.completed_calls,
            no_answer_calls = f.no_answer_calls + excluded.no_answer_calls,
            busy_calls = f.busy_calls + excluded.busy_calls,
            failed_calls = f.failed_calls + excluded.failed_calls,
            abandoned_calls = f.abandoned_calls + excluded.abandoned_calls,
            cancelled_calls = f.cancelled_calls + excluded.cancelled_calls,
            lost_calls = f.lost_calls + excluded.lost_calls;
        INSERT INTO call_totals AS t (slot, total_calls, completed_calls, no_answer_calls, busy_calls, failed_calls,
            abandoned_calls, cancelled_calls, lost_calls)
        SELECT own_slot, 0,
               coalesce(sum(n) FILTER (WHERE status = 'completed'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'no_answer'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'busy'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'failed'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'abandoned'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'cancelled'), 0),
               coalesce(sum(n) FILTER (WHERE status = 'lost'), 0)
        FROM (SELECT status, 1 AS n FROM new_rows
              UNION ALL
              SELECT status, -1 FROM old_rows) AS change
        HAVING count(*) FILTER (WHERE status NOT IN ('initiated', 'ringing', 'answered')) > 0
        ON CONFLICT (slot) DO UPDATE
        SET completed_calls = t.completed_calls + excluded.completed_calls,
            no_answer_calls = t.no_answer_calls + excluded.no_answer_calls,
            busy_calls = t.busy_calls + excluded.busy_calls,
            failed_calls = t.failed_calls + excluded.failed_calls,
            abandoned_calls = t.abandoned_calls + excluded.abandoned_calls,
            cancelled_calls = t.cancelled_calls + excluded.cancelled_calls,
            lost_calls = t.lost_calls + excluded.lost_calls;
    END IF;
    RETURN NULL;
END $$;

-- What there is already.
UPDATE campaign_figures
SET total_leads = 0,
    called_leads = 0,
    pending_leads = 0,
    dialing_leads = 0;
DO $$
BEGIN
    PERFORM add_to_lead_figures(array_agg(change::lead_figures_change))
    FROM (SELECT campaign_id, segment, count(*), count(*) FILTER (WHERE attempt_count > 0),
                 count(*) FILTER (WHERE status = 'pending'), count(*) FILTER (WHERE status = 'dialing'),
                 count(*) FILTER (WHERE status = 'called'), count(*) FILTER (WHERE status = 'skipped'),
                 count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'failed'),
                 count(*) FILTER (WHERE status = 'do_not_call')
          FROM leads
          GROUP BY campaign_id, segment) AS change;
END $$;
INSERT INTO call_totals (slot, total_calls, completed_calls, no_answer_calls, busy_calls, failed_calls,
    abandoned_calls, cancelled_calls, lost_calls)
SELECT 0, count(*),
       count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'no_answer'),
       count(*) FILTER (WHERE status = 'busy'), count(*) FILTER (WHERE status = 'failed'),
       count(*) FILTER (WHERE status = 'abandoned'), count(*) FILTER (WHERE status = 'cancelled'),
       count(*) FILTER (WHERE status = 'lost')
FROM call_logs
HAVING count(*) > 0;
