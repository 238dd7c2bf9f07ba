-- Campaigns and trunks whose calls fail in a row, and calls over several switches.

-- What fails, or is held because it did. Whatever works has no row here.
CREATE TABLE breakers (
    scope         text        NOT NULL,
    -- Of a campaign, or of a trunk (0: the one in the settings).
    id            bigint      NOT NULL,
    -- So many calls failed in a row, the first of which was begun then.
    failures      integer     NOT NULL,
    failing_since timestamptz NOT NULL,
    -- Since when no calls are begun; null: they are.
    opened_at     timestamptz,
    cause         text        NOT NULL DEFAULT '',
    -- So many calls were tried since then and failed; the next may be begun at probe_at, or is under way.
    probes        integer     NOT NULL DEFAULT 0,
    probe_at      timestamptz,
    probe_call    uuid,
    PRIMARY KEY (scope, id),
    CONSTRAINT breakers_scope CHECK (scope IN ('campaign', 'trunk')),
    CONSTRAINT breakers_open CHECK ((opened_at IS NULL) = (num_nonnulls(probe_at, probe_call) = 0)
                                    AND num_nonnulls(probe_at, probe_call) <= 1)
);
-- Calls go on.
CREATE TRIGGER breakers_closed_for_dialers AFTER DELETE ON breakers
    FOR EACH STATEMENT EXECUTE FUNCTION tell_dialers();

ALTER TABLE nodes
    -- Limits of the switch itself, over all its trunks; null: none.
    ADD COLUMN lines            integer,
    ADD COLUMN calls_per_second integer,
    ADD CONSTRAINT nodes_limits CHECK (least(lines, calls_per_second) >= 1);

ALTER TABLE call_logs
    -- Of nodes: the switch that has the call; null: the one in the settings. No foreign key: a node may go while its
    -- calls stay on record.
    ADD COLUMN node_id bigint;

-- Since when leads' own clocks and campaigns' calendars are what they are: the audit asks about calls since then only.
ALTER TABLE leads ADD COLUMN zone_since timestamptz;

CREATE FUNCTION note_change_of_zone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.zone_since := NEW.updated_at;
    RETURN NEW;
END $$;
CREATE TRIGGER leads_change_zone BEFORE UPDATE OF time_zone ON leads
    FOR EACH ROW
    WHEN (OLD.time_zone IS DISTINCT FROM NEW.time_zone)
    EXECUTE FUNCTION note_change_of_zone();

DROP TRIGGER campaigns_change_calling_hours ON campaigns;
CREATE TRIGGER campaigns_change_calling_hours BEFORE UPDATE ON campaigns
    FOR EACH ROW
    WHEN ((OLD.calling_from, OLD.calling_until, OLD.time_zone, OLD.calendar_id)
          IS DISTINCT FROM (NEW.calling_from, NEW.calling_until, NEW.time_zone, NEW.calendar_id))
    EXECUTE FUNCTION note_change_of_calling_hours();
UPDATE campaigns SET calling_hours_since = greatest(calling_hours_since, updated_at) WHERE calendar_id IS NOT NULL;
