package org.voiceorchestrator.lead;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;

/// Leads that are done with are called again: all of them in one transaction, with the figures.
@Singleton
final class LeadRecycling {
    private static final String MET = """
            FROM leads AS l
            WHERE l.campaign_id = :campaign
              AND l.status = ANY (:statuses)
              AND l.live_call_id IS NULL
              AND l.attempt_count < least(99, coalesce(:below, 99))
              AND (l.last_call_date IS NULL OR l.last_call_date < coalesce(:since::timestamptz, 'infinity'))
              AND (:any_disposition OR lower(l.disposition) = ANY (:dispositions))
              AND (:any_outcome
                   OR (SELECT c.status
                       FROM call_logs AS c
                       WHERE c.lead_id = l.id
                       ORDER BY c.initiated_at DESC
                       LIMIT 1) = ANY (:outcomes))
              AND NOT EXISTS (SELECT
                              FROM do_not_call_entries AS d
                              WHERE d.phone_number = l.phone_number
                                AND (d.campaign_id IS NULL OR d.campaign_id = l.campaign_id)
                                AND (d.expires_at IS NULL OR d.expires_at > :now))
            """;

    /// Those that somebody else is changing at this moment stay as they make them.
    private static final String RECYCLE = """
            WITH met AS MATERIALIZED (
                SELECT l.id
                {met}
                ORDER BY l.id
                FOR NO KEY UPDATE OF l SKIP LOCKED
            )
            UPDATE leads AS l
            SET status = 'pending',
                due_at = :due,
                max_attempts = least(99, greatest(l.max_attempts, l.attempt_count + :more)),
                call_back_at = NULL,
                call_back_agent_id = NULL,
                call_back_note = '',
                call_back_before = NULL,
                updated_at = :now
            FROM met
            WHERE l.id = met.id
            """.replace("{met}", MET.strip());

    private final Database database;
    private final Audit audit;

    LeadRecycling(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// The answer.
    ///
    /// @param leads how many are called again, or would be
    @Serdeable
    @Schema(name = "LeadsRecycled")
    record Recycled(String message, boolean dryRun, long leads) {}

    /// @throws RuleViolation 409 for a campaign that is completed or archived
    Recycled recycle(long campaign, RecycleDraft draft, Caller by, Instant now) {
        return database.inTransaction(() -> {
            refuseEnded(campaign);
            if (draft.dryRun()) {
                long leads = database.sql("SELECT count(*) AS n " + MET)
                        .with(values(campaign, draft, now))
                        .one(row -> row.bigint("n"));
                return new Recycled("Nothing was changed", true, leads);
            }
            long leads = database.sql(RECYCLE)
                    .with(values(campaign, draft, now))
                    .with("due", draft.dueAt())
                    .with("more", draft.moreAttempts())
                    .update();
            Map<String, Object> detail = new HashMap<>(draft.asked());
            detail.put("leads", leads);
            audit.record(by.username(), "recycle", "campaign", campaign, detail);
            return new Recycled("Leads are called again", false, leads);
        });
    }

    /// From here to the end of the transaction the campaign stays what it is.
    private void refuseEnded(long campaign) {
        CampaignStatus status = database.sql("SELECT status FROM campaigns WHERE id = :id FOR SHARE")
                .with("id", campaign)
                .first(row -> row.constant("status", CampaignStatus.class))
                .orElseThrow(Detail::notFound);
        switch (status) {
            case DRAFT, ACTIVE, PAUSED -> {}
            case COMPLETED, ARCHIVED ->
                throw RuleViolation.conflict(
                        "The campaign is " + Names.of(status) + "; its leads are not called any more.");
        }
    }

    private static Map<String, @Nullable Object> values(long campaign, RecycleDraft draft, Instant now) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("campaign", campaign);
        values.put("statuses", draft.statuses());
        values.put("below", draft.attemptsBelow());
        values.put("since", draft.notCalledSince());
        values.put("any_disposition", draft.dispositions().isEmpty());
        values.put(
                "dispositions",
                draft.dispositions().stream()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .toList());
        values.put("any_outcome", draft.lastOutcomes().isEmpty());
        values.put("outcomes", draft.lastOutcomes());
        values.put("now", now);
        return values;
    }
}
