package org.voiceorchestrator.migration;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What becomes of the rows of a file. Blank rows are none.
///
/// @param imported that became leads
/// @param duplicates whose number the file has further up, or the campaign has already
/// @param rejected that are no good, or whose number is on a do-not-call list
/// @param reasons of those that did not become leads, by code
@Serdeable
public record RowCounts(long rows, long imported, long duplicates, long rejected, Map<String, Long> reasons) {
    /// The code of rows that a do-not-call list keeps out.
    static final String DO_NOT_CALL = "do_not_call";

    static final RowCounts NONE = new RowCounts(0, 0, 0, 0, Map.of());

    public RowCounts {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    boolean addUp() {
        return rows == imported + duplicates + rejected;
    }

    RowCounts plus(RowCounts more) {
        Map<String, Long> all = new TreeMap<>(reasons);
        more.reasons.forEach((code, count) -> all.merge(code, count, Long::sum));
        return new RowCounts(
                rows + more.rows,
                imported + more.imported,
                duplicates + more.duplicates,
                rejected + more.rejected,
                all);
    }
}
