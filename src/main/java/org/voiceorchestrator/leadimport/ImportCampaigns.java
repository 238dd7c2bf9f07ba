package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.phone.NumberZones;

/// Campaigns as somewhere to put leads.
@Singleton
final class ImportCampaigns {
    /// @param allowedRegions whose numbers may be loaded; the business region when empty
    /// @param zone the campaign's clock
    record Target(long id, String campaignId, Segment segment, Set<String> allowedRegions, ZoneId zone) {}

    private static final String FIND = """
            SELECT id, campaign_id, segment, status, allowed_countries, time_zone
            FROM campaigns
            """;

    private final Database database;
    private final NumberZones zones;
    private final ZoneId businessZone;

    ImportCampaigns(Database database, NumberZones zones, ZoneId businessZone) {
        this.database = database;
        this.zones = zones;
        this.businessZone = businessZone;
    }

    /// The zones that leads of this campaign have of their own.
    NumberZones.Besides zonesBeside(Target target) {
        return zones.besides(target.zone());
    }

    /// @throws RuleViolation when there is none, it takes no leads now, or it is of another segment
    Target forImport(String campaign, Segment segment) {
        return find("WHERE campaign_id = :campaign", campaign)
                .or(() -> campaign.matches("[0-9]{1,18}")
                        ? find("WHERE id = :campaign", Long.valueOf(campaign))
                        : Optional.empty())
                .map(found -> accepting(found, segment))
                .orElseThrow(() -> RuleViolation.unknown("Campaign " + campaign + " not found"));
    }

    /// From here to the end of the transaction this campaign gets leads from no other import, so that two never wait
    /// for each other's rows in a circle.
    void lockForLeads(Target target) {
        database.sql("SELECT pg_advisory_xact_lock(hashtextextended('leads into campaign ' || :id, 0))")
                .with("id", target.id())
                .one(_ -> true);
    }

    boolean hasLeads(Target target) {
        return database.sql("SELECT EXISTS (SELECT FROM leads WHERE campaign_id = :id) AS any")
                .with("id", target.id())
                .one(row -> row.bool("any"));
    }

    /// From here to the end of the transaction the campaign stays what it is. To be said last: until then whoever
    /// changes or starts the campaign would wait.
    ///
    /// @throws RuleViolation when it was deleted, paused, ended or given another segment since the import began
    void confirm(Target target) {
        Found found = database.sql(FIND + "WHERE id = :id FOR SHARE")
                .with("id", target.id())
                .first(this::found)
                .orElseThrow(() -> deleted(target));
        if (!takesLeads(found.status)) {
            throw RuleViolation.conflict("Campaign " + target.campaignId() + " became " + Names.of(found.status)
                    + " during the import; nothing was stored");
        }
        if (!found.target.equals(target)) {
            throw RuleViolation.conflict(
                    "Campaign " + target.campaignId() + " was changed during the import; nothing was stored");
        }
    }

    static RuleViolation deleted(Target target) {
        return RuleViolation.unknown(
                "Campaign " + target.campaignId() + " was deleted during the import; nothing was stored");
    }

    private Optional<Found> find(String where, Object campaign) {
        return database.sql(FIND + where).with("campaign", campaign).first(this::found);
    }

    private record Found(Target target, CampaignStatus status) {}

    private Found found(Row row) {
        List<String> regions = row.texts("allowed_countries");
        return new Found(
                new Target(
                        row.bigint("id"),
                        row.text("campaign_id"),
                        row.constant("segment", Segment.class),
                        Set.copyOf(regions),
                        Optional.ofNullable(row.textOrNull("time_zone"))
                                .map(ZoneId::of)
                                .orElse(businessZone)),
                row.constant("status", CampaignStatus.class));
    }

    private static Target accepting(Found found, Segment segment) {
        Target target = found.target;
        if (target.segment() != segment) {
            throw RuleViolation.refused("Campaign " + target.campaignId() + " is of segment "
                    + Names.of(target.segment()) + ", not " + Names.of(segment));
        }
        if (!takesLeads(found.status)) {
            throw RuleViolation.conflict("Campaign " + target.campaignId() + " is " + Names.of(found.status)
                    + "; leads can be imported only while it is draft or active");
        }
        return target;
    }

    private static boolean takesLeads(CampaignStatus status) {
        return switch (status) {
            case DRAFT, ACTIVE -> true;
            case PAUSED, COMPLETED, ARCHIVED -> false;
        };
    }
}
