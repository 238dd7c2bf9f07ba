package org.voiceorchestrator.trunk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.CountedList;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;

/// The caller ID pools.
@Singleton
public final class CallerIdPools {
    private static final String SELECT = """
            SELECT t.id, t.name, t.strategy, t.numbers, t.is_active, t.created_at, t.updated_at,
                   (SELECT count(*) FROM campaigns AS c WHERE c.caller_id_pool_id = t.id) AS campaigns
            FROM caller_id_pools AS t
            """;

    private final Database database;
    private final Json json;

    CallerIdPools(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// Those that active campaigns call with.
    public List<CallerIdPool> inUse() {
        return database.sql(SELECT + """
                        WHERE t.is_active
                          AND EXISTS (SELECT
                                      FROM campaigns AS c
                                      WHERE c.caller_id_pool_id = t.id
                                        AND c.status = 'active')
                        """).list(this::pool);
    }

    public Optional<CallerIdPool> find(long id) {
        return database.sql(SELECT + "WHERE t.id = :id").with("id", id).first(this::pool);
    }

    Page<CallerIdPool> list(ListRequest request) {
        return new CountedList<>(database, SELECT, this::pool, CallerIdPools::orderedField)
                .page(request, NamedThings.conditions(request));
    }

    /// @return the new id
    long add(CallerIdPoolDraft draft, Instant now) {
        return database.sql("""
                        INSERT INTO caller_id_pools (name, strategy, numbers, is_active,
                            created_at, updated_at)
                        VALUES (:name, :strategy, :numbers::jsonb, :is_active,
                            :now, :now)
                        RETURNING id
                        """).with(values(draft)).with("now", now).one(row -> row.bigint("id"));
    }

    void change(long id, CallerIdPoolDraft draft, Instant now) {
        database.sql("""
                        UPDATE caller_id_pools
                        SET name = :name,
                            strategy = :strategy,
                            numbers = :numbers::jsonb,
                            is_active = :is_active,
                            updated_at = :now
                        WHERE id = :id
                        """).with("id", id).with(values(draft)).with("now", now).update();
    }

    /// @throws org.voiceorchestrator.database.DatabaseException.StillReferenced when others name it
    void delete(long id) {
        database.sql("DELETE FROM caller_id_pools WHERE id = :id")
                .with("id", id)
                .update();
    }

    private static Object orderedField(CallerIdPool one, String field) {
        return switch (field) {
            case "created_at" -> one.createdAt();
            case "name" -> one.name();
            case "id" -> one.id();
            default -> throw new IllegalArgumentException("caller ID pools are not ordered by " + field);
        };
    }

    private Map<String, @Nullable Object> values(CallerIdPoolDraft draft) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", draft.name());
        values.put("strategy", draft.strategy());
        values.put("numbers", json.writeList(draft.numbers()));
        values.put("is_active", draft.isActive());
        return values;
    }

    private CallerIdPool pool(Row row) {
        return new CallerIdPool(
                row.bigint("id"),
                row.text("name"),
                row.constant("strategy", PoolStrategy.class),
                json.readList(row, "numbers", CallerId.class),
                row.bool("is_active"),
                row.bigint("campaigns"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
