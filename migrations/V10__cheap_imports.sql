-- Imports of a million leads.

-- That a lead's campaign exists is checked once a statement: a foreign key asks for every row, and takes half as long
-- again as all the indexes of the row together. The guarantee is the same, as is the error. Who adds leads holds the
-- campaign's key; who deletes the campaign waits for that, and takes the leads with it.
ALTER TABLE leads DROP CONSTRAINT leads_campaign_id_fkey;

CREATE FUNCTION refuse_leads_of_nothing(campaign bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM campaigns WHERE id = campaign FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE foreign_key_violation USING
            MESSAGE = 'there is no campaign ' || campaign,
            TABLE = 'leads',
            CONSTRAINT = 'leads_campaign_id_fkey';
    END IF;
END $$;

CREATE FUNCTION check_campaigns_of_new_leads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_leads_of_nothing(campaign_id)
    FROM (SELECT DISTINCT campaign_id FROM new_rows ORDER BY campaign_id) AS their;
    RETURN NULL;
END $$;
CREATE TRIGGER leads_added_to_campaigns AFTER INSERT ON leads
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION check_campaigns_of_new_leads();

CREATE FUNCTION check_campaign_of_moved_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_leads_of_nothing(NEW.campaign_id);
    RETURN NULL;
END $$;
CREATE TRIGGER leads_moved_to_campaigns AFTER UPDATE OF campaign_id ON leads
    FOR EACH ROW WHEN (OLD.campaign_id IS DISTINCT FROM NEW.campaign_id)
    EXECUTE FUNCTION check_campaign_of_moved_lead();

-- The campaign is locked before this runs, and each statement in it sees what was committed before it.
CREATE FUNCTION delete_leads_of_campaign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM leads WHERE campaign_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER campaigns_take_their_leads BEFORE DELETE ON campaigns
    FOR EACH ROW EXECUTE FUNCTION delete_leads_of_campaign();
