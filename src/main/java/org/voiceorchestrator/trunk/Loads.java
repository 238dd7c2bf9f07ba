package org.voiceorchestrator.trunk;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.trunk.TrunkRoom.Load;

/// What is on the trunks and on the switches; those that are not there have no calls.
///
/// @param trunks by their ids; 0: the one in the settings
/// @param nodes likewise
public record Loads(Map<Long, Load> trunks, Map<Long, Load> nodes) {
    private static final String COUNTED = """
            SELECT trunk, node, sum(live)::integer AS live, sum(begun)::integer AS begun
            FROM (SELECT coalesce(trunk_id, 0) AS trunk, coalesce(node_id, 0) AS node, count(*) AS live, 0 AS begun
                  FROM call_logs
                  WHERE ended_at IS NULL
                  GROUP BY 1, 2
                  UNION ALL
                  SELECT coalesce(trunk_id, 0), coalesce(node_id, 0), 0, count(*)
                  FROM call_logs
                  -- a range, which the planner takes for a small part of the log whatever the second is
                  WHERE initiated_at > :a_second_ago AND initiated_at < 'infinity'
                  GROUP BY 1, 2) AS counted
            GROUP BY trunk, node
            """;

    /// Counted from the call log, within its transaction.
    public static Loads counted(Database database, Instant now) {
        Loads loads = new Loads(new HashMap<>(), new HashMap<>());
        database.sql(COUNTED).with("a_second_ago", now.minusSeconds(1)).list(row -> {
            Load load = new Load(row.integer("live"), row.integer("begun"));
            loads.trunks.merge(row.bigint("trunk"), load, Load::plus);
            return loads.nodes.merge(row.bigint("node"), load, Load::plus);
        });
        return loads;
    }
}
