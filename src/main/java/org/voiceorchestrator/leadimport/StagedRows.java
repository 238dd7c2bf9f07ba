package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.database.Sql;

/// Rows of a file on their way into the leads, chunk by chunk: copied into a table of the transaction's own, told
/// apart there, and moved on as leads or as rejected rows. Everything here belongs into one transaction, under the
/// lock of [ImportCampaigns#lockForLeads].
///
/// Rows become leads in the order of the file. So all indexes but the one by number grow at one place each, which is
/// what makes a large import cheap.
@Singleton
final class StagedRows {
    /// `verdict` is null for what may become a lead; `cells` are those of the file, with
    /// [RowChunks#BETWEEN_CELLS] between them.
    private static final String CREATE = """
            CREATE TEMPORARY TABLE staged_rows (
                row_number       bigint NOT NULL,
                number           text   NOT NULL,
                cells            text   NOT NULL,
                verdict          text,
                code             text,
                error            text,
                suggestion       text,
                phone_number     text,
                customer_name    text,
                city             text,
                max_attempts     integer,
                customer_segment text,
                last_order_date  date,
                follow_up_date   date,
                priority         smallint,
                time_zone        text,
                metadata         jsonb
            ) ON COMMIT DROP
            """;

    private static final String COPY = """
            COPY staged_rows (row_number, number, cells, verdict, code, error, suggestion, phone_number, customer_name,
                              city, max_attempts, customer_segment, last_order_date, follow_up_date, priority,
                              time_zone, metadata)
            FROM STDIN
            """;

    private static final String SKIP_NUMBERS_OF_CAMPAIGN = """
            UPDATE staged_rows AS s
            SET verdict = 'skipped',
                code = :code,
                error = :error
            FROM leads AS l
            WHERE s.verdict IS NULL
              AND l.phone_number = s.phone_number
              AND l.campaign_id = :campaign
            """;

    private static final String SKIP_DO_NOT_CALL = """
            UPDATE staged_rows AS s
            SET verdict = 'skipped',
                code = :code,
                error = CASE WHEN listed.by_company THEN :by_company ELSE :by_campaign END
            FROM (SELECT phone_number, bool_or(campaign_id IS NULL) AS by_company
                  FROM do_not_call_entries
                  WHERE (campaign_id IS NULL OR campaign_id = :campaign)
                    AND (expires_at IS NULL OR expires_at > :now)
                    AND phone_number = ANY (ARRAY(SELECT phone_number FROM staged_rows WHERE verdict IS NULL))
                  GROUP BY phone_number) AS listed
            WHERE s.verdict IS NULL
              AND listed.phone_number = s.phone_number
            """;

    /// What stands in braces is one of the fixed conditions of [DuplicateScope].
    private static final String SKIP_NUMBERS_ELSEWHERE = """
            UPDATE staged_rows AS s
            SET verdict = 'skipped',
                code = :code,
                error = :error || ' ' || c.campaign_id
            FROM leads AS l
            JOIN campaigns AS c ON c.id = l.campaign_id
            WHERE s.verdict IS NULL
              AND l.phone_number = s.phone_number
              AND l.campaign_id <> :campaign
              AND {scope}
            """;

    private static final String SKIP_REPEATED = """
            UPDATE staged_rows AS s
            SET verdict = 'skipped',
                code = :code,
                error = :error
            FROM (SELECT row_number, row_number() OVER (PARTITION BY phone_number ORDER BY row_number) AS occurrence
                  FROM staged_rows
                  WHERE verdict IS NULL) AS n
            WHERE n.row_number = s.row_number
              AND n.occurrence > 1
            """;

    private static final String ADD_LEADS = """
            INSERT INTO leads (campaign_id, phone_number, customer_name, city, segment, customer_segment,
                               last_order_date, follow_up_date, max_attempts, priority, time_zone, due_at, metadata,
                               import_log_id, created_at, updated_at)
            SELECT :campaign, phone_number, customer_name, city, :segment, customer_segment,
                   last_order_date, follow_up_date, max_attempts, priority, time_zone, :due, metadata,
                   :log, :now, :now
            FROM staged_rows
            WHERE verdict IS NULL
            ORDER BY row_number
            """;

    private static final String KEEP_REJECTED = """
            INSERT INTO import_rejects (import_log_id, row_number, number, code, error, suggestion, cells)
            SELECT :log, row_number, number, code, error, coalesce(suggestion, ''),
                   string_to_array(cells, chr(31))
            FROM staged_rows
            WHERE verdict IS NOT NULL
            ORDER BY row_number
            """;

