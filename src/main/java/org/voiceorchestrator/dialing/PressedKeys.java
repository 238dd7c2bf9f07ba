package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.database.KeepTrying;
import org.voiceorchestrator.donotcall.KeyWishes;
import org.voiceorchestrator.telephony.CallSignal;

/// Writes down which keys people press, and whom they tell by it not to call them again.
@Singleton
final class PressedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PressedKeys.class);

    /// A key that is there already was written by a try whose answer was lost.
    private static final String NOTE = """
            UPDATE call_logs AS c
            SET metadata = c.metadata || jsonb_build_object('keys', coalesce(c.metadata -> 'keys', '[]') || (
                    SELECT coalesce(jsonb_agg(p.pressed ORDER BY p.n), '[]')
                    FROM (SELECT jsonb_build_object('key', u.key, 'at', u.at) AS pressed, u.n
                          FROM unnest(:keys::text[], :times::text[]) WITH ORDINALITY AS u (key, at, n)) AS p
                    WHERE NOT coalesce(c.metadata -> 'keys', '[]') @> jsonb_build_array(p.pressed))),
                agent_asked_at = coalesce(c.agent_asked_at, :asked)
            WHERE c.call_id = :call
              AND c.worker_id = :worker
            """;

    private final Database database;
    private final KeyWishes wishes;

    PressedKeys(Database database, KeyWishes wishes) {
        this.database = database;
        this.wishes = wishes;
    }

    OfCall of(UUID call, UUID worker) {
        return new OfCall(call, worker);
    }

    /// The keys that are pressed in one call. Not for several threads.
    final class OfCall {
        private final UUID call;
        private final UUID worker;
        private final List<CallSignal.KeyPressed> unwritten = new ArrayList<>();
        private @Nullable Instant asked;

        private OfCall(UUID call, UUID worker) {
            this.call = call;
            this.worker = worker;
        }

        /// What cannot be written now is written by [#write] later.
        ///
        /// @param asks whether it is the key for an agent, and the first time
        void pressed(CallSignal.KeyPressed key, boolean asks) {
            unwritten.add(key);
            if (asks) {
                asked = key.at();
            }
            tryToWrite();
        }

        /// To be called with each next step of the call, and before an agent is given to who asked for one.
        void tryToWrite() {
            try {
                write();
            } catch (DatabaseException e) {
                LOG.warn("call {}: that keys were pressed is written later: {}", call, e.getMessage());
            }
        }

        void write() {
            if (unwritten.isEmpty()) {
                return;
            }
            database.sql(NOTE)
                    .with("call", call)
                    .with("worker", worker)
                    .with(
                            "keys",
                            unwritten.stream()
                                    .map(key -> String.valueOf(key.key()))
                                    .toList())
                    .with(
                            "times",
                            unwritten.stream().map(key -> key.at().toString()).toList())
                    .with("asked", asked)
                    .update();
            unwritten.clear();
        }

        /// The number goes on the company's list. A wish is not lost because the database is away.
        void doNotCall(CallSignal.KeyPressed key) throws InterruptedException {
            KeepTrying.untilDone(
                    "call " + call + ": the wish not to be called", () -> wishes.hear(call, key.key(), key.at()));
        }
    }
}
