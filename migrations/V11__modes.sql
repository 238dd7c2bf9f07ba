-- How campaigns dial, and who takes their calls.

ALTER TABLE campaigns
    ADD COLUMN mode text NOT NULL DEFAULT 'progressive',
    -- Of a power campaign: calls in the air for each agent who is free.
    ADD COLUMN calls_per_agent numeric(4, 2) NOT NULL DEFAULT 1.5,
    -- Of a predictive campaign: abandoned calls in a hundred that a person answered.
    ADD COLUMN abandon_limit numeric(4, 2) NOT NULL DEFAULT 3,
    -- How long a customer's phone may ring; null: as long as the setting says.
    ADD COLUMN ring_seconds integer,
    -- What somebody hears whom no agent can take: a sound the switch knows by this path; empty: nothing.
    ADD COLUMN abandoned_message text NOT NULL DEFAULT '',
    -- Of a broadcast campaign: what people hear.
    ADD COLUMN broadcast_message text NOT NULL DEFAULT '',
    ADD CONSTRAINT campaigns_mode CHECK (mode IN ('preview', 'progressive', 'power', 'predictive', 'broadcast')),
    ADD CONSTRAINT campaigns_calls_per_agent CHECK (calls_per_agent BETWEEN 1 AND 10),
    ADD CONSTRAINT campaigns_abandon_limit CHECK (abandon_limit BETWEEN 0 AND 50),
    ADD CONSTRAINT campaigns_ring_seconds CHECK (ring_seconds BETWEEN 15 AND 120),
    ADD CONSTRAINT campaigns_broadcast CHECK (mode <> 'broadcast' OR broadcast_message <> '');

-- The agents who take a campaign's calls: its own one always, and others.
CREATE TABLE campaign_agents (
    campaign_id bigint NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    agent_id    bigint NOT NULL REFERENCES agents,
    PRIMARY KEY (campaign_id, agent_id)
);
CREATE INDEX campaign_agents_of_agent ON campaign_agents (agent_id);
INSERT INTO campaign_agents (campaign_id, agent_id) SELECT id, agent_id FROM campaigns;

CREATE FUNCTION add_own_agent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO campaign_agents (campaign_id, agent_id) VALUES (NEW.id, NEW.agent_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER campaigns_have_their_agent AFTER INSERT OR UPDATE OF agent_id ON campaigns
    FOR EACH ROW EXECUTE FUNCTION add_own_agent();

-- The call goes to whoever has been idle longest.
ALTER TABLE agents ADD COLUMN last_call_at timestamptz;

-- Of every other agent's calls the index of live ones tells; a call whose agent is still to be found is in none.
CREATE INDEX call_logs_waiting ON call_logs (campaign_id, answered_at) WHERE ended_at IS NULL AND agent_id IS NULL;

-- What may be dialed now is worth a look: workers listen to it instead of asking all the time.
CREATE FUNCTION tell_dialers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY dialing;
    RETURN NULL;
END $$;
CREATE TRIGGER campaigns_changed_for_dialers AFTER INSERT OR UPDATE ON campaigns
    FOR EACH STATEMENT EXECUTE FUNCTION tell_dialers();
CREATE TRIGGER agents_added_for_dialers AFTER INSERT ON agents
    FOR EACH STATEMENT EXECUTE FUNCTION tell_dialers();
-- Not where a call of theirs has ended: who had it looks for the next one at once.
CREATE TRIGGER agents_changed_for_dialers AFTER UPDATE OF status, is_active, max_concurrent_calls ON agents
    FOR EACH STATEMENT EXECUTE FUNCTION tell_dialers();
CREATE TRIGGER leads_added_for_dialers AFTER INSERT ON leads
    FOR EACH STATEMENT EXECUTE FUNCTION tell_dialers();

-- Begun without an agent: one is looked for when somebody has answered.
ALTER TABLE call_logs ADD COLUMN without_agent boolean NOT NULL DEFAULT false;
