package org.voiceorchestrator.donotcall;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.database.Sql;
import org.voiceorchestrator.donotcall.ListChanges.Change;

/// The statements that change the lists. Each writes the ledger with the entry, and belongs into a [Change].
@Singleton
final class EntryWriter {
    private static final String ONE_WISH = """
            WITH wishes AS (
                SELECT :phone::text COLLATE "C" AS phone_number, :campaign::bigint AS campaign_id,
                       :source::text AS source, :reason::text AS reason, :expires::timestamptz AS expires_at,
                       :evidence::text AS evidence,
                       nextval(pg_get_serial_sequence('do_not_call_entries', 'id')) AS new_id
            )
            """;

    /// An entry whose time is over makes room for a new one, and says so.
    private static final String EXPIRE_THOSE_MET = """
            , gone AS (
                DELETE FROM do_not_call_entries AS e
                USING wishes AS w
                WHERE e.phone_number = w.phone_number
                  AND coalesce(e.campaign_id, 0) = coalesce(w.campaign_id, 0)
                  AND e.expires_at <= :now
                RETURNING e.*
            )
            INSERT INTO do_not_call_ledger (at, made_by, event, phone_number, campaign_id, campaign_key, source, reason,
                                            expires_at, entry_id, change_id)
            SELECT :now, :by, 'expired', g.phone_number, g.campaign_id, coalesce(c.campaign_id, ''), g.source, g.reason,
                   g.expires_at, g.id, :change
            FROM gone AS g
            LEFT JOIN campaigns AS c ON c.id = g.campaign_id
            """;

    /// Nobody else changes the lists meanwhile, so what is not met is not there.
    private static final String MERGE = """
            , met AS MATERIALIZED (
                SELECT w.*, e.id AS entry_id,
                       CASE WHEN e.id IS NULL THEN 'added'
                            WHEN e.expires_at < coalesce(w.expires_at, 'infinity') THEN 'changed'
                            WHEN :asks AND (e.source, e.reason) IS DISTINCT FROM (w.source, w.reason) THEN 'asked'
                       END AS event
                FROM wishes AS w
                LEFT JOIN do_not_call_entries AS e ON e.phone_number = w.phone_number
                    AND coalesce(e.campaign_id, 0) = coalesce(w.campaign_id, 0)
            ), added AS (
                INSERT INTO do_not_call_entries (id, phone_number, campaign_id, source, reason, expires_at, created_by,
                                                 created_at, updated_at)
                SELECT new_id, phone_number, campaign_id, source, reason, expires_at, :by, :now, :now
                FROM met
                WHERE event = 'added'
                ORDER BY phone_number
            ), changed AS (
                UPDATE do_not_call_entries AS e
                SET source = m.source, reason = m.reason, expires_at = m.expires_at, updated_at = :now
                FROM met AS m
                WHERE e.id = m.entry_id
                  AND m.event = 'changed'
            ), told AS (
                INSERT INTO do_not_call_ledger (at, made_by, event, phone_number, campaign_id, campaign_key, source,
                                                reason, expires_at, evidence, entry_id, change_id)
                SELECT :now, :by, m.event, m.phone_number, m.campaign_id, coalesce(c.campaign_id, ''), m.source,
                       m.reason, m.expires_at, m.evidence, coalesce(m.entry_id, m.new_id), :change
                FROM met AS m
                LEFT JOIN campaigns AS c ON c.id = m.campaign_id
                WHERE m.event IS NOT NULL
                ORDER BY m.phone_number
            )
            SELECT count(*) FILTER (WHERE event = 'added') AS added,
                   count(*) FILTER (WHERE event = 'changed') AS changed,
                   count(*) FILTER (WHERE event IS NULL OR event = 'asked') AS unchanged
            FROM met
            """;

    private static final String CHANGE = """
            WITH changed AS (
                UPDATE do_not_call_entries
                SET source = :source, reason = :reason, expires_at = :expires::timestamptz, updated_at = :now
                WHERE id = :id
                RETURNING *
            )
            INSERT INTO do_not_call_ledger (at, made_by, event, phone_number, campaign_id, campaign_key, source, reason,
                                            expires_at, evidence, entry_id, change_id)
            SELECT :now, :by, 'changed', e.phone_number, e.campaign_id, coalesce(c.campaign_id, ''), e.source, e.reason,
                   e.expires_at, :evidence, e.id, :change
            FROM changed AS e
            LEFT JOIN campaigns AS c ON c.id = e.campaign_id
            """;

