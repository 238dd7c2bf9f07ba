package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;

/// What people have said the columns of their files mean, so that they need not say it again for the next file with
/// the same header. Each remembers for himself: two may mean different things by "contact".
@Singleton
final class ColumnMemory {
    private static final String REMEMBER = """
            INSERT INTO import_mappings (username, header_key, mapping, used_at)
            VALUES (:username, :header, :mapping::jsonb, :now)
            ON CONFLICT (username, header_key) DO UPDATE
            SET mapping = excluded.mapping,
                used_at = excluded.used_at
            """;

    private static final String RECALL = """
            SELECT mapping
            FROM import_mappings
            WHERE username = :username
              AND header_key = :header
            """;

    private final Database database;
    private final Json json;

    ColumnMemory(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// @param mapping column name to field, in the place of whatever was remembered for this header
    void remember(String username, List<String> header, Map<String, String> mapping, Instant now) {
        database.sql(REMEMBER)
                .with("username", username)
                .with("header", key(header))
                .with("mapping", json.write(mapping))
                .with("now", now)
                .update();
    }

    Optional<Map<String, String>> recall(String username, List<String> header) {
        return database.sql(RECALL)
                .with("username", username)
                .with("header", key(header))
                .first(row -> json.read(row, "mapping").entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue()))));
    }

    /// The same for names that differ in letter case and blanks only.
    static String key(List<String> header) {
        String names = header.stream()
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFKC)
                        .replaceAll("\\s+", " ")
                        .strip()
                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
