-- Calls that agents give away with the keys of their own phones: the customer talks on with somebody who is not ours.

ALTER TABLE call_logs
    -- When its agent left the call by a transfer on their own phone. From then on it is nobody's of ours, and the agent
    -- is free for the next one; it stays open, and its number on the line, until the customer hangs up.
    ADD COLUMN agent_left_at timestamptz;

-- Who left it may take the next call.
CREATE TRIGGER calls_left_for_dialers AFTER UPDATE OF agent_left_at ON call_logs
    FOR EACH STATEMENT EXECUTE FUNCTION tell_dialers();

-- A call that is being transferred occupies both agents; one that its agent has left, nobody.
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
    WHERE c.agent_id = a.id AND c.ended_at IS NULL AND c.agent_left_at IS NULL
) AS live
CROSS JOIN LATERAL (
    SELECT count(*) AS calls
    FROM call_actions AS t
    WHERE t.to_agent = a.id AND t.settled_at IS NULL AND t.action = 'transfer'
) AS coming;
