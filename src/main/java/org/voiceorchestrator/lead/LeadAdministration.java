package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException.StillReferenced;
import org.voiceorchestrator.database.DatabaseException.UniqueViolation;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;

/// Leads come, change and go by hand; each time it is written down who did it.
@Singleton
final class LeadAdministration {
    static final String ENTITY = "lead";

    private final Database database;
    private final Leads leads;
    private final LeadWriter writer;
    private final LeadForm form;
    private final Audit audit;

    LeadAdministration(Database database, Leads leads, LeadWriter writer, LeadForm form, Audit audit) {
        this.database = database;
        this.leads = leads;
        this.writer = writer;
        this.form = form;
        this.audit = audit;
    }

    Lead add(@Nullable Map<String, ?> body, Caller by, Instant now) {
        LeadDraft draft = form.read(body, null, null);
        return refusingDuplicates(() -> database.inTransaction(() -> {
            long id = writer.add(draft, now);
            writer.heedDoNotCall(draft.phoneNumber(), now);
            Lead lead = leads.find(id).orElseThrow(Detail::notFound);
            audit.record(by.username(), "create", ENTITY, lead.id(), Map.of("lead_id", lead.leadId()));
            return lead;
        }));
    }

    /// @param whole whether fields that are not sent get their defaults, or stay as they are
    Lead change(long id, @Nullable Map<String, ?> body, boolean whole, Caller by, Instant now) {
        return refusingDuplicates(() -> database.inTransaction(() -> {
            Leads.Locked locked = locked(id);
            Lead lead = locked.lead();
            LeadDraft draft = form.read(body, lead, whole ? null : lead);
            LeadStatus status = draft.status() == null ? lead.status() : draft.status();
            boolean changesStatus = status != lead.status();
            if (changesStatus && locked.isOnTheLine()) {
                throw RuleViolation.conflict("The lead is being dialed; its status follows from the call.");
            }
            if (draft.campaign() != lead.campaign() && (locked.isOnTheLine() || writer.hasCalls(id))) {
                throw RuleViolation.conflict("The lead has calls and stays in its campaign.");
            }
            writer.change(id, draft, changesStatus, changesStatus && status == LeadStatus.PENDING, now);
            writer.heedDoNotCall(draft.phoneNumber(), now);
            Lead changed = leads.find(id).orElseThrow(Detail::notFound);
            if (draft.status() == LeadStatus.PENDING && changed.status() == LeadStatus.DO_NOT_CALL) {
                throw RuleViolation.conflict("The number is on a do-not-call list; take it off the list first.");
            }
            audit.record(
                    by.username(),
                    "update",
                    ENTITY,
                    id,
                    Map.of("lead_id", changed.leadId(), "status", Names.of(changed.status())));
            return changed;
        }));
    }

    void delete(long id, Caller by) {
        try {
            database.inTransaction(() -> {
                Leads.Locked locked = locked(id);
                if (locked.isOnTheLine()) {
                    throw RuleViolation.conflict("The lead is being dialed and cannot be deleted.");
                }
                writer.delete(id);
                audit.record(
                        by.username(),
                        "delete",
                        ENTITY,
                        id,
                        Map.of("lead_id", locked.lead().leadId()));
            });
        } catch (StillReferenced e) {
            throw RuleViolation.conflict(
                    "The lead has calls and cannot be deleted; set its status to skipped instead.");
        }
    }

    private Leads.Locked locked(long id) {
        return leads.lock(id, Optional.empty()).orElseThrow(Detail::notFound);
    }

    private static Lead refusingDuplicates(Supplier<Lead> work) {
        try {
            return work.get();
        } catch (UniqueViolation e) {
            throw new FieldErrors("phone_number", "Duplicate phone number in campaign");
        } catch (StillReferenced e) {
            throw new FieldErrors("campaign", "The campaign has just been deleted.");
        }
    }
}
