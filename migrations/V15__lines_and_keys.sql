-- Lines to agents that stay up, and keys that people press in broadcasts.

ALTER TABLE campaigns
    -- How an agent is reached: 'ring' calls the extension for each call, 'line' uses one call that stays up.
    ADD COLUMN agent_connection text NOT NULL DEFAULT 'ring',
    ADD CONSTRAINT campaigns_agent_connection CHECK (agent_connection IN ('ring', 'line')),
    -- Of a broadcast campaign: what keys do, as {"1": "agent", "9": "do_not_call", "2": "repeat"}.
    ADD COLUMN broadcast_keys jsonb NOT NULL DEFAULT '{}',
    ADD CONSTRAINT campaigns_lines CHECK (agent_connection = 'ring' OR mode <> 'preview');

-- The agents who take all their calls on a line: some active campaign of theirs says so, and the phone of who has a
-- line does not ring beside it. None where there are nodes: a line is at one switch, and its agent's calls may be at any.
CREATE VIEW agents_on_lines AS
SELECT DISTINCT m.agent_id AS id
FROM campaign_agents AS m
JOIN campaigns AS c ON c.id = m.campaign_id
WHERE c.status = 'active'
  AND c.agent_connection = 'line'
  AND (c.mode <> 'broadcast' OR c.broadcast_keys @? '$.* ? (@ == "agent")')
  AND NOT EXISTS (SELECT FROM nodes WHERE is_active);

-- A call to an agent that stays up: one an agent. The row is committed before the switch hears of the line, and goes
-- when the switch has none of that UUID any more.
CREATE TABLE agent_lines (
    agent_id  bigint PRIMARY KEY REFERENCES agents ON DELETE CASCADE,
    -- Given to the switch as origination_uuid.
    line_id   uuid        NOT NULL,
    -- The worker that follows the line: the fencing token that every later write must show.
    worker_id uuid        NOT NULL,
    -- Where it was rung: an agent who moves to another gets another line.
    extension text        NOT NULL,
    state     text        NOT NULL,
    since     timestamptz NOT NULL,
    CONSTRAINT agent_lines_line_unique UNIQUE (line_id),
    CONSTRAINT agent_lines_state CHECK (state IN ('ringing', 'up', 'ending'))
);
CREATE INDEX agent_lines_of_worker ON agent_lines (worker_id);

CREATE TRIGGER agent_lines_changed_for_dialers AFTER INSERT OR UPDATE OF state OR DELETE ON agent_lines
    FOR EACH STATEMENT EXECUTE FUNCTION tell_dialers();

-- The agent's side is a line, which outlives the call: agent_leg_uuid is its line_id.
ALTER TABLE call_logs
    ADD COLUMN over_line boolean NOT NULL DEFAULT false,
    -- When somebody whom a broadcast called pressed the key for an agent.
    ADD COLUMN agent_asked_at timestamptz;
