package org.voiceorchestrator.leadimport;

import java.util.List;
import java.util.Set;

/// The columns that a download of rejected rows adds to a file's own; a mended file is uploaded with them.
final class CsvHeader {
    /// What the download writes.
    static final List<String> REJECT_COLUMNS = List.of("import_row", "import_code", "import_error");

    /// What is passed over when it is read.
    static final Set<String> ADDED = Set.of("import_row", "import_code", "import_error", "import_suggestion");

    private CsvHeader() {}
}
