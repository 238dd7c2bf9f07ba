package org.voiceorchestrator.leadimport;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The rows of a file on their way through a preview: the first of them are kept, the bad ones counted, the good ones
/// passed on.
final class PreviewedRows {
    private static final int KEPT = 20;

    private final Iterator<RowResult> rows;
    private final List<RowResult> first = new ArrayList<>();
    private final Map<String, Long> invalidByReason = new TreeMap<>();

    PreviewedRows(Iterator<RowResult> rows) {
        this.rows = rows;
    }

    void pass(Consumer<RowResult.Accepted> good) {
        while (rows.hasNext()) {
            RowResult row = rows.next();
            if (first.size() < KEPT) {
                first.add(row);
            }
            switch (row) {
                case RowResult.Accepted accepted -> good.accept(accepted);
                case RowResult.Rejected rejected -> invalidByReason.merge(rejected.code(), 1L, Long::sum);
            }
        }
    }

    List<RowResult> first() {
        return first;
    }

    Map<String, Long> invalidByReason() {
        return invalidByReason;
    }

    long invalid() {
        return invalidByReason.values().stream().mapToLong(Long::longValue).sum();
    }
}
