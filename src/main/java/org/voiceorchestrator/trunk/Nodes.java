package org.voiceorchestrator.trunk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.CountedList;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.http.RuleViolation;

/// The nodes.
@Singleton
public final class Nodes {
    private static final String SELECT = """
            SELECT t.id, t.name, t.host, t.port, t.password_variable, t.lines, t.calls_per_second, t.is_active, t.created_at, t.updated_at
            FROM nodes AS t
            """;

    private final Database database;
    private final SwitchLinks links;

    Nodes(Database database, SwitchLinks links) {
        this.database = database;
        this.links = links;
    }

    /// Those that are dialed over.
    public List<Node> active() {
        return database.sql(SELECT + "WHERE t.is_active ORDER BY t.id").list(Nodes::node);
    }

    /// Those that are to be talked to: dialed over, or with calls or agents' lines that are not over.
    public List<Node> inUse() {
        return database.sql(SELECT + """
                        WHERE t.is_active
                           OR EXISTS (SELECT FROM call_logs AS c WHERE c.node_id = t.id AND c.ended_at IS NULL)
                           OR EXISTS (SELECT FROM agent_lines AS n WHERE n.node_id = t.id)
                        ORDER BY t.id
                        """).list(Nodes::node);
    }

    public Optional<Node> find(long id) {
        return database.sql(SELECT + "WHERE t.id = :id").with("id", id).first(this::nodeWithLinks);
    }

    Page<Node> list(ListRequest request) {
        return new CountedList<>(database, SELECT, this::nodeWithLinks, Nodes::orderedField)
                .page(request, NamedThings.conditions(request));
    }

    /// @return the new id
    long add(NodeDraft draft, Instant now) {
        return database.sql("""
                        INSERT INTO nodes (name, host, port, password_variable, lines, calls_per_second, is_active,
                            created_at, updated_at)
                        VALUES (:name, :host, :port, :password_variable, :lines, :calls_per_second, :is_active,
                            :now, :now)
                        RETURNING id
                        """).with(values(draft)).with("now", now).one(row -> row.bigint("id"));
    }

    void change(long id, NodeDraft draft, Instant now) {
        database.sql("""
                        UPDATE nodes
                        SET name = :name,
                            host = :host,
                            port = :port,
                            password_variable = :password_variable,
                            lines = :lines,
                            calls_per_second = :calls_per_second,
                            is_active = :is_active,
                            updated_at = :now
                        WHERE id = :id
                        """).with("id", id).with(values(draft)).with("now", now).update();
    }

    /// @throws org.voiceorchestrator.database.DatabaseException.StillReferenced when others name it
    /// @throws RuleViolation 409 when it has calls
    void delete(long id) {
        boolean busy = database.sql(
                        "SELECT EXISTS (SELECT FROM call_logs WHERE node_id = :id AND ended_at IS NULL) AS busy")
                .with("id", id)
                .one(row -> row.bool("busy"));
        if (busy) {
            throw RuleViolation.conflict(
                    "The node has calls; set is_active to false, and delete it when they are over.");
        }
        database.sql("DELETE FROM nodes WHERE id = :id").with("id", id).update();
    }

    private static Object orderedField(Node one, String field) {
        return switch (field) {
            case "created_at" -> one.createdAt();
            case "name" -> one.name();
            case "id" -> one.id();
            default -> throw new IllegalArgumentException("nodes are not ordered by " + field);
        };
    }

    private static Map<String, @Nullable Object> values(NodeDraft draft) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", draft.name());
        values.put("host", draft.host());
        values.put("port", draft.port());
        values.put("password_variable", draft.passwordVariable());
        values.put("lines", draft.lines());
        values.put("calls_per_second", draft.callsPerSecond());
        values.put("is_active", draft.isActive());
        return values;
    }

    private Node nodeWithLinks(Row row) {
        Node node = node(row);
        return node.with(links.of(node.id()));
    }

    private static Node node(Row row) {
        return new Node(
                row.bigint("id"),
                row.text("name"),
                row.text("host"),
                row.integer("port"),
                row.text("password_variable"),
                row.integerOrNull("lines"),
                row.integerOrNull("calls_per_second"),
                row.bool("is_active"),
                row.instant("created_at"),
                row.instant("updated_at"),
                List.of());
    }
}
