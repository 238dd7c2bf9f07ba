package org.voiceorchestrator.leadimport;

import java.util.List;

/// The columns that a download of rejected rows adds to a file's own; a mended file is uploaded with them.
final class CsvHeader {
    static final List<String> REJECT_COLUMNS =
            List.of("import_row", "import_code", "import_error", "import_suggestion");

    private CsvHeader() {}
}
