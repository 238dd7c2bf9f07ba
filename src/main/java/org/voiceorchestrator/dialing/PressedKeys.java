package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.donotcall.KeyWishes;
import org.voiceorchestrator.telephony.CallSignal;

/// Writes down which keys people press, and whom they tell by it not to call them again.
@Singleton
final class PressedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PressedKeys.class);
    private static final long BETWEEN_TRIES_MILLIS = 1000;

    private static final String NOTE = """
            UPDATE call_logs
            SET metadata = metadata
                    || jsonb_build_object('keys', coalesce(metadata -> 'keys', '[]')
                                                  || jsonb_build_object('key', :key::text, 'at', :at::text)),
                agent_asked_at = CASE WHEN :asks THEN :now ELSE agent_asked_at END
            WHERE call_id = :call
              AND worker_id = :worker
            """;

    private final Database database;
    private final KeyWishes wishes;

    PressedKeys(Database database, KeyWishes wishes) {
        this.database = database;
        this.wishes = wishes;
    }

    /// @param asks whether it is the key for an agent, and the first time
    void note(UUID call, UUID worker, CallSignal.KeyPressed pressed, boolean asks) {
        try {
            database.sql(NOTE)
                    .with("call", call)
                    .with("worker", worker)
                    .with("key", String.valueOf(pressed.key()))
                    .with("at", pressed.at().toString())
                    .with("now", pressed.at())
                    .with("asks", asks)
                    .update();
        } catch (DatabaseException e) {
            LOG.error("call {}: that {} was pressed could not be written: {}", call, pressed.key(), e.getMessage());
        }
    }

    /// The number goes on the company's list. A wish is not lost because the database is away.
    void doNotCall(UUID call, CallSignal.KeyPressed pressed) throws InterruptedException {
        while (true) {
            try {
                wishes.hear(call, pressed.key(), pressed.at());
                return;
            } catch (DatabaseException e) {
                LOG.error("call {}: its number could not be put on the do-not-call list; trying again", call, e);
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
    }
}
