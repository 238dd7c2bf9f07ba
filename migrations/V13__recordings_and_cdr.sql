-- Recordings of calls, what the switch itself recorded of its legs, and what the audits found.

ALTER TABLE campaigns
    ADD COLUMN record_calls boolean NOT NULL DEFAULT false;

-- recording_path is relative to the directory of recordings; empty: there is none. Length and size come with the end
-- of the recording.
ALTER TABLE call_logs
    ADD COLUMN recording_path    text NOT NULL DEFAULT '',
    ADD COLUMN recording_seconds integer,
    ADD COLUMN recording_bytes   bigint,
    ADD CONSTRAINT call_logs_recording CHECK
        (recording_path ~ '^([0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9a-f-]{36}\.wav)?$'
         AND recording_seconds >= 0 AND recording_bytes >= 0);
CREATE INDEX call_logs_recorded ON call_logs (initiated_at, id) WHERE recording_path <> '';

-- What mod_json_cdr or mod_xml_cdr posted of a leg that has ended.
CREATE TABLE cdrs (
    uuid         text        NOT NULL,
    -- a: somebody asked the switch for it; b: a leg of the switch did.
    leg          text        NOT NULL,
    core_uuid    text        NOT NULL,
    direction    text        NOT NULL,
    hangup_cause text        NOT NULL,
    started_at   timestamptz NOT NULL,
    ringing_at   timestamptz,
    answered_at  timestamptz,
    bridged_at   timestamptz,
    ended_at     timestamptz NOT NULL,
    bridge_uuid  text        NOT NULL,
    -- The channel's variables, as far as they fit.
    variables    jsonb       NOT NULL,
    received_at  timestamptz NOT NULL,
    PRIMARY KEY (uuid, leg),
    CONSTRAINT cdrs_leg CHECK (leg IN ('a', 'b'))
);
CREATE INDEX cdrs_received ON cdrs (received_at);

-- The runs of `audit calls`: of which calls the per-call promises were looked at, and what was found.
CREATE TABLE call_audits (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    -- Calls that were begun since then were looked at; null: all there are.
    since       timestamptz,
    kept        boolean     NOT NULL,
    findings    jsonb       NOT NULL
);
CREATE INDEX call_audits_newest ON call_audits (started_at DESC, id DESC);

-- Since when a campaign's calling hours are what they are: calls before that were made by other ones.
ALTER TABLE campaigns
    ADD COLUMN calling_hours_since timestamptz NOT NULL DEFAULT '-infinity';

CREATE FUNCTION note_change_of_calling_hours() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.calling_hours_since := NEW.updated_at;
    RETURN NEW;
END $$;
CREATE TRIGGER campaigns_change_calling_hours BEFORE UPDATE ON campaigns
    FOR EACH ROW
    WHEN ((OLD.calling_from, OLD.calling_until, OLD.time_zone)
          IS DISTINCT FROM (NEW.calling_from, NEW.calling_until, NEW.time_zone))
    EXECUTE FUNCTION note_change_of_calling_hours();
