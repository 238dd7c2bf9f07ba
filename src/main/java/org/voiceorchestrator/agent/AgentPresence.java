package org.voiceorchestrator.agent;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.security.Audit;

/// Which agents' desktops are heard of, and what becomes of those that are not.
@Singleton
public final class AgentPresence {
    static final String REASON = "not heard of for 10 minutes";

    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final Duration REMEMBERED_EVERY = Duration.ofMinutes(1);

    private final Map<Long, Instant> remembered = new ConcurrentHashMap<>();
    private final Database database;
    private final Audit audit;

    AgentPresence(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// An agent's desktop has sent something. Written down at most once a minute.
    public void heard(long agent, Instant now) {
        Instant before = remembered.get(agent);
        if (before == null || !now.isBefore(before.plus(REMEMBERED_EVERY))) {
            remembered.put(agent, now);
            seen(agent, now);
        }
    }

    void seen(long agent, Instant now) {
        database.sql("UPDATE agents SET last_seen_at = :now WHERE id = :id AND last_seen_at < :now")
                .with("id", agent)
                .with("now", now)
                .update();
    }

    /// Agents who have a desktop (an active user of their own) and have not been heard of for 10 minutes go offline.
    /// A call that is on the line goes on; no other is given. Agents without such a user stay as they were said to
    /// be.
    ///
    /// To be called every so often.
    ///
    /// @return how many went offline
    public int offlineIfSilent(Instant now) {
        return database.inTransaction(() -> {
            var silent = database.sql("""
                            UPDATE agents AS a
                            SET status = 'offline',
                                status_reason = :reason,
                                status_since = :now,
                                wrap_up_until = NULL,
                                updated_at = :now
                            WHERE a.status <> 'offline'
                              AND a.last_seen_at <= :silent_since
                              AND EXISTS (SELECT FROM users AS u WHERE u.agent_id = a.id AND u.is_active)
                            RETURNING a.id
                            """)
                    .with("reason", REASON)
                    .with("now", now)
                    .with("silent_since", now.minus(SILENCE))
                    .list(row -> row.bigint("id"));
            silent.forEach(id -> audit.record("system", "offline", "agent", id, Map.of("reason", REASON)));
            return silent.size();
        });
    }
}
