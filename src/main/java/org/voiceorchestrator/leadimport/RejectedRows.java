package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// All rows of an import that did not become leads, as a CSV with the file's own columns, so that it can be mended and
/// uploaded again. Written while it is sent: memory does not grow with it.
@Singleton
final class RejectedRows {
    private static final int PAGE = 1000;

    private static final String NEXT = """
            SELECT row_number, code, error, suggestion, cells
            FROM import_rejects
            WHERE import_log_id = :log
              AND row_number > :after
            ORDER BY row_number
            LIMIT :limit
            """;

    private final Database database;

    RejectedRows(Database database) {
        this.database = database;
    }

    InputStream csv(long log) {
        List<String> header = database.sql("SELECT header FROM import_logs WHERE id = :log")
                .with("log", log)
                .one(row -> row.texts("header"));
        return new Pages(log, header.size(), heading(header));
    }

    /// With a byte order mark: Excel takes a CSV without one for the local code page.
    private static String heading(List<String> header) {
        List<String> cells = new ArrayList<>(header);
        cells.addAll(CsvHeader.REJECT_COLUMNS);
        return "\uFEFF" + CsvLine.of(cells);
    }

    private final class Pages extends InputStream {
        private final long log;
        private final int columns;
        private byte[] page;
        private int position;
        private long last;

        Pages(long log, int columns, String heading) {
            this.log = log;
            this.columns = columns;
            this.page = heading.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            return hasMore() ? page[position++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int count = Math.min(length, page.length - position);
            System.arraycopy(page, position, target, offset, count);
            position += count;
            return count;
        }

        private boolean hasMore() {
            if (position == page.length) {
                List<String> lines = database.sql(NEXT)
                        .with("log", log)
                        .with("after", last)
                        .with("limit", PAGE)
                        .list(this::line);
                page = String.join("", lines).getBytes(StandardCharsets.UTF_8);
                position = 0;
            }
            return page.length > 0;
        }

        /// What stood behind the last column of the file stays behind ours.
        private String line(Row row) {
            last = row.bigint("row_number");
            List<String> cells = new ArrayList<>(row.texts("cells"));
            while (cells.size() < columns) {
                cells.add("");
            }
            cells.addAll(
                    columns, List.of(Long.toString(last), row.text("code"), row.text("error"), row.text("suggestion")));
            return CsvLine.of(cells);
        }
    }
}
