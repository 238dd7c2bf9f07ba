package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.CopyRows;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.lead.CustomerSegment;

/// The rows of a file on their way into the leads: copied into a table of this transaction's own, then merged with one
/// statement. Everything here belongs into one transaction.
@Singleton
final class StagedRows {
    /// The lead's id is drawn while the file is copied, so that leads have the order of the file whatever the order in
    /// which they are merged.
    private static final String CREATE = """
            CREATE TEMPORARY TABLE staged_rows (
                lead_id          bigint NOT NULL DEFAULT nextval(pg_get_serial_sequence('leads', 'id')),
                row_number       bigint NOT NULL,
                number           text   NOT NULL,
                cells            text[] NOT NULL,
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
            COPY staged_rows (row_number, number, cells, code, error, phone_number, customer_name, city, max_attempts,
                              customer_segment, last_order_date, follow_up_date, metadata)
            FROM STDIN
            """;

    /// From phone_number on.
    private static final int LEAD_COLUMNS = 8;

    private static final String REJECT = """
            INSERT INTO import_rejects (import_log_id, row_number, number, code, error, cells)
            SELECT :log, row_number, number, code, error, cells
            FROM staged_rows
            WHERE code IS NOT NULL
            ORDER BY row_number
            """;

    /// Of several rows with one number the first becomes the lead. Phone order is the order of the unique index: new
    /// entries fall into its pages one after another.
    private static final String MERGE = """
            WITH first_rows AS MATERIALIZED (
                SELECT DISTINCT ON (phone_number) *
                FROM staged_rows
                WHERE code IS NULL
                ORDER BY phone_number, row_number
            ), added AS (
                INSERT INTO leads (id, campaign_id, phone_number, customer_name, city, segment, customer_segment,
                                   last_order_date, follow_up_date, max_attempts, due_at, metadata, import_log_id,
                                   created_at, updated_at)
                SELECT lead_id, :campaign, phone_number, customer_name, city, :segment, customer_segment,
                       last_order_date, follow_up_date, max_attempts, :now, metadata, :log,
                       :now, :now
                FROM first_rows
                ORDER BY phone_number
                ON CONFLICT (phone_number, campaign_id) DO NOTHING
                RETURNING id
            ), skipped AS (
                INSERT INTO import_rejects (import_log_id, row_number, number, code, error, cells)
                SELECT :log, row_number, number, :code, :error, cells
                FROM staged_rows
                WHERE code IS NULL
                  AND NOT EXISTS (SELECT FROM added WHERE added.id = staged_rows.lead_id)
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM added) AS added, (SELECT count(*) FROM skipped) AS skipped
            """;

    private final Database database;

    StagedRows(Database database) {
        this.database = database;
    }

    /// @throws Database.SourceBroken when the rows cannot be read to their end
    void copy(Iterator<RowResult> rows) {
        database.sql(CREATE).update();
        database.copy(COPY, copy -> {
            try {
                rows.forEachRemaining(row -> add(copy, row));
            } catch (UncheckedIOException e) {
                throw new Database.SourceBroken("the lead file cannot be read", Objects.requireNonNull(e.getCause()));
            }
        });
        // the planner knows nothing of a table this young, and would join a million rows in a loop
        database.sql("ANALYZE staged_rows").update();
    }

    ImportCounts merge(long log, ImportCampaigns.Target campaign, Instant now) {
        int rejected = database.sql(REJECT).with("log", log).update();
        return database.sql(MERGE)
                .with("campaign", campaign.id())
                .with("segment", campaign.segment())
                .with("log", log)
                .with("now", now)
                .with("code", RowProblem.DUPLICATE_NUMBER.code())
                .with("error", RowProblem.DUPLICATE_NUMBER.message())
                .one(row -> new ImportCounts(row.bigint("added"), rejected, row.bigint("skipped")));
    }

    private void add(CopyRows copy, RowResult row) {
        copy.add(row.row()).add(row.number()).add(row.cells());
        switch (row) {
            case RowResult.Accepted accepted -> addLead(copy, accepted.lead());
            case RowResult.Rejected rejected -> {
                copy.add(rejected.code()).add(rejected.error());
                for (int i = 0; i < LEAD_COLUMNS; i++) {
                    copy.add((String) null);
                }
            }
        }
        copy.endRow();
    }

    private void addLead(CopyRows copy, LeadRow lead) {
        CustomerSegment segment = lead.customerSegment();
        copy.add((String) null)
                .add((String) null)
                .add(lead.phone().digits())
                .add(lead.name())
                .add(lead.city())
                .add(lead.maxAttempts())
                .add(segment == null ? "" : Names.of(segment))
                .add(text(lead.lastOrderDate()))
                .add(text(lead.followUpDate()))
                .add(lead.metadataJson());
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
