package org.voiceorchestrator.leadimport;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.CopyText;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.lead.CustomerSegment;
import org.voiceorchestrator.phone.NumberZones;

/// The rows of a file, some thousand at a time, written as the database takes them. What is wrong with a row by
/// itself, and that its number stands in the file a second time, is known here.
final class RowChunks implements Iterator<RowChunk> {
    /// Unit Separator: what a row's cells are written with between them; see `cells` in [StagedRows].
    private static final char BETWEEN_CELLS = '\u001F';

    private static final int MOST_ROWS = 20_000;
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int LEAD_COLUMNS = 10;

    private final Iterator<RowResult> rows;
    private final NumberZones.Besides zones;
    private final SeenNumbers seen = new SeenNumbers();

    RowChunks(Iterator<RowResult> rows, NumberZones.Besides zones) {
        this.rows = rows;
        this.zones = zones;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public RowChunk next() {
        if (!rows.hasNext()) {
            throw new NoSuchElementException();
        }
        CopyText text = new CopyText(MOST_BYTES);
        int count = 0;
        int rejected = 0;
        int repeated = 0;
        while (rows.hasNext() && count < MOST_ROWS && text.size() < MOST_BYTES) {
            RowResult row = rows.next();
            count++;
            switch (row) {
                case RowResult.Rejected bad -> {
                    rejected++;
                    addRejected(text, bad);
                }
                case RowResult.Accepted good -> {
                    boolean again = seen.seen(good.lead().phone());
                    repeated += again ? 1 : 0;
                    addAccepted(text, good, again);
                }
            }
        }
        return new RowChunk(text, rejected, repeated, seen.isExact());
    }

    private static void addRejected(CopyText text, RowResult.Rejected row) {
        addWritten(text, row);
        text.add("rejected").add(row.code()).add(row.error()).add(row.suggestion());
        addNulls(text, LEAD_COLUMNS);
        text.endRow();
    }

    private void addAccepted(CopyText text, RowResult.Accepted row, boolean again) {
        addWritten(text, row);
        if (again) {
            RowProblem problem = RowProblem.DUPLICATE_NUMBER;
            text.add("skipped").add(problem.code()).add(problem.message()).add((String) null);
        } else {
            addNulls(text, 4);
        }
        LeadRow lead = row.lead();
        CustomerSegment segment = lead.customerSegment();
        text.add(lead.phone().digits())
                .add(lead.name())
                .add(lead.city())
                .add(lead.maxAttempts())
                .add(segment == null ? "" : Names.of(segment))
                .add(date(lead.lastOrderDate()))
                .add(date(lead.followUpDate()))
                .add(lead.priority())
                .add(zones.of(lead.phone(), lead.city()))
                .add(lead.metadataJson());
        text.endRow();
    }

    private static void addNulls(CopyText text, int count) {
        for (int i = 0; i < count; i++) {
            text.add((String) null);
        }
    }

    private static void addWritten(CopyText text, RowResult row) {
        text.add(row.row()).add(row.number()).add(written(row));
    }

    private static String written(RowResult row) {
        StringBuilder cells = new StringBuilder();
        for (String cell : row.cells()) {
            cells.append(cell.replace(BETWEEN_CELLS, ' ')).append(BETWEEN_CELLS);
        }
        cells.setLength(Math.max(0, cells.length() - 1));
        return cells.toString();
    }

    private static @Nullable String date(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
