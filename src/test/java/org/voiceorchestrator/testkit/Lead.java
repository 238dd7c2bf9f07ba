package org.voiceorchestrator.testkit;

import java.time.Instant;
import org.voiceorchestrator.database.Database;

/// A lead as it stands in the database.
public record Lead(String status, int attempts, Instant due, boolean onTheLine) {
    public static Lead of(Database database, String number) {
        return database.sql("""
                        SELECT status, attempt_count, due_at, live_call_id IS NOT NULL AS live
                        FROM leads
                        WHERE phone_number = :number
                        """)
                .with("number", number)
                .one(row -> new Lead(
                        row.text("status"), row.integer("attempt_count"), row.instant("due_at"), row.bool("live")));
    }
}
