package org.voiceorchestrator.handling;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallLog;
import org.voiceorchestrator.call.CallLogs;
import org.voiceorchestrator.call.CallSource;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.dialing.CallOrders;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.why.OrderGates;

/// Has an agent call a number, at once.
@Singleton
final class ClickToCall {
    /// Calls of a campaign are made by its agents.
    private static final String CAMPAIGN = """
            SELECT EXISTS (SELECT
                           FROM campaign_agents AS m
                           WHERE m.campaign_id = c.id
                             AND m.agent_id = :agent) AS member
            FROM campaigns AS c
            WHERE c.id = :campaign
            """;

    private static final String LEAD = """
            SELECT l.id, l.campaign_id, l.phone_number
            FROM leads AS l
            WHERE l.id = :lead
            FOR NO KEY UPDATE OF l
            """;

    private static final String LEAD_OF_NUMBER = """
            SELECT l.id, l.campaign_id, l.phone_number
            FROM leads AS l
            WHERE l.phone_number = :number
              AND l.campaign_id = :campaign
            FOR NO KEY UPDATE OF l
            """;

    private final Database database;
    private final CallOrders orders;
    private final Refusals refusals;
    private final CallLogs calls;

    ClickToCall(Database database, CallOrders orders, Refusals refusals, CallLogs calls) {
        this.database = database;
        this.orders = orders;
        this.refusals = refusals;
        this.calls = calls;
    }

    /// Whom the call is to reach.
    private record Target(
            String number, @Nullable Long lead, @Nullable Long campaign) {}

    /// The call as it was written down; the switch is told of it at once, by whichever process dials.
    ///
    /// @throws RuleViolation 409, with the `gate` that is closed
    CallLog order(OrderDraft draft, Caller by) {
        if (!by.mayTouchAgent(draft.agent())) {
            throw Detail.forbidden();
        }
        return orders.alone(now -> {
            Target target = target(draft);
            refusals.refuseClosed(
                    draft.agent(),
                    new OrderGates.Asked(draft.agent(), target.number(), target.lead(), target.campaign(), false),
                    now);
            UUID call = orders.open(new CallOrders.Order(
                            draft.agent(),
                            target.number(),
                            target.lead(),
                            target.campaign(),
                            CallSource.CLICK_TO_CALL,
                            draft.first(),
                            by.username()))
                    .orElseThrow(Refusals::noLine);
            return calls.find(call).orElseThrow();
        });
    }

    private Target target(OrderDraft draft) {
        String number = draft.phoneNumber();
        if (number == null) {
            Target lead = lead(draft);
            if (draft.campaign() != null && !draft.campaign().equals(lead.campaign())) {
                throw new FieldErrors("campaign", "The lead is of another campaign.");
            }
            return ofCampaign(lead, "lead", draft);
        }
        Long campaign = draft.campaign();
        if (campaign == null) {
            return new Target(number, null, null);
        }
        Target target = database.sql(LEAD_OF_NUMBER)
                .with("number", number)
                .with("campaign", campaign)
                .first(row -> new Target(number, row.bigint("id"), campaign))
                .orElseGet(() -> new Target(number, null, campaign));
        return ofCampaign(target, "campaign", draft);
    }

    private Target lead(OrderDraft draft) {
        return database.sql(LEAD)
                .with("lead", draft.lead())
                .first(row -> new Target(row.text("phone_number"), row.bigint("id"), row.bigint("campaign_id")))
                .orElseThrow(() -> Refusals.unknown("lead", draft.lead()));
    }

    /// Who may not see a campaign is told nothing of it.
    private Target ofCampaign(Target target, String field, OrderDraft draft) {
        Optional<Boolean> member = database.sql(CAMPAIGN)
                .with("campaign", target.campaign())
                .with("agent", draft.agent())
                .first(row -> row.bool("member"));
        if (member.isEmpty()) {
            throw Refusals.unknown(field, field.equals("lead") ? draft.lead() : draft.campaign());
        }
        if (!member.get()) {
            throw new FieldErrors("agent", "The agent is none of the campaign's: add it to the campaign's agents.");
        }
        return target;
    }
}
