package org.voiceorchestrator.security;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import org.voiceorchestrator.database.Database;

/// The record of who changed what.
@Singleton
public final class Audit {
    private final Database database;
    private final JsonMapper json;
    private final Clock clock;

    Audit(Database database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /// Belongs into the transaction of the change itself.
    ///
    /// @param action what was done, as a verb: `create`, `activate`
    /// @param detail what is worth knowing of it; never a secret
    public void record(String username, String action, String entity, Object entityId, Map<String, ?> detail) {
        database.sql("""
                        INSERT INTO audit_log (at, username, action, entity, entity_id, detail)
                        VALUES (:now, :username, :action, :entity, :id, :detail::jsonb)
                        """)
                .with("now", clock.instant())
                .with("username", username)
                .with("action", action)
                .with("entity", entity)
                .with("id", entityId.toString())
                .with("detail", write(detail))
                .update();
    }

    public void record(Caller caller, String action, String entity, Object entityId) {
        record(caller.username(), action, entity, entityId, Map.of());
    }

    private String write(Map<String, ?> detail) {
        try {
            return json.writeValueAsString(detail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
