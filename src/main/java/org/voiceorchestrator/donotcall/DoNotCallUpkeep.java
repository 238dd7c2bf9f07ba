package org.voiceorchestrator.donotcall;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.lead.LeadLanes;

/// What has to be looked at again and again: entries whose time is over, and leads that the lists have missed.
@Singleton
public final class DoNotCallUpkeep {
    private static final String BY = "schedule";
    private static final int MOST_AT_ONCE = 10_000;

    /// The leads that a claim would look at next: those on the lists must not stand in the way of the others. A claim
    /// looks at no more of a campaign than `dialing.Claims` says, which is as many as here.
    private static final String STAND_IN_THE_WAY = """
            WITH open_lanes AS (
                SELECT DISTINCT c.id AS campaign_id, z.time_zone, c.lead_order, 1000 AS n
                FROM campaigns AS c
                JOIN campaign_zones AS z ON z.campaign_id = c.id
                WHERE c.status = 'active'
            ),
            next AS (
            %s
            )
            SELECT heed_do_not_call(coalesce(array_agg(DISTINCT l.phone_number), '{}'), :now) AS changed
            FROM next
            JOIN leads AS l ON l.id = next.id
            WHERE EXISTS (SELECT
                          FROM do_not_call_entries AS e
                          WHERE e.phone_number = l.phone_number
                            AND (e.campaign_id IS NULL OR e.campaign_id = next.campaign_id)
                            AND (e.expires_at IS NULL OR e.expires_at > :now))
            """.formatted(LeadLanes.FIRST_DUE);

    private static final String IS_ANY_OVER =
            "SELECT EXISTS (SELECT FROM do_not_call_entries WHERE expires_at <= :now) AS any";

    /// Leads that somebody was changing when their number was taken off the list.
    private static final String STOPPED_BY_NOTHING = """
            SELECT heed_do_not_call(coalesce(array_agg(DISTINCT l.phone_number), '{}'), :now) AS changed
            FROM do_not_call_stops AS s
            JOIN leads AS l ON l.id = s.lead_id
            WHERE NOT EXISTS (SELECT
                              FROM do_not_call_entries AS e
                              WHERE e.phone_number = l.phone_number
                                AND (e.campaign_id IS NULL OR e.campaign_id = l.campaign_id))
            """;

    private static final String STOPS_OF_NO_LEAD = """
            DELETE FROM do_not_call_stops AS s
            WHERE NOT EXISTS (SELECT FROM leads AS l WHERE l.id = s.lead_id)
            """;

    private final Database database;
    private final ListChanges changes;
    private final EntryWriter writer;

    DoNotCallUpkeep(Database database, ListChanges changes, EntryWriter writer) {
        this.database = database;
        this.changes = changes;
        this.writer = writer;
    }

    /// Takes the leads on the lists out of the way of the claims: those that were being changed when their number came
    /// onto a list, or were on the line and wait for another attempt.
    ///
    /// @return how many leads
    public long stopLeads(Instant now) {
        long all = 0;
        long some;
        do {
            some = changed(STAND_IN_THE_WAY, now);
            all += some;
        } while (some > 0);
        return all;
    }

    /// Takes entries off the lists whose time is over, and tidies up.
    ///
    /// @return how many entries
    public long expire(Instant now) {
        long all = 0;
        while (database.sql(IS_ANY_OVER).with("now", now).one(row -> row.bool("any"))) {
            all += changes.carryOut(BY, now, change -> writer.expire(MOST_AT_ONCE, change));
        }
        changes.makeAllEffective();
        changed(STOPPED_BY_NOTHING, now);
        database.sql(STOPS_OF_NO_LEAD).update();
        return all;
    }

    private long changed(String statement, Instant now) {
        return database.sql(statement).with("now", now).one(row -> row.bigint("changed"));
    }
}
