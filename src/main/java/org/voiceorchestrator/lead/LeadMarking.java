package org.voiceorchestrator.lead;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;

/// An agent says that a lead has been called.
@Singleton
final class LeadMarking {
    private final Database database;
    private final Leads leads;
    private final LeadWriter writer;
    private final DispositionRetries retries;
    private final Audit audit;

    LeadMarking(Database database, Leads leads, LeadWriter writer, DispositionRetries retries, Audit audit) {
        this.database = database;
        this.leads = leads;
        this.writer = writer;
        this.retries = retries;
        this.audit = audit;
    }

    /// The answer, with the lead as it now is.
    @Serdeable
    @Schema(name = "LeadMarked")
    record Marked(String message, Lead lead) {}

    private record Call(UUID id, @Nullable Long agent) {}

    /// Counts one attempt, unless the dialer has counted it: for a call that this agent is in, or that was
    /// completed. A lead that is marked already stays as it is. Where the campaign has a retry rule for the
    /// disposition and the lead has attempts left, it is pending again and due when the rule says.
    ///
    /// The live call is locked before its lead, as settling does it. A call that began after that look is nobody's
    /// who could speak of it yet.
    Marked mark(long id, LeadRemark remark, Caller by, Instant now) {
        return database.inTransaction(() -> {
            Optional<Call> live = lockLiveCall(id);
            Leads.Locked locked = leads.lock(id, by.confinedTo()).orElseThrow(Detail::notFound);
            LeadStatus status = locked.lead().status();
            if (waitsSinceMarked(locked, now)) {
                return alreadyMarked(locked.lead());
            }
            return switch (status) {
                case CALLED -> alreadyMarked(locked.lead());
                case DO_NOT_CALL ->
                    throw RuleViolation.conflict("The lead is on do_not_call and cannot be marked as called.");
                case DIALING -> {
                    Call call = live.filter(known -> isOf(known, locked, by))
                            .orElseThrow(() -> RuleViolation.conflict("The lead is being dialed by someone else."));
                    yield marked(locked.lead(), remark, Optional.of(call), 0, by, now);
                }
                case COMPLETED -> {
                    Optional<Call> talk = completedCall(id);
                    yield marked(locked.lead(), remark, talk, talk.isPresent() ? 0 : 1, by, now);
                }
                case PENDING, SKIPPED, FAILED -> marked(locked.lead(), remark, Optional.empty(), 1, by, now);
            };
        });
    }

    private static Marked alreadyMarked(Lead lead) {
        return new Marked("Lead already marked as called", lead);
    }

    /// It was marked, no call was made since, and it waits for the time that its disposition's rule gave it.
    private static boolean waitsSinceMarked(Leads.Locked locked, Instant now) {
        Lead lead = locked.lead();
        return lead.status() == LeadStatus.PENDING
                && locked.markedAt() != null
                && locked.markedAt().equals(lead.lastCallDate())
                && (locked.isOnTheLine() || lead.dueAt().isAfter(now));
    }

    private static boolean isOf(Call call, Leads.Locked locked, Caller by) {
        return call.id().equals(locked.liveCall())
                && by.agentId().isPresent()
                && Objects.equals(call.agent(), by.agentId().get());
    }

    private Marked marked(Lead lead, LeadRemark remark, Optional<Call> call, int attempts, Caller by, Instant now) {
        call.ifPresent(known -> writeInto(known, remark));
        Optional<Instant> again = retries.dueAt(lead, remark.disposition(), lead.attemptCount() + attempts, now);
        database.sql("""
                        UPDATE leads
                        SET status = :status,
                            due_at = coalesce(:again, due_at),
                            attempt_count = attempt_count + :attempts,
                            last_call_date = :now,
                            marked_at = :now,
                            call_back_at = NULL,
                            call_back_agent_id = NULL,
                            call_back_note = '',
                            call_back_before = NULL,
                            disposition = coalesce(:disposition, disposition),
                            notes = coalesce(:notes, notes),
                            follow_up_date = coalesce(:follow_up::date, follow_up_date),
                            updated_at = :now
                        WHERE id = :id
                        """)
                .with("id", lead.id())
                .with("status", again.isPresent() ? LeadStatus.PENDING : LeadStatus.CALLED)
                .with("again", again.orElse(null))
                .with("attempts", attempts)
                .with("disposition", remark.disposition())
                .with("notes", remark.notes())
                .with("follow_up", remark.followUpDate())
                .with("now", now)
                .update();
        again.ifPresent(_ -> writer.heedDoNotCall(lead.phoneNumber(), now));
        audit.record(
                by.username(),
                "mark_as_called",
                LeadAdministration.ENTITY,
                lead.id(),
                Map.of("lead_id", lead.leadId(), "was", Names.of(lead.status())));
        return new Marked("Lead marked as called", leads.find(lead.id()).orElseThrow(Detail::notFound));
    }

    private void writeInto(Call call, LeadRemark remark) {
        database.sql("""
                        UPDATE call_logs
                        SET disposition = coalesce(:disposition, disposition),
                            notes = coalesce(:notes, notes)
                        WHERE call_id = :call
                        """)
                .with("call", call.id())
                .with("disposition", remark.disposition())
                .with("notes", remark.notes())
                .update();
    }

    private Optional<Call> lockLiveCall(long lead) {
        return database.sql("""
                        SELECT call_id, agent_id
                        FROM call_logs
                        WHERE lead_id = :lead
                          AND ended_at IS NULL
                        FOR NO KEY UPDATE
                        """)
                .with("lead", lead)
                .first(row -> new Call(row.uuid("call_id"), row.bigintOrNull("agent_id")));
    }

    private Optional<Call> completedCall(long lead) {
        return database.sql("""
                        SELECT call_id, agent_id
                        FROM call_logs
                        WHERE lead_id = :lead
                          AND status = 'completed'
                        ORDER BY initiated_at DESC
                        LIMIT 1
                        """)
                .with("lead", lead)
                .first(row -> new Call(row.uuid("call_id"), row.bigintOrNull("agent_id")));
    }
}
