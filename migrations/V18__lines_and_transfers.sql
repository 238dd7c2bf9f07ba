-- Agents' lines where there are several switches, and calls that are transferred to agents on lines.

ALTER TABLE call_actions
    -- The agent who is to have the call is on a line: leg_uuid is its line_id.
    ADD COLUMN over_line boolean NOT NULL DEFAULT false;

ALTER TABLE agent_lines
    -- Of nodes: the switch that has the line; null: the one in the settings.
    ADD COLUMN node_id bigint;

-- The agents who take all their calls on a line: some active campaign of theirs says so, and the phone of who has a
-- line does not ring beside it. All lines are at one switch, where all customers of these agents are called.
CREATE OR REPLACE VIEW agents_on_lines AS
SELECT DISTINCT m.agent_id AS id
FROM campaign_agents AS m
JOIN campaigns AS c ON c.id = m.campaign_id
WHERE c.status = 'active'
  AND c.agent_connection = 'line'
  AND (c.mode <> 'broadcast' OR c.broadcast_keys @? '$.* ? (@ == "agent")');