    /// Somebody may add a number by hand between our looking and our adding; hardly so often in a row.
    private static final int TRIES = 10;

    private final Database database;

    StagedRows(Database database) {
        this.database = database;
    }

    /// What is the same for all chunks of an import.
    ///
    /// @param campaignHasLeads whether the campaign had leads before this file
    /// @param now the moment of the import, the same for all its leads
    record Merging(OpenImport open, boolean campaignHasLeads, Instant now) {}

    Merging begin(OpenImport open, boolean campaignHasLeads, Instant now) {
        database.sql(CREATE).update();
        // else leads that are few are read as a whole for each chunk; what is asked for is in memory anyway
        database.sql("SET LOCAL random_page_cost = 1.1").update();
        return new Merging(open, campaignHasLeads, now);
    }

    /// @param due when the leads of this chunk may be called first
    ImportCounts merge(RowChunk chunk, Merging merging, Instant due) {
        database.sql("TRUNCATE staged_rows").update();
        database.copy(COPY, chunk.rows());
        int skipped = chunk.repeated() + skipUnwanted(chunk, merging);
        int tries = 1;
        int added = tryToAdd(merging, due);
        while (added < 0) {
            if (tries++ == TRIES) {
                throw new IllegalStateException("others keep adding the same numbers to the campaign");
            }
            skipped += skipNumbersOfCampaign(merging.open());
            added = tryToAdd(merging, due);
        }
        if (chunk.rejected() + skipped > 0) {
            database.sql(KEEP_REJECTED).with("log", merging.open().log()).update();
        }
        return new ImportCounts(added, chunk.rejected(), skipped);
    }

    private int skipUnwanted(RowChunk chunk, Merging merging) {
        int skipped = 0;
        if (!chunk.repeatsMarked()) {
            skipped += skip(SKIP_REPEATED, RowProblem.DUPLICATE_NUMBER).update();
        }
        if (merging.campaignHasLeads || !chunk.repeatsMarked()) {
            skipped += skipNumbersOfCampaign(merging.open());
        }
        skipped += database.sql(SKIP_DO_NOT_CALL)
                .with("code", RowProblem.ON_COMPANY_LIST.code())
                .with("by_company", RowProblem.ON_COMPANY_LIST.message())
                .with("by_campaign", RowProblem.ON_CAMPAIGN_LIST.message())
                .with("campaign", merging.open().campaign().id())
                .with("now", merging.now)
                .update();
        return skipped + skipNumbersElsewhere(merging);
    }

    private int skipNumbersOfCampaign(OpenImport open) {
        return skip(SKIP_NUMBERS_OF_CAMPAIGN, RowProblem.DUPLICATE_NUMBER)
                .with("campaign", open.campaign().id())
                .update();
    }

    private int skipNumbersElsewhere(Merging merging) {
        DuplicateScope scope = merging.open().order().duplicates();
        if (!scope.countsOthers()) {
            return 0;
        }
        return skip(SKIP_NUMBERS_ELSEWHERE.replace("{scope}", scope.condition()), RowProblem.IN_OTHER_CAMPAIGN)
                .with("campaign", merging.open().campaign().id())
                .with("since", scope.since(merging.now))
                .update();
    }

    private Sql skip(String statement, RowProblem problem) {
        return database.sql(statement).with("code", problem.code()).with("error", problem.message());
    }

    /// @return how many leads were added, or -1 when somebody has just added one of the numbers
    private int tryToAdd(Merging merging, Instant due) {
        OpenImport open = merging.open();
        database.sql("SAVEPOINT before_leads").update();
        try {
            int added = database.sql(ADD_LEADS)
                    .with("campaign", open.campaign().id())
                    .with("segment", open.campaign().segment())
                    .with("log", open.log())
                    .with("due", due)
                    .with("now", merging.now)
                    .update();
            database.sql("RELEASE SAVEPOINT before_leads").update();
            return added;
        } catch (DatabaseException.UniqueViolation e) {
            // looked at again, the number is found and skipped
            database.sql("ROLLBACK TO SAVEPOINT before_leads").update();
            return -1;
        } catch (DatabaseException.StillReferenced e) {
            throw ImportCampaigns.deleted(open.campaign());
        }
    }
}
