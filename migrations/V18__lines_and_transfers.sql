-- Calls that are transferred to agents on lines.

ALTER TABLE call_actions
    -- The agent who is to have the call is on a line: leg_uuid is its line_id.
    ADD COLUMN over_line boolean NOT NULL DEFAULT false;
