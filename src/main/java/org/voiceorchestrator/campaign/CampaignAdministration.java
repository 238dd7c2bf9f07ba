package org.voiceorchestrator.campaign;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException.StillReferenced;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;

/// Campaigns come, change and go; each time it is written down who did it.
@Singleton
public final class CampaignAdministration {
    static final String ENTITY = "campaign";

    private final Database database;
    private final CampaignWriter writer;
    private final Audit audit;
    private final Clock clock;
    private final ZoneId businessZone;

    CampaignAdministration(Database database, CampaignWriter writer, Audit audit, Clock clock, ZoneId businessZone) {
        this.database = database;
        this.writer = writer;
        this.audit = audit;
        this.clock = clock;
        this.businessZone = businessZone;
    }

    /// A campaign that was brought along from elsewhere.
    ///
    /// @param fields as they are sent to make a campaign
    /// @return the new campaign's id
    /// @throws FieldErrors when the campaign_id is taken, or a field is missing or not acceptable
    public long add(Map<String, ?> fields, Caller by) {
        return add(CampaignDraft.ofNew(fields), by);
    }

    /// @return the new campaign's id
    long add(CampaignDraft draft, Caller by) {
        refuseUnknownZone(draft);
        return refusingUnknownAgent(
                draft,
                () -> database.inTransaction(() -> {
                    refuseUnknown(draft);
                    String agentName = writer.agentName(draft.agent()).orElseThrow(() -> unknownAgent(draft));
                    long id = draft.campaignId() == null
                            ? addNamed(draft, agentName)
                            : writer.add(draft.campaignId(), draft, clock.instant())
                                    .orElseThrow(() -> new FieldErrors(
                                            "campaign_id", "campaign with this campaign_id already exists."));
                    audit.record(by.username(), "create", ENTITY, id, Map.of("campaign_name", draft.campaignName()));
                    return id;
                }));
    }

    void change(Campaign campaign, CampaignDraft draft, Caller by) {
        refuseUnknownZone(draft);
        refusingUnknownAgent(
                draft,
                () -> database.inTransaction(() -> {
                    refuseUnknown(draft);
                    writer.change(campaign.id(), draft, clock.instant());
                    audit.record(
                            by.username(),
                            "update",
                            ENTITY,
                            campaign.id(),
                            Map.of("campaign_name", draft.campaignName(), "agent", draft.agent()));
                    return campaign.id();
                }));
    }

    void delete(Campaign campaign, Caller by) {
        try {
            database.inTransaction(() -> {
                if (writer.hasCalls(campaign.id())) {
                    throw hasCalls();
                }
                writer.delete(campaign.id());
                audit.record(
                        by.username(),
                        "delete",
                        ENTITY,
                        campaign.id(),
                        Map.of("campaign_id", campaign.campaignId(), "leads", campaign.totalLeads()));
            });
        } catch (StillReferenced e) {
            // the first call began in between
            throw hasCalls();
        }
    }

    /// The unique index decides: whoever finds a name taken, even by a transaction that is still to commit and that
    /// it has waited for, takes the next number.
    private long addNamed(CampaignDraft draft, String agentName) {
        Instant now = clock.instant();
        String first = CampaignNames.first(agentName, draft.segment(), LocalDate.ofInstant(now, businessZone));
        for (int number = writer.nextNumber(draft.agent(), first); ; number++) {
            Optional<Long> id = writer.add(CampaignNames.numbered(first, number), draft, now);
            if (id.isPresent()) {
                return id.get();
            }
        }
    }

    private void refuseUnknownZone(CampaignDraft draft) {
        String zone = draft.timeZone();
        if (zone != null && !writer.knowsTimeZone(zone)) {
            throw new FieldErrors("time_zone", "\"" + zone + "\" is not a time zone that the database knows.");
        }
    }

    private void refuseUnknown(CampaignDraft draft) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        writer.unknown(draft)
                .forEach((field, ids) -> errors.put(
                        field,
                        ids.stream()
                                .map(id -> "Invalid pk \"" + id + "\" - object does not exist.")
                                .toList()));
        if (!errors.isEmpty()) {
            throw new FieldErrors(errors);
        }
    }

    private static long refusingUnknownAgent(CampaignDraft draft, java.util.function.LongSupplier work) {
        try {
            return work.getAsLong();
        } catch (StillReferenced e) {
            throw unknownAgent(draft);
        }
    }

    private static FieldErrors unknownAgent(CampaignDraft draft) {
        return new FieldErrors("agent", "Invalid pk \"" + draft.agent() + "\" - object does not exist.");
    }

    private static RuleViolation hasCalls() {
        return RuleViolation.conflict("The campaign has calls and cannot be deleted; archive it instead.");
    }
}
