package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.CopyRows;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// The numbers of a file, compared with what is there. They are copied into tables of the transaction's own, and all
/// others are only read, so nobody waits for a preview. Everything here belongs into one transaction.
@Singleton
final class PreviewedNumbers {
    private static final String CREATE = """
            CREATE TEMPORARY TABLE previewed_rows (
                row_number   bigint NOT NULL,
                phone_number text   NOT NULL
            ) ON COMMIT DROP;
            CREATE TEMPORARY TABLE previewed_numbers (
                phone_number text    NOT NULL,
                first_row    bigint  NOT NULL,
                occurrences  bigint  NOT NULL,
                in_campaign  boolean NOT NULL,
                elsewhere    boolean NOT NULL,
                do_not_call  boolean NOT NULL
            ) ON COMMIT DROP
            """;

    private static final String COPY = """
            COPY previewed_rows (row_number, phone_number)
            FROM STDIN
            """;

    /// What stands in braces is one of the fixed conditions of [DuplicateScope].
    private static final String COMPARE = """
            INSERT INTO previewed_numbers (phone_number, first_row, occurrences, in_campaign, elsewhere, do_not_call)
            SELECT n.phone_number, n.first_row, n.occurrences,
                   EXISTS (SELECT
                           FROM leads AS l
                           WHERE l.phone_number = n.phone_number
                             AND l.campaign_id = :campaign),
                   EXISTS (SELECT
                           FROM leads AS l
                           JOIN campaigns AS c ON c.id = l.campaign_id
                           WHERE l.phone_number = n.phone_number
                             AND l.campaign_id <> :campaign
                             AND {elsewhere}),
                   EXISTS (SELECT
                           FROM do_not_call_entries AS d
                           WHERE d.phone_number = n.phone_number
                             AND (d.campaign_id IS NULL OR d.campaign_id = :campaign)
                             AND (d.expires_at IS NULL OR d.expires_at > :now))
            FROM (SELECT phone_number, min(row_number) AS first_row, count(*) AS occurrences
                  FROM previewed_rows
                  GROUP BY phone_number) AS n
            """;

    private static final String COUNT = """
            SELECT coalesce(sum(occurrences), 0)::bigint AS good,
                   count(*) AS numbers,
                   count(*) FILTER (WHERE in_campaign) AS in_campaign,
                   count(*) FILTER (WHERE NOT in_campaign AND do_not_call) AS do_not_call,
                   count(*) FILTER (WHERE NOT in_campaign AND NOT do_not_call AND elsewhere) AS elsewhere
            FROM previewed_numbers
            """;

    private static final String OF_ROWS = """
            SELECT r.row_number, n.first_row < r.row_number AS repeated, n.in_campaign, n.elsewhere, n.do_not_call
            FROM previewed_rows AS r
            JOIN previewed_numbers AS n USING (phone_number)
            WHERE r.row_number = ANY (:rows)
            """;

    /// Of the good rows.
    ///
    /// @param numbers how many different ones there are
    /// @param elsewhere numbers in other campaigns that are not in this one and may be called
    record Counts(long good, long numbers, long inCampaign, long doNotCall, long elsewhere) {}

    private final Database database;

    PreviewedNumbers(Database database) {
        this.database = database;
    }

    /// Reads all rows, and compares the numbers of the good ones.
    void compare(PreviewedRows rows, long campaign, DuplicateScope scope, Instant now) {
        database.sql(CREATE).update();
        database.copy(COPY, copy -> rows.pass(row -> add(copy, row)));
        database.sql("ANALYZE previewed_rows").update();
        String comparison = COMPARE.replace("{elsewhere}", scope.condition());
        database.sql(comparison)
                .with("campaign", campaign)
                .with("since", scope.since(now))
                .with("now", now)
                .update();
    }

    Counts count() {
        return database.sql(COUNT)
                .one(row -> new Counts(
                        row.bigint("good"),
                        row.bigint("numbers"),
                        row.bigint("in_campaign"),
                        row.bigint("do_not_call"),
                        row.bigint("elsewhere")));
    }

    /// By the number of the row; those that are no good are missing.
    Map<Long, PreviewVerdict> verdicts(List<Long> rows, DuplicateScope scope) {
        return database
                .sql(OF_ROWS)
                .with("rows", rows)
                .list(row -> Map.entry(row.bigint("row_number"), verdict(row, scope)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static PreviewVerdict verdict(Row row, DuplicateScope scope) {
        if (row.bool("repeated")) {
            return PreviewVerdict.DUPLICATE_IN_FILE;
        }
        if (row.bool("in_campaign")) {
            return PreviewVerdict.DUPLICATE_IN_CAMPAIGN;
        }
        if (row.bool("do_not_call")) {
            return PreviewVerdict.DO_NOT_CALL;
        }
        return row.bool("elsewhere") && scope.countsOthers()
                ? PreviewVerdict.DUPLICATE_IN_OTHER_CAMPAIGNS
                : PreviewVerdict.NEW;
    }

    private static void add(CopyRows copy, RowResult.Accepted row) {
        copy.add(row.row()).add(row.lead().phone().digits()).endRow();
    }
}
