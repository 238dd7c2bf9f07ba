package org.voiceorchestrator.campaign;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;

/// Takes campaigns from one state to another, or refuses to.
@Singleton
public final class CampaignTransitions {
    private final Database database;
    private final CampaignWriter writer;
    private final Audit audit;
    private final ApplicationEventPublisher<CampaignActivated> activated;
    private final Clock clock;

    CampaignTransitions(
            Database database,
            CampaignWriter writer,
            Audit audit,
            ApplicationEventPublisher<CampaignActivated> activated,
            Clock clock) {
        this.database = database;
        this.writer = writer;
        this.audit = audit;
        this.activated = activated;
        this.clock = clock;
    }

    /// @param campaign as it was read; when its state has changed since, nothing happens
    /// @throws RuleViolation 409 when `next` may not follow
    public void move(Campaign campaign, CampaignStatus next, String action, Caller by) {
        CampaignStatus from = campaign.status();
        if (!from.mayBecome(next)) {
            throw RuleViolation.conflict("A campaign that is " + Names.of(from) + " cannot become " + Names.of(next)
                    + (next == CampaignStatus.ARCHIVED && from == CampaignStatus.ACTIVE
                            ? "; pause or complete it first."
                            : "."));
        }
        database.inTransaction(() -> {
            if (!writer.move(campaign.id(), from, next, clock.instant())) {
                throw RuleViolation.conflict(
                        "The campaign is no longer " + Names.of(from) + ": somebody else has just changed it.");
            }
            audit.record(
                    by.username(),
                    action,
                    CampaignAdministration.ENTITY,
                    campaign.id(),
                    Map.of("from", Names.of(from), "to", Names.of(next)));
        });
        if (next == CampaignStatus.ACTIVE) {
            activated.publishEvent(new CampaignActivated(campaign.id()));
        }
    }
}
