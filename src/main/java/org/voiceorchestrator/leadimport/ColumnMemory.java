package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceorchestrator.database.Database;

/// What people have said the columns of their files hold, so that they need not say it again for the next file. Each
/// remembers for himself: two may mean different things by "contact".
@Singleton
final class ColumnMemory {
    private static final int MOST_COLUMNS = 1000;

    private static final String REMEMBER = """
            INSERT INTO import_mappings (username, column_name, target, used_at)
            SELECT :username, column_name, target, :now
            FROM unnest(:columns::text[], :targets::text[]) AS said (column_name, target)
            ON CONFLICT (username, column_name) DO UPDATE
            SET target = excluded.target,
                used_at = excluded.used_at
            """;

    private static final String RECALL = """
            SELECT column_name, target
            FROM import_mappings
            WHERE username = :username
            ORDER BY used_at DESC, column_name
            LIMIT :most
            """;

    private final Database database;

    ColumnMemory(Database database) {
        this.database = database;
    }

    /// @param targets by column names, as [ColumnMapping#toRemember()] gives them; what was said before of the same
    ///     name, written in whatever way, is forgotten
    void remember(String username, Map<String, String> targets, Instant now) {
        Map<String, String> said = new LinkedHashMap<>();
        targets.forEach((name, target) -> said.put(ColumnNames.normal(name), target));
        // all in one order: two who speak at once must not wait for each other in a circle
        List<Map.Entry<String, String>> ordered = said.entrySet().stream()
                .filter(column -> !column.getKey().isEmpty())
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
        database.sql(REMEMBER)
                .with("username", username)
                .with("columns", ordered.stream().map(Map.Entry::getKey).toList())
                .with("targets", ordered.stream().map(Map.Entry::getValue).toList())
                .with("now", now)
                .update();
    }

    /// Targets by column names.
    Map<String, String> recall(String username) {
        Map<String, String> targets = new LinkedHashMap<>();
        database.sql(RECALL)
                .with("username", username)
                .with("most", MOST_COLUMNS)
                .list(row -> Map.entry(row.text("column_name"), row.text("target")))
                .forEach(column -> targets.put(column.getKey(), column.getValue()));
        return targets;
    }
}
