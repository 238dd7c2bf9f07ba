package org.voiceorchestrator.trunk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.CountedList;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;

/// The trunks.
@Singleton
public final class Trunks {
    private static final String SELECT = """
            SELECT t.id, t.name, t.gateway, t.node_id, t.lines, t.calls_per_second, t.prefix, t.strip, t.caller_id, t.weight, t.priority, t.is_active, t.created_at, t.updated_at
            FROM trunks AS t
            """;

    private final Database database;

    Trunks(Database database) {
        this.database = database;
    }

    /// Those that calls may go over: active, as are their nodes, by priority. Where the table has none at all, the one
    /// in the settings.
    public List<Trunk> inUse(Trunk configured) {
        return inUse(
                configured,
                Set.copyOf(database.sql("SELECT id FROM nodes WHERE is_active").list(row -> row.bigint("id"))));
    }

    /// @param nodes the active ones
    public List<Trunk> inUse(Trunk configured, Set<Long> nodes) {
        List<Trunk> all = database.sql(SELECT + "ORDER BY t.priority, t.id").list(Trunks::trunk);
        return all.isEmpty()
                ? List.of(configured)
                : all.stream()
                        .filter(trunk -> trunk.isActive() && (trunk.node() == null || nodes.contains(trunk.node())))
                        .toList();
    }

    boolean hasNode(long id) {
        return database.sql("SELECT EXISTS (SELECT FROM nodes WHERE id = :id) AS found")
                .with("id", id)
                .one(row -> row.bool("found"));
    }

    public Optional<Trunk> find(long id) {
        return database.sql(SELECT + "WHERE t.id = :id").with("id", id).first(Trunks::trunk);
    }

    Page<Trunk> list(ListRequest request) {
        return new CountedList<>(database, SELECT, Trunks::trunk, Trunks::orderedField)
                .page(request, NamedThings.conditions(request));
    }

    /// @return the new id
    long add(TrunkDraft draft, Instant now) {
        return database.sql("""
                        INSERT INTO trunks (name, gateway, node_id, lines, calls_per_second, prefix, strip, caller_id, weight, priority, is_active,
                            created_at, updated_at)
                        VALUES (:name, :gateway, :node_id::bigint, :lines, :calls_per_second, :prefix, :strip, :caller_id, :weight, :priority, :is_active,
                            :now, :now)
                        RETURNING id
                        """).with(values(draft)).with("now", now).one(row -> row.bigint("id"));
    }

    void change(long id, TrunkDraft draft, Instant now) {
        database.sql("""
                        UPDATE trunks
                        SET name = :name,
                            gateway = :gateway,
                            node_id = :node_id::bigint,
                            lines = :lines,
                            calls_per_second = :calls_per_second,
                            prefix = :prefix,
                            strip = :strip,
                            caller_id = :caller_id,
                            weight = :weight,
                            priority = :priority,
                            is_active = :is_active,
                            updated_at = :now
                        WHERE id = :id
                        """).with("id", id).with(values(draft)).with("now", now).update();
    }

    /// @throws org.voiceorchestrator.database.DatabaseException.StillReferenced when others name it
    void delete(long id) {
        database.sql("DELETE FROM trunks WHERE id = :id").with("id", id).update();
    }

    private static Object orderedField(Trunk one, String field) {
        return switch (field) {
            case "created_at" -> one.createdAt();
            case "name" -> one.name();
            case "id" -> one.id();
            default -> throw new IllegalArgumentException("trunks are not ordered by " + field);
        };
    }

    private static Map<String, @Nullable Object> values(TrunkDraft draft) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", draft.name());
        values.put("gateway", draft.gateway());
        values.put("node_id", draft.node());
        values.put("lines", draft.lines());
        values.put("calls_per_second", draft.callsPerSecond());
        values.put("prefix", draft.prefix());
        values.put("strip", draft.strip());
        values.put("caller_id", draft.callerId());
        values.put("weight", draft.weight());
        values.put("priority", draft.priority());
        values.put("is_active", draft.isActive());
        return values;
    }

    private static Trunk trunk(Row row) {
        return new Trunk(
                row.bigint("id"),
                row.text("name"),
                row.text("gateway"),
                row.bigintOrNull("node_id"),
                row.integer("lines"),
                row.integer("calls_per_second"),
                row.text("prefix"),
                row.integer("strip"),
                row.text("caller_id"),
                row.integer("weight"),
                row.integer("priority"),
                row.bool("is_active"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
