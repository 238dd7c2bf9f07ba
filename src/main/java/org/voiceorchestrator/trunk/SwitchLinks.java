package org.voiceorchestrator.trunk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// Which process is connected with which switch, for people.
@Singleton
public final class SwitchLinks {
    /// What has not changed is not written. A worker that was taken for dead in between says it with the next beat.
    private static final String TELL = """
            WITH gone AS (
                DELETE FROM switch_links
                WHERE worker_id = :worker
                  AND node_id <> ALL (:nodes::bigint[])
            )
            INSERT INTO switch_links AS l (worker_id, node_id, state, since, error)
            SELECT w.id, s.node_id, s.state, s.since, s.error
            FROM workers AS w
            CROSS JOIN unnest(:nodes::bigint[], :states::text[], :since::timestamptz[], :errors::text[])
                 AS s (node_id, state, since, error)
            WHERE w.id = :worker
            ON CONFLICT (worker_id, node_id) DO UPDATE
            SET state = excluded.state, since = excluded.since, error = excluded.error
            WHERE (l.state, l.since, l.error) IS DISTINCT FROM (excluded.state, excluded.since, excluded.error)
            """;

    private static final String OF = """
            SELECT split_part(w.host, ' ', 1) AS host, w.process_id, w.heartbeat_at, l.state, l.since, l.error
            FROM switch_links AS l
            JOIN workers AS w ON w.id = l.worker_id
            WHERE l.node_id = :node
            ORDER BY w.started_at, w.id
            """;

    /// Of the switches that take new calls.
    private static final String ALIVE = """
            SELECT l.node_id, coalesce(n.name, 'the switch in the settings') AS name, l.state, l.since, l.error
            FROM switch_links AS l
            JOIN workers AS w ON w.id = l.worker_id
            LEFT JOIN nodes AS n ON n.id = l.node_id
            WHERE w.heartbeat_at > :alive_since
              AND (l.node_id = 0 OR n.is_active)
            ORDER BY l.node_id, l.since
            """;

    private final Database database;

    SwitchLinks(Database database) {
        this.database = database;
    }

    /// What a process says of one switch.
    ///
    /// @param node 0 for the one in the settings
    public record Told(long node, SwitchLinkState state, Instant since, String error) {}

    /// @param all the switches that the process is to be connected with
    public void tell(UUID worker, List<Told> all) {
        database.sql(TELL)
                .with("worker", worker)
                .with("nodes", all.stream().map(Told::node).toList())
                .with("states", all.stream().map(Told::state).toList())
                .with("since", all.stream().map(Told::since).toList())
                .with("errors", all.stream().map(Told::error).toList())
                .update();
    }

    /// @param node 0 for the one in the settings
    List<SwitchLink> of(long node) {
        return database.sql(OF).with("node", node).list(SwitchLinks::link);
    }

    /// How a process that is there stands with a switch that calls may go over.
    ///
    /// @param name the switch's, for people
    public record Alive(long node, String name, SwitchLinkState state, Instant since, String error) {}

    /// @param aliveSince processes that were not heard of since then are gone
    public List<Alive> alive(Instant aliveSince) {
        return database.sql(ALIVE)
                .with("alive_since", aliveSince)
                .list(row -> new Alive(
                        row.bigint("node_id"),
                        row.text("name"),
                        row.constant("state", SwitchLinkState.class),
                        row.instant("since"),
                        row.text("error")));
    }

    private static SwitchLink link(Row row) {
        return new SwitchLink(
                row.text("host"),
                row.bigint("process_id"),
                row.instant("heartbeat_at"),
                row.constant("state", SwitchLinkState.class),
                row.instant("since"),
                row.text("error"));
    }
}
