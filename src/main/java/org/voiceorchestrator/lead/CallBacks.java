package org.voiceorchestrator.lead;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Role;

/// Calls that were agreed with customers: a lead that has one waits for its time, and is called then before all
/// others. It ends when the customer is reached, the lead is given up, or somebody gives the lead another status.
@Singleton
final class CallBacks {
    private static final int MOST_ATTEMPTS = 99;

    /// While the agent still talks to the customer the lead is pending already: settling the call leaves it so.
    private static final String SET = """
            UPDATE leads
            SET status = 'pending',
                due_at = :at,
                call_back_at = :at,
                call_back_agent_id = :agent,
                call_back_note = :note,
                call_back_before = CASE WHEN call_back_at IS NOT NULL THEN call_back_before
                                        WHEN status = 'dialing' THEN 'called'
                                        ELSE status END,
                max_attempts = greatest(max_attempts, attempt_count + 1),
                updated_at = :now
            WHERE id = :id
            """;

    private static final String CANCEL = """
            UPDATE leads
            SET status = coalesce(call_back_before, status),
                due_at = CASE WHEN call_back_before = 'pending' THEN :now ELSE due_at END,
                call_back_at = NULL,
                call_back_agent_id = NULL,
                call_back_note = '',
                call_back_before = NULL,
                updated_at = :now
            WHERE id = :id
              AND status = 'pending'
            """;

    private final Database database;
    private final Leads leads;
    private final LeadWriter writer;
    private final Audit audit;

    CallBacks(Database database, Leads leads, LeadWriter writer, Audit audit) {
        this.database = database;
        this.leads = leads;
        this.writer = writer;
        this.audit = audit;
    }

    /// The answer, with the lead as it now is.
    @Serdeable
    @Schema(name = "CallBackSet")
    record Answer(String message, Lead lead) {}

    /// @throws RuleViolation 409 for a lead that must not be called, that somebody else is calling, or that was called
    /// as often as a lead can be
    Answer set(long id, CallBackDraft draft, Caller by, Instant now) {
        return database.inTransaction(() -> {
            Optional<Long> talking = lockLiveCall(id);
            Leads.Locked locked = leads.lock(id, by.confinedTo()).orElseThrow(Detail::notFound);
            refuseWhatCannotBe(locked, talking, by);
            refuseAgent(draft, by);
            database.sql(SET)
                    .with("id", id)
                    .with("at", draft.at())
                    .with("agent", draft.agent())
                    .with("note", draft.note())
                    .with("now", now)
                    .update();
            writer.heedDoNotCall(locked.lead().phoneNumber(), now);
            Lead lead = leads.find(id).orElseThrow(Detail::notFound);
            if (lead.status() == LeadStatus.DO_NOT_CALL) {
                throw mustNotBeCalled();
            }
            audit.record(
                    by.username(),
                    "call_back",
                    LeadAdministration.ENTITY,
                    id,
                    Map.of("lead_id", lead.leadId(), "at", draft.at().toString()));
            return new Answer("Call-back set", lead);
        });
    }

    /// The lead is again what it was before; one that was pending is due at once.
    Answer cancel(long id, Caller by, Instant now) {
        return database.inTransaction(() -> {
            Leads.Locked locked = leads.lock(id, by.confinedTo()).orElseThrow(Detail::notFound);
            Lead lead = locked.lead();
            if (lead.callBackAt() == null) {
                throw RuleViolation.conflict("The lead has no call-back.");
            }
            if (lead.status() != LeadStatus.PENDING) {
                throw RuleViolation.conflict("The call-back is being made, or the lead must not be called.");
            }
            database.sql(CANCEL).with("id", id).with("now", now).update();
            writer.heedDoNotCall(lead.phoneNumber(), now);
            audit.record(
                    by.username(),
                    "cancel_call_back",
                    LeadAdministration.ENTITY,
                    id,
                    Map.of("lead_id", lead.leadId(), "at", lead.callBackAt().toString()));
            return new Answer("Call-back cancelled", leads.find(id).orElseThrow(Detail::notFound));
        });
    }

    private static void refuseWhatCannotBe(Leads.Locked locked, Optional<Long> talking, Caller by) {
        Lead lead = locked.lead();
        if (lead.status() == LeadStatus.DO_NOT_CALL) {
            throw mustNotBeCalled();
        }
        if (locked.isOnTheLine() && (by.agentId().isEmpty() || !by.agentId().equals(talking))) {
            throw RuleViolation.conflict("The lead is being dialed by someone else.");
        }
        if (lead.attemptCount() >= MOST_ATTEMPTS) {
            throw RuleViolation.conflict(
                    "The lead was called " + MOST_ATTEMPTS + " times, which is the most there is.");
        }
    }

    /// The agent stays until the transaction ends.
    private void refuseAgent(CallBackDraft draft, Caller by) {
        Long agent = draft.agent();
        if (agent == null) {
            return;
        }
        if (by.role() == Role.AGENT && !by.mayTouchAgent(agent)) {
            throw new FieldErrors("agent", "Agents take call-backs for themselves or leave them to anyone.");
        }
        boolean known = database.sql("SELECT id FROM agents WHERE id = :id FOR KEY SHARE")
                .with("id", agent)
                .first(row -> row.bigint("id"))
                .isPresent();
        if (!known) {
            throw new FieldErrors("agent", "Invalid pk \"" + agent + "\" - object does not exist.");
        }
    }

    private static RuleViolation mustNotBeCalled() {
        return RuleViolation.conflict("The lead is on a do-not-call list, or do_not_call; take it off first.");
    }

    /// Before its lead, as settling does it.
    ///
    /// @return whose call it is
    private Optional<Long> lockLiveCall(long lead) {
        return database.sql("""
                        SELECT coalesce(agent_id, 0) AS agent
                        FROM call_logs
                        WHERE lead_id = :lead
                          AND ended_at IS NULL
                        FOR NO KEY UPDATE
                        """).with("lead", lead).first(row -> row.bigint("agent"));
    }
}
