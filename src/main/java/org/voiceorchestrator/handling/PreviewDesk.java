package org.voiceorchestrator.handling;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallLog;
import org.voiceorchestrator.call.CallLogs;
import org.voiceorchestrator.call.CallSource;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.campaign.FirstCalled;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.dialing.CallOrders;
import org.voiceorchestrator.dialing.Previews;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.lead.Lead;
import org.voiceorchestrator.lead.Leads;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.why.Gate;
import org.voiceorchestrator.why.OrderGates;

/// Agents of preview campaigns look at a lead, and then have it called or skip it.
@Singleton
final class PreviewDesk {
    private static final int CALLS_SHOWN = 20;

    private static final String CAMPAIGN = """
            SELECT c.mode, c.dial_first, a.status, a.is_active
            FROM campaigns AS c
            JOIN campaign_agents AS m ON m.campaign_id = c.id
            JOIN agents AS a ON a.id = m.agent_id
            WHERE c.id = :campaign
              AND a.id = :agent
            """;

    private static final String SKIP = """
            UPDATE leads
            SET status = CASE WHEN :again::timestamptz IS NULL THEN 'skipped' ELSE status END,
                due_at = coalesce(:again::timestamptz, due_at),
                notes = :reason,
                call_back_at = CASE WHEN :again::timestamptz IS NULL THEN NULL ELSE call_back_at END,
                call_back_agent_id = CASE WHEN :again::timestamptz IS NULL THEN NULL ELSE call_back_agent_id END,
                call_back_note = CASE WHEN :again::timestamptz IS NULL THEN '' ELSE call_back_note END,
                call_back_before = CASE WHEN :again::timestamptz IS NULL THEN NULL ELSE call_back_before END,
                updated_at = :now
            WHERE id = :lead
              AND status = 'pending'
            """;

    private final Database database;
    private final CallOrders orders;
    private final Previews previews;
    private final Refusals refusals;
    private final Leads leads;
    private final CallLogs calls;
    private final Audit audit;
    private final HandlingSettings settings;

    PreviewDesk(
            Database database,
            CallOrders orders,
            Previews previews,
            Refusals refusals,
            Leads leads,
            CallLogs calls,
            Audit audit,
            HandlingSettings settings) {
        this.database = database;
        this.orders = orders;
        this.previews = previews;
        this.refusals = refusals;
        this.leads = leads;
        this.calls = calls;
        this.audit = audit;
        this.settings = settings;
    }

    /// A lead to look at.
    ///
    /// @param lead null: none may be called now
    /// @param heldUntil so long nobody else gets it, unless it is skipped or the agent goes offline
    /// @param calls its last calls, the last first, at most 20
    @Serdeable
    @Schema(name = "NextLead")
    record Next(@Nullable Lead lead, @Nullable Instant heldUntil, List<CallLog> calls) {}

    /// The lead as it now is.
    @Serdeable
    @Schema(name = "LeadSkipped")
    record Skipped(String message, Lead lead) {}

    private record Campaign(DialingMode mode, FirstCalled first, boolean here) {}

    /// @throws RuleViolation 409 where the agent is offline, or the campaign is none with previews
    Next next(long campaign, long agent, Caller by) {
        refuseOthers(agent, by);
        return orders.alone(now -> {
            Campaign its = campaign(campaign, agent);
            if (its.mode() != DialingMode.PREVIEW) {
                throw RuleViolation.conflict("The campaign dials by itself: its dialing mode is not preview.");
            }
            if (!its.here()) {
                throw Refusals.of(Gate.AGENT, "The agent is offline.", null);
            }
            return previews.next(campaign, agent, settings.previewFor(), now)
                    .map(held -> new Next(
                            leads.find(held.lead()).orElseThrow(Detail::notFound),
                            held.until(),
                            calls.ofLead(held.lead(), CALLS_SHOWN)))
                    .orElseGet(() -> new Next(null, null, List.of()));
        });
    }

    /// @throws RuleViolation 409, with the `gate` that is closed
    CallLog dial(long id, long agent, Caller by) {
        refuseOthers(agent, by);
        return orders.alone(now -> {
            Lead lead = held(id, agent, now);
            Campaign its = campaign(lead.campaign(), agent);
            refusals.refuseClosed(
                    agent, new OrderGates.Asked(agent, lead.phoneNumber(), id, lead.campaign(), true), now);
            UUID call = orders.open(new CallOrders.Order(
                            agent,
                            lead.phoneNumber(),
                            id,
                            lead.campaign(),
                            CallSource.PREVIEW,
                            its.first(),
                            by.username()))
                    .orElseThrow(Refusals::noLine);
            previews.letGo(id, agent);
            return calls.find(call).orElseThrow();
        });
    }

    /// @throws RuleViolation 409 where the lead is not held for the agent
    Skipped skip(long id, SkipDraft draft, Caller by) {
        refuseOthers(draft.agent(), by);
        return orders.alone(now -> {
            Lead lead = held(id, draft.agent(), now);
            database.sql(SKIP)
                    .with("lead", id)
                    .with("again", draft.againAt())
                    .with("reason", draft.reason())
                    .with("now", now)
                    .update();
            previews.letGo(id, draft.agent());
            audit.record(by.username(), "skip", "lead", id, Map.of("lead_id", lead.leadId(), "reason", draft.reason()));
            return new Skipped("Lead skipped", leads.find(id).orElseThrow(Detail::notFound));
        });
    }

    private static void refuseOthers(long agent, Caller by) {
        if (!by.mayTouchAgent(agent)) {
            throw Detail.forbidden();
        }
    }

    private Campaign campaign(long campaign, long agent) {
        return database.sql(CAMPAIGN)
                .with("campaign", campaign)
                .with("agent", agent)
                .first(row -> new Campaign(
                        row.constant("mode", DialingMode.class),
                        row.constant("dial_first", FirstCalled.class),
                        row.bool("is_active") && !row.text("status").equals("offline")))
                .orElseThrow(Detail::notFound);
    }

    private Lead held(long id, long agent, Instant now) {
        if (!previews.isHeld(id, agent, now)) {
            throw Refusals.of(
                    Gate.PREVIEW, "The lead is not, or no longer, held for this agent: ask for the next one.", null);
        }
        return leads.find(id).orElseThrow(Detail::notFound);
    }
}
