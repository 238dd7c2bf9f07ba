package org.voiceorchestrator.leadimport;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What became of a file's rows. Blank rows are none.
record ImportCounts(long successful, long failed, long skipped) {
    static final ImportCounts NONE = new ImportCounts(0, 0, 0);

    ImportCounts plus(ImportCounts more) {
        return new ImportCounts(successful + more.successful, failed + more.failed, skipped + more.skipped);
    }

    long total() {
        return successful + failed + skipped;
    }

    ImportStatus status() {
        if (successful == 0) {
            return ImportStatus.FAILED;
        }
        return failed + skipped == 0 ? ImportStatus.COMPLETED : ImportStatus.PARTIAL;
    }

    String summary() {
        return "Processed %d rows. Successful: %d, Failed: %d, Skipped: %d"
                .formatted(total(), successful, failed, skipped);
    }

    /// Per cent with two decimals.
    double successRate() {
        return total() == 0
                ? 0
                : BigDecimal.valueOf(successful * 100)
                        .divide(BigDecimal.valueOf(total()), 2, RoundingMode.HALF_UP)
                        .doubleValue();
    }
}
