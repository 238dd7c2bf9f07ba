-- What people do with calls by hand.

-- A call that an agent makes to any number is of no campaign and no lead. Such calls count in the totals of all calls,
-- and in no campaign's figures.
ALTER TABLE call_logs
    ALTER COLUMN campaign_id DROP NOT NULL,
    ALTER COLUMN lead_id DROP NOT NULL,
    -- Who wanted it.
    ADD COLUMN source      text    NOT NULL DEFAULT 'campaign',
    -- The agent's phone rings before the customer's.
    ADD COLUMN agent_first boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT call_logs_source CHECK (source IN ('campaign', 'preview', 'click_to_call', 'softphone')),
    ADD CONSTRAINT call_logs_of_a_lead CHECK
        ((campaign_id IS NOT NULL OR lead_id IS NULL) AND (source IN ('click_to_call', 'softphone') OR lead_id IS NOT NULL));

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
        WHERE campaign_id IS NOT NULL
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
        WHERE campaign_id IS NOT NULL
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

ALTER TABLE campaigns
    ADD COLUMN dial_first text NOT NULL DEFAULT 'customer',
    ADD CONSTRAINT campaigns_dial_first CHECK (dial_first IN ('customer', 'agent'));
UPDATE campaigns
SET dial_first = 'agent'
WHERE mode = 'preview';

-- Calls that somebody ordered. Until a worker takes it the order's call log is open in nobody's name, which is the
-- worker_id of zeros: then it is certain that the switch has not heard of it.
CREATE TABLE call_orders (
    call_id    uuid PRIMARY KEY REFERENCES call_logs (call_id),
    -- The number as the trunk wants it.
    dialed     text        NOT NULL,
    ordered_by text        NOT NULL,
    ordered_at timestamptz NOT NULL
);
CREATE TRIGGER call_orders_for_dialers AFTER INSERT ON call_orders
    FOR EACH STATEMENT EXECUTE FUNCTION tell_dialers();

-- What people want done with a live call. Whoever follows the call does it, and says here what came of it.
CREATE TABLE call_actions (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id    uuid        NOT NULL REFERENCES call_logs (call_id),
    action     text        NOT NULL,
    state      text        NOT NULL DEFAULT 'ordered',
    -- Why it failed.
    reason     text        NOT NULL DEFAULT '',
    -- Of a transfer: who had the call, who is to have it, and the leg on which the latter's phone rings.
    from_agent bigint REFERENCES agents,
    to_agent   bigint REFERENCES agents,
    leg_uuid   uuid,
    ordered_by text        NOT NULL,
    ordered_at timestamptz NOT NULL,
    settled_at timestamptz,
    CONSTRAINT call_actions_action CHECK (action IN ('hangup', 'hold', 'unhold', 'transfer')),
    CONSTRAINT call_actions_state CHECK (state IN ('ordered', 'under_way', 'done', 'failed')),
    CONSTRAINT call_actions_settled CHECK ((settled_at IS NULL) = (state IN ('ordered', 'under_way'))),
    CONSTRAINT call_actions_transfer CHECK ((action = 'transfer') = (to_agent IS NOT NULL AND leg_uuid IS NOT NULL))
);
CREATE INDEX call_actions_of_call ON call_actions (call_id, id);
CREATE INDEX call_actions_open ON call_actions (call_id) WHERE settled_at IS NULL;
-- Nobody is given two calls while one is being transferred to them.
CREATE UNIQUE INDEX call_actions_open_transfer ON call_actions (call_id) WHERE settled_at IS NULL AND action = 'transfer';
CREATE INDEX call_actions_open_to_agent ON call_actions (to_agent) WHERE settled_at IS NULL AND action = 'transfer';

CREATE FUNCTION tell_of_call_actions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY call_actions;
    RETURN NULL;
END $$;
CREATE TRIGGER call_actions_ordered AFTER INSERT ON call_actions
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_call_actions();

ALTER TABLE call_logs
    -- Since when the customer is on hold; null: is not.
    ADD COLUMN held_at        timestamptz,
    -- Since when it is the call of its agent, where another one had it first.
    ADD COLUMN transferred_at timestamptz;

-- A call that is being transferred occupies both agents.
CREATE OR REPLACE VIEW agents_now AS
SELECT a.id,
       CASE
           WHEN live.bridged > 0 THEN 'on_call'
           WHEN live.calls + coming.calls > 0 THEN 'reserved'
           WHEN a.status = 'available' AND a.wrap_up_until > now() THEN 'wrap_up'
           ELSE a.status
       END AS status,
       live.calls + coming.calls AS live_calls
FROM agents AS a
CROSS JOIN LATERAL (
    SELECT count(*) AS calls, count(c.bridged_at) AS bridged
    FROM call_logs AS c
    WHERE c.agent_id = a.id AND c.ended_at IS NULL
) AS live
CROSS JOIN LATERAL (
    SELECT count(*) AS calls
    FROM call_actions AS t
    WHERE t.to_agent = a.id AND t.settled_at IS NULL AND t.action = 'transfer'
) AS coming;

-- Leads that agents look at before they call: until then nobody else is given them. No foreign key to leads: deleting a
-- million of them would ask here for each; what is left behind means nothing and goes with the agent's next lead.
CREATE TABLE lead_previews (
    agent_id   bigint PRIMARY KEY REFERENCES agents ON DELETE CASCADE,
    lead_id    bigint      NOT NULL,
    held_at    timestamptz NOT NULL,
    held_until timestamptz NOT NULL
);
CREATE UNIQUE INDEX lead_previews_one_a_lead ON lead_previews (lead_id);

-- What an agent's own phone dials is not ours to keep from a number that is on a line of ours; all else is.
DROP INDEX call_logs_one_live_call_a_number;
CREATE UNIQUE INDEX call_logs_one_live_call_a_number ON call_logs (phone_number)
    WHERE ended_at IS NULL AND source <> 'softphone';
CREATE INDEX call_logs_live_of_number ON call_logs (phone_number) WHERE ended_at IS NULL;
