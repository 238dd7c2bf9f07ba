package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Database;

/// What is here already: agents, finished imports, and what earlier runs have made.
@Singleton
final class KnownThings {
    /// @param madeHere by a run of a migration
    record KnownAgent(long id, String extension, boolean madeHere) {}

    private static final String AGENT = """
            SELECT id, extension,
                   EXISTS (SELECT FROM migration_files AS f WHERE f.agent_id = a.id AND f.agent_created) AS made_here
            FROM agents AS a
            WHERE agent_id = :agent
            """;

    private static final String CAMPAIGN_MADE_HERE = """
            SELECT EXISTS (SELECT FROM migration_files WHERE campaign_id = :campaign AND campaign_created) AS made_here
            """;

    private static final String EXTENSIONS = """
            SELECT extension
            FROM agents
            """;

    /// The first one that brought leads; an import that brought none does no harm when it is done again.
    private static final String FINISHED_IMPORT = """
            SELECT id
            FROM import_logs
            WHERE campaign_id = :campaign
              AND sha256 = :sha256
              AND status IN ('completed', 'partial')
            ORDER BY id
            LIMIT 1
            """;

    private final Database database;

    KnownThings(Database database) {
        this.database = database;
    }

    Optional<KnownAgent> agent(String agentId) {
        return database.sql(AGENT)
                .with("agent", agentId)
                .first(row -> new KnownAgent(row.bigint("id"), row.text("extension"), row.bool("made_here")));
    }

    boolean campaignMadeHere(long campaign) {
        return database.sql(CAMPAIGN_MADE_HERE).with("campaign", campaign).one(row -> row.bool("made_here"));
    }

    Set<String> extensions() {
        return database.sql(EXTENSIONS).list(row -> row.text("extension")).stream()
                .collect(Collectors.toSet());
    }

    /// @return the id of the log of an import of these bytes into this campaign
    Optional<Long> finishedImport(long campaign, String sha256) {
        return database.sql(FINISHED_IMPORT)
                .with("campaign", campaign)
                .with("sha256", sha256)
                .first(row -> row.bigint("id"));
    }
}
