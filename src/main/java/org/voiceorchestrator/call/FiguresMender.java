package org.voiceorchestrator.call;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Database;

/// Makes the figures equal to what they count. Nothing that they count is changed.
@Singleton
public final class FiguresMender {
    /// Who changes leads or calls adds to the figures in the same transaction: those who have, are waited for; those
    /// who want to, wait. What they have changed meanwhile is not seen here, and added by them afterwards.
    private static final String HOLD_ALL_FIGURES =
            Figures.ALL.stream().map(Figures::table).collect(Collectors.joining(", ", "LOCK TABLE ", ""))
                    + " IN SHARE ROW EXCLUSIVE MODE";

    private final Database database;

    FiguresMender(Database database) {
        this.database = database;
    }

    /// One transaction. While it counts (ten seconds or so of ten million calls) whoever changes leads or calls
    /// waits.
    ///
    /// @return what was wrong, a line each, with what was added; none: all was right
    public List<String> mend() {
        return database.inTransaction(() -> {
            database.sql(HOLD_ALL_FIGURES).update();
            return Figures.ALL.stream()
                    .flatMap(figures -> database.sql(figures.mend()).list(row -> row.text("change")).stream())
                    .toList();
        });
    }
}
