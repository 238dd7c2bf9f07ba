package org.voiceorchestrator.donotcall;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.donotcall.DoNotCallAdministration.Heard;
import org.voiceorchestrator.donotcall.ListChanges.Change;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Fields;
import org.voiceorchestrator.lead.Lead;
import org.voiceorchestrator.lead.Leads;
import org.voiceorchestrator.phone.PhoneNumber;
import org.voiceorchestrator.security.Caller;

/// The customer of a lead says: do not call me again.
@Singleton
final class LeadWishes {
    /// The last call is where the wish was heard, most likely.
    private static final String LOCK_LEAD = """
            SELECT l.phone_number, l.campaign_id, c.campaign_id || '-' || l.phone_number AS lead_id,
                   (SELECT x.call_id::text
                    FROM call_logs AS x
                    WHERE x.lead_id = l.id
                    ORDER BY x.initiated_at DESC
                    LIMIT 1) AS last_call
            FROM leads AS l
            JOIN campaigns AS c ON c.id = l.campaign_id
            WHERE l.id = :id
              AND c.agent_id = coalesce(:own, c.agent_id)
            FOR NO KEY UPDATE OF l
            """;

    /// Also while the call is on the line: settling leaves alone what is not `dialing`.
    private static final String MARK = """
            UPDATE leads
            SET status = 'do_not_call', updated_at = :now
            WHERE id = :id
              AND status <> 'do_not_call'
            """;

    private final Database database;
    private final ListChanges changes;
    private final EntryWriter writer;
    private final DoNotCallEntries entries;
    private final Leads leads;

    LeadWishes(Database database, ListChanges changes, EntryWriter writer, DoNotCallEntries entries, Leads leads) {
        this.database = database;
        this.changes = changes;
        this.writer = writer;
        this.entries = entries;
        this.leads = leads;
    }

    /// What an agent sends.
    ///
    /// @param reason in the customer's words
    /// @param scope left out: the company's list
    @Serdeable
    record Said(@Nullable String reason, @Nullable DoNotCallScope scope) {
        static Said read(@Nullable Map<String, ?> body) {
            Fields fields = Fields.of(body);
            Said said = new Said(
                    fields.text("reason", WishForm.LONGEST_REASON).orElse(""),
                    fields.choice("scope", DoNotCallScope.class).orElse(DoNotCallScope.COMPANY));
            fields.refuseErrors();
            return said;
        }
    }

    /// The answer, with the entry and the lead as they now are.
    @Serdeable
    @Schema(name = "LeadNotToBeCalled")
    record Answer(String message, DoNotCallEntry entry, Lead lead) {}

    private record Customer(PhoneNumber phone, long campaign, String evidence) {}

    /// Entry and lead in one transaction; said twice, nothing changes the second time.
    Answer hear(long lead, Said said, Caller by, Instant now) {
        return changes.carryOut(by.username(), now, change -> {
            Customer customer = database.sql(LOCK_LEAD)
                    .with("id", lead)
                    .with("own", by.confinedTo().orElse(null))
                    .first(row -> new Customer(
                            new PhoneNumber(row.text("phone_number")),
                            row.bigint("campaign_id"),
                            evidence(row.text("lead_id"), row.textOrNull("last_call"))))
                    .orElseThrow(Detail::notFound);
            return hear(lead, customer, said, by, change);
        });
    }

    private Answer hear(long lead, Customer customer, Said said, Caller by, Change change) {
        Wish wish = new Wish(
                customer.phone(),
                said.scope() == DoNotCallScope.CAMPAIGN ? customer.campaign() : null,
                WishForm.sourceOf(by),
                said.reason() == null ? "" : said.reason(),
                null,
                customer.evidence());
        EntryWriter.Merged merged = writer.add(wish, change);
        database.sql(MARK).with("id", lead).with("now", change.now()).update();
        DoNotCallEntry entry =
                entries.find(wish.phone(), wish.campaign(), change.now()).orElseThrow();
        return new Answer(
                Heard.of(merged, entry).message(), entry, leads.find(lead).orElseThrow());
    }

    private static String evidence(String lead, @Nullable String call) {
        return "lead " + lead + (call == null ? "" : ", call " + call);
    }
}
