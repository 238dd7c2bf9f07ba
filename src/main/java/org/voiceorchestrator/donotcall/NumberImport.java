package org.voiceorchestrator.donotcall;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.CopyRows;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException.StillReferenced;
import org.voiceorchestrator.donotcall.EntryWriter.Merged;
import org.voiceorchestrator.donotcall.ListChanges.Change;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;

/// A file of numbers comes onto the lists: its good rows in one transaction, or none.
@Singleton
final class NumberImport {
    private static final int ERRORS = 100;

    private static final String STAGE = """
            CREATE TEMPORARY TABLE staged_numbers (
                new_id       bigint NOT NULL DEFAULT nextval(pg_get_serial_sequence('do_not_call_entries', 'id')),
                row_number   bigint NOT NULL,
                phone_number text COLLATE "C" NOT NULL,
                campaign_id  bigint,
                reason       text NOT NULL,
                expires_at   timestamptz
            ) ON COMMIT DROP
            """;

    private static final String COPY = """
            COPY staged_numbers (row_number, phone_number, campaign_id, reason, expires_at)
            FROM STDIN
            """;

    /// Of several rows with one number the strictest counts, and of these the first.
    private static final String STAGED_WISHES = """
            WITH wishes AS (
                SELECT DISTINCT ON (phone_number, coalesce(campaign_id, 0))
                       phone_number, campaign_id, :source::text AS source, reason, expires_at,
                       :filename || ', row ' || row_number AS evidence, new_id
                FROM staged_numbers
                ORDER BY phone_number, coalesce(campaign_id, 0), expires_at DESC NULLS FIRST, row_number
            )
            """;

    private static final String HEED_STAGED = """
            SELECT heed_do_not_call(coalesce(array_agg(DISTINCT l.phone_number), '{}'), :now) AS changed
            FROM staged_numbers AS s
            JOIN leads AS l ON l.phone_number = s.phone_number
            WHERE l.status = 'pending'
            """;

    private static final String CAMPAIGNS = """
            SELECT id, campaign_id
            FROM campaigns
            """;

    private final Database database;
    private final ListChanges changes;
    private final EntryWriter writer;
    private final AnyCountry phones;
    private final Expiry expiry;

    NumberImport(Database database, ListChanges changes, EntryWriter writer, AnyCountry phones, Expiry expiry) {
        this.database = database;
        this.changes = changes;
        this.writer = writer;
        this.phones = phones;
        this.expiry = expiry;
    }

    /// What is imported, and what counts where a row says nothing.
    ///
    /// @param campaign null: the company's list
    record Order(
            String filename,
            @Nullable Long campaign,
            DoNotCallSource source,
            String reason,
            @Nullable Instant expiresAt,
            String by) {}

    /// A row that did not come onto a list.
    ///
    /// @param row as a spreadsheet shows it: the first line is 1
    /// @param number as it was written
    /// @param error for people
    /// @param code for programs; stable
    @Serdeable
    record RowError(long row, String number, String error, String code) {}

    /// What became of a file.
    ///
    /// @param totalRows all with anything in them, the header left out
    /// @param added numbers that were not on that list
    /// @param extended numbers that now stay longer
    /// @param unchanged rows whose number stood there as strictly, in the list or in the file
    /// @param failedRows rows that cannot be used; the others are on the lists
    /// @param stoppedLeads pending leads that are not called now
    /// @param errors the first 100 of the rows that failed
    /// @param errorsTruncated whether there are more than those
    @Serdeable
    record Report(
            String filename,
            long totalRows,
            long added,
            long extended,
            long unchanged,
            long failedRows,
            long stoppedLeads,
            List<RowError> errors,
            boolean errorsTruncated,
            String summary) {}

    /// @throws FieldErrors when the file is no list of numbers
    Report run(Order order, NumberFile file, Instant now) {
        NumberRows rows = new NumberRows(
                phones,
                expiry,
                campaigns(),
                new NumberRows.Defaults(order.campaign(), order.reason(), order.expiresAt(), now));
        Tally tally = new Tally();
        try {
            return changes.carryOut(
                    order.by(), now, () -> stage(file, rows, tally), change -> merge(order, tally, change));
        } catch (StillReferenced e) {
            throw RuleViolation.conflict("A campaign of this list has just been deleted; nothing was imported.");
        }
    }

    private Map<String, Long> campaigns() {
        Map<String, Long> ids = new HashMap<>();
        database.sql(CAMPAIGNS).list(row -> {
            ids.put(Long.toString(row.bigint("id")), row.bigint("id"));
            return ids.put(row.text("campaign_id"), row.bigint("id"));
        });
        return ids;
    }

    private void stage(NumberFile file, NumberRows rows, Tally tally) {
        database.sql(STAGE).update();
        database.copy(COPY, copy -> {
            try {
                NumberFile.Row row = firstWithContent(file);
                if (row == null) {
                    throw new FieldErrors("csv_file", "The file is empty");
                }
                if (takeHeader(rows, row)) {
                    row = firstWithContent(file);
                }
                for (; row != null; row = firstWithContent(file)) {
                    add(copy, row.number(), rows.read(row), tally);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        database.sql("ANALYZE staged_numbers").update();
    }

    private static boolean takeHeader(NumberRows rows, NumberFile.Row row) {
        try {
            return rows.takeHeader(row.cells());
        } catch (IllegalArgumentException e) {
            throw new FieldErrors("csv_file", String.valueOf(e.getMessage()));
        }
    }

    private static NumberFile.@Nullable Row firstWithContent(NumberFile file) throws IOException {
        NumberFile.Row row = file.next();
        while (row != null && row.isBlank()) {
            row = file.next();
        }
        return row;
    }

    private static void add(CopyRows copy, long row, NumberRows.Read read, Tally tally) {
        switch (read) {
            case NumberRows.Read.Good good -> {
                tally.good++;
                Long campaign = good.campaign();
                Instant expiresAt = good.expiresAt();
                copy.add(row)
                        .add(good.phone().digits())
                        .add(campaign == null ? null : Long.toString(campaign))
                        .add(good.reason())
                        .add(expiresAt == null ? null : expiresAt.toString())
                        .endRow();
            }
            case NumberRows.Read.Bad bad -> {
                tally.bad++;
                if (tally.errors.size() < ERRORS) {
                    tally.errors.add(new RowError(row, bad.number(), bad.error(), bad.code()));
                }
            }
        }
    }

    private Report merge(Order order, Tally tally, Change change) {
        Merged merged = writer.merge(
                STAGED_WISHES, Map.of("source", order.source(), "filename", order.filename()), false, change);
        long stopped = database.sql(HEED_STAGED).with("now", change.now()).one(row -> row.bigint("changed"));
        long unchanged = tally.good - merged.added() - merged.changed();
        return new Report(
                order.filename(),
                tally.good + tally.bad,
                merged.added(),
                merged.changed(),
                unchanged,
                tally.bad,
                stopped,
                tally.errors,
                tally.bad > tally.errors.size(),
                "Processed %d rows. Added: %d, Extended: %d, Unchanged: %d, Failed: %d"
                        .formatted(tally.good + tally.bad, merged.added(), merged.changed(), unchanged, tally.bad));
    }

    private static final class Tally {
        private final List<RowError> errors = new ArrayList<>();
        private long good;
        private long bad;
    }
}
