package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException;

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
                phone_number     text,
                customer_name    text,
                city             text,
                max_attempts     integer,
                customer_segment text,
                last_order_date  date,
                follow_up_date   date,
                metadata         jsonb
            ) ON COMMIT DROP
            """;

    private static final String COPY = """
            COPY staged_rows (row_number, number, cells, verdict, code, error, phone_number, customer_name, city,
                              max_attempts, customer_segment, last_order_date, follow_up_date, metadata)
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
                               last_order_date, follow_up_date, max_attempts, due_at, metadata, import_log_id,
                               created_at, updated_at)
            SELECT :campaign, phone_number, customer_name, city, :segment, customer_segment,
                   last_order_date, follow_up_date, max_attempts, :due, metadata, :log,
                   :now, :now
            FROM staged_rows
            WHERE verdict IS NULL
            ORDER BY row_number
            """;

    private static final String KEEP_REJECTED = """
            INSERT INTO import_rejects (import_log_id, row_number, number, code, error, cells)
            SELECT :log, row_number, number, code, error, string_to_array(cells, chr(31))
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

    void create() {
        database.sql(CREATE).update();
    }

    /// @param campaignHasLeads whether the campaign had leads before this file, or may have got some since
    /// @param now the moment of the import, the same for all its leads
    /// @param due when the leads of this chunk may be called first
    ImportCounts merge(RowChunk chunk, OpenImport open, boolean campaignHasLeads, Instant now, Instant due) {
        database.sql("TRUNCATE staged_rows").update();
        database.copy(COPY, chunk.rows());
        int repeated = chunk.repeated();
        boolean mayBeThere = campaignHasLeads;
        if (!chunk.repeatsMarked()) {
            repeated += skip(SKIP_REPEATED, Map.of());
            mayBeThere = true;
        }
        int skipped = repeated + (mayBeThere ? skipThoseOf(open) : 0);
        int tries = 1;
        int added = tryToAdd(open, now, due);
        while (added < 0) {
            if (tries++ == TRIES) {
                throw new IllegalStateException("others keep adding the same numbers to the campaign");
            }
            skipped += skipThoseOf(open);
            added = tryToAdd(open, now, due);
        }
        if (chunk.rejected() + skipped > 0) {
            database.sql(KEEP_REJECTED).with("log", open.log()).update();
        }
        return new ImportCounts(added, chunk.rejected(), skipped);
    }

    private int skipThoseOf(OpenImport open) {
        return skip(SKIP_NUMBERS_OF_CAMPAIGN, Map.of("campaign", open.campaign().id()));
    }

    private int skip(String statement, Map<String, @Nullable Object> values) {
        return database.sql(statement)
                .with(values)
                .with("code", RowProblem.DUPLICATE_NUMBER.code())
                .with("error", RowProblem.DUPLICATE_NUMBER.message())
                .update();
    }

    /// @return how many leads were added, or -1 when somebody has just added one of the numbers
    private int tryToAdd(OpenImport open, Instant now, Instant due) {
        database.sql("SAVEPOINT before_leads").update();
        try {
            int added = database.sql(ADD_LEADS)
                    .with("campaign", open.campaign().id())
                    .with("segment", open.campaign().segment())
                    .with("log", open.log())
                    .with("due", due)
                    .with("now", now)
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
