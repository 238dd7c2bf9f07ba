package org.voiceorchestrator.donotcall;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.phone.PhoneNumber;

/// Somebody whom a broadcast called presses the key that says: do not call me again.
@Singleton
public final class KeyWishes {
    private static final String BY = "dialer";

    private static final String CALL = """
            SELECT x.phone_number, c.campaign_id
            FROM call_logs AS x
            JOIN campaigns AS c ON c.id = x.campaign_id
            WHERE x.call_id = :call
            """;

    /// Settling leaves alone what is not `dialing`.
    private static final String MARK = """
            UPDATE leads
            SET status = 'do_not_call', updated_at = :now
            WHERE live_call_id = :call
              AND status = 'dialing'
            """;

    private final Database database;
    private final ListChanges changes;
    private final EntryWriter writer;

    KeyWishes(Database database, ListChanges changes, EntryWriter writer) {
        this.database = database;
        this.changes = changes;
        this.writer = writer;
    }

    /// On the company's list, for good: whoever presses a key does not know of campaigns (so also 16 CFR
    /// 310.4(b)(1)(v)(B)). Heard twice, nothing changes the second time. Not to be called inside a transaction.
    public void hear(UUID call, char key, Instant now) {
        changes.carryOut(BY, now, change -> {
            Wish wish = database.sql(CALL).with("call", call).one(row -> wish(row, call, key));
            database.sql(MARK).with("call", call).with("now", now).update();
            return writer.add(wish, change);
        });
    }

    private static Wish wish(Row row, UUID call, char key) {
        return new Wish(
                new PhoneNumber(row.text("phone_number")),
                null,
                DoNotCallSource.CUSTOMER,
                "pressed " + key + " in the broadcast " + row.text("campaign_id"),
                null,
                "call " + call);
    }
}
