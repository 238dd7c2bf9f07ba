package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Database;

/// The one switch at which agents' lines are, and so all customers of agents on lines: a switch joins its own legs
/// only. It stays where it is while there are lines, and goes to another switch only when that one is used no more, or
/// no process can reach it and its lines are given up.
@Singleton
final class LineHome {
    private static final String HOME = """
            SELECT coalesce(node_id, 0) AS node
            FROM agent_lines
            WHERE state <> 'ending'
              AND coalesce(node_id, 0) = ANY (:used)
            GROUP BY 1
            ORDER BY count(*) DESC, 1
            LIMIT 1
            """;

    /// Those of agents who take calls on a line, and of others maybe.
    private static final String CAMPAIGNS = """
            SELECT DISTINCT m.campaign_id AS id
            FROM campaign_agents AS m
            JOIN agents_on_lines AS w ON w.id = m.agent_id
            """;

    private static final String OF_AGENT = """
            SELECT coalesce(node_id, 0) AS node
            FROM agent_lines
            WHERE agent_id = :agent
              AND state = 'up'
            """;

    private final Database database;

    LineHome(Database database) {
        this.database = database;
    }

    /// Where lines are, or are to be rung from here.
    ///
    /// @param used the switches that calls may go over, whether they can be reached from here or not
    /// @param ready those of them that can
    /// @return empty where lines are at a switch that cannot, or none can
    Optional<Long> from(Collection<Long> used, Collection<Long> ready) {
        Optional<Long> home = database.sql(HOME).with("used", Set.copyOf(used)).first(row -> row.bigint("node"));
        return home.isPresent()
                ? home.filter(ready::contains)
                : new TreeSet<>(ready).stream().findFirst();
    }

    /// Of the agent's line that is up.
    Optional<Long> ofAgent(long agent) {
        return database.sql(OF_AGENT).with("agent", agent).first(row -> row.bigint("node"));
    }

    /// The campaigns whose calls belong there.
    Set<Long> campaigns() {
        List<Long> ids = database.sql(CAMPAIGNS).list(row -> row.bigint("id"));
        return ids.stream().collect(Collectors.toUnmodifiableSet());
    }
}