    private static final String REMOVE = """
            WITH removed AS (
                DELETE FROM do_not_call_entries
                WHERE id = :id
                RETURNING *
            )
            INSERT INTO do_not_call_ledger (at, made_by, event, phone_number, campaign_id, campaign_key, source, reason,
                                            expires_at, entry_id, change_id)
            SELECT :now, :by, 'removed', e.phone_number, e.campaign_id, coalesce(c.campaign_id, ''), e.source, :reason,
                   e.expires_at, e.id, :change
            FROM removed AS e
            LEFT JOIN campaigns AS c ON c.id = e.campaign_id
            """;

    private static final String EXPIRE = """
            WITH gone AS (
                DELETE FROM do_not_call_entries
                WHERE id IN (SELECT id
                             FROM do_not_call_entries
                             WHERE expires_at <= :now
                             ORDER BY expires_at, id
                             LIMIT :most)
                RETURNING *
            ), told AS (
                INSERT INTO do_not_call_ledger (at, made_by, event, phone_number, campaign_id, campaign_key, source,
                                                reason, expires_at, entry_id, change_id)
                SELECT :now, :by, 'expired', e.phone_number, e.campaign_id, coalesce(c.campaign_id, ''), e.source,
                       e.reason, e.expires_at, e.id, :change
                FROM gone AS e
                LEFT JOIN campaigns AS c ON c.id = e.campaign_id
                ORDER BY e.id
            )
            SELECT phone_number
            FROM gone
            """;

    private static final String HEED = "SELECT heed_do_not_call(:numbers, :now) AS changed";

    private final Database database;

    EntryWriter(Database database) {
        this.database = database;
    }

    /// What became of wishes, by their count.
    ///
    /// @param added those that were on no list
    /// @param changed those that stood there for a shorter time
    /// @param unchanged those that stood there as strictly
    record Merged(long added, long changed, long unchanged) {
        static Merged of(Row row) {
            return new Merged(row.bigint("added"), row.bigint("changed"), row.bigint("unchanged"));
        }
    }

    Merged add(Wish wish, Change change) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("phone", wish.phone().digits());
        values.put("campaign", wish.campaign());
        values.put("source", wish.source());
        values.put("reason", wish.reason());
        values.put("expires", wish.expiresAt());
        values.put("evidence", wish.evidence());
        Merged merged = merge(ONE_WISH, values, true, change);
        heed(List.of(wish.phone().digits()), change.now());
        return merged;
    }

    /// @param wishes the beginning of a statement, up to where `wishes` has a row for each number and list
    /// @param asks whether a wish that changes nothing stands in the ledger
    Merged merge(String wishes, Map<String, @Nullable Object> values, boolean asks, Change change) {
        in(change, wishes + EXPIRE_THOSE_MET).with(values).update();
        return in(change, wishes + MERGE).with(values).with("asks", asks).one(Merged::of);
    }

    void change(DoNotCallEntry entry, Wish to, Change change) {
        in(change, CHANGE)
                .with("id", entry.id())
                .with("source", to.source())
                .with("reason", to.reason())
                .with("expires", to.expiresAt())
                .with("evidence", to.evidence())
                .update();
        heed(List.of(entry.phoneNumber()), change.now());
    }

    void remove(DoNotCallEntry entry, String reason, Change change) {
        in(change, REMOVE).with("id", entry.id()).with("reason", reason).update();
        heed(List.of(entry.phoneNumber()), change.now());
    }

    /// @return how many entries' time was over, at most `most`
    int expire(int most, Change change) {
        List<String> numbers = in(change, EXPIRE).with("most", most).list(row -> row.text("phone_number"));
        heed(numbers, change.now());
        return numbers.size();
    }

    /// Brings the leads of these numbers in line with the lists.
    ///
    /// @return how many were changed
    long heed(List<String> numbers, Instant now) {
        return database.sql(HEED).with("numbers", numbers).with("now", now).one(row -> row.bigint("changed"));
    }

    private Sql in(Change change, String statement) {
        return database.sql(statement)
                .with("change", change.id())
                .with("by", change.by())
                .with("now", change.now());
    }
}
