package org.voiceorchestrator.handling;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallLog;
import org.voiceorchestrator.call.CallLogs;
import org.voiceorchestrator.call.CallSource;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.dialing.CallOrders;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.why.Gate;
import org.voiceorchestrator.why.GateState;
import org.voiceorchestrator.why.OrderGates;

/// Has an agent call a number, at once.
@Singleton
final class ClickToCall {
    private static final String AGENT = """
            SELECT a.agent_id, a.is_active, a.status, a.max_concurrent_calls, n.live_calls
            FROM agents AS a
            JOIN agents_now AS n ON n.id = a.id
            WHERE a.id = :agent
            """;

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
    private final OrderGates gates;
    private final CallLogs calls;
    private final HandlingSettings settings;

    ClickToCall(
            Database database, CallOrders orders, OrderGates gates, CallLogs calls, HandlingSettings settings) {
        this.database = database;
        this.orders = orders;
        this.gates = gates;
        this.calls = calls;
        this.settings = settings;
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
            refuseClosedGates(draft, target, now);
            UUID call = orders.open(new CallOrders.Order(
                            draft.agent(),
                            target.number(),
                            target.lead(),
                            target.campaign(),
                            CallSource.CLICK_TO_CALL,
                            draft.first(),
                            by.username()))
                    .orElseThrow(() -> refusal(Gate.TRUNK, "No trunk has a free line.", null));
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
                .orElseThrow(() -> unknown("lead", draft.lead()));
    }

    /// Who may not see a campaign is told nothing of it.
    private Target ofCampaign(Target target, String field, OrderDraft draft) {
        Optional<Boolean> member = database.sql(CAMPAIGN)
                .with("campaign", target.campaign())
                .with("agent", draft.agent())
                .first(row -> row.bool("member"));
        if (member.isEmpty()) {
            throw unknown(field, field.equals("lead") ? draft.lead() : draft.campaign());
        }
        if (!member.get()) {
            throw new FieldErrors("agent", "The agent is none of the campaign's: add it to the campaign's agents.");
        }
        return target;
    }

    private static FieldErrors unknown(String field, @Nullable Long id) {
        return new FieldErrors(field, "Invalid pk \"" + id + "\" - object does not exist.");
    }

    private void refuseClosedGates(OrderDraft draft, Target target, Instant now) {
        if (!orders.areTaken(now)) {
            throw RuleViolation.conflict(
                    "No process is dialing now: start one with DIALER_DIALING_ENABLED=true.", Map.of("gate", "dialer"));
        }
        String agent = database.sql(AGENT)
                .with("agent", draft.agent())
                .first(row -> {
                    String name = row.text("agent_id");
                    int calls = row.integer("live_calls");
                    int most = row.integer("max_concurrent_calls");
                    if (!row.bool("is_active") || row.text("status").equals("offline")) {
                        return name + (row.bool("is_active") ? " is offline." : " is not active.");
                    }
                    return calls < most ? "" : name + " has " + calls + " of " + most + " calls.";
                })
                .orElseThrow(() -> unknown("agent", draft.agent()));
        if (!agent.isEmpty()) {
            throw refusal(Gate.AGENT, agent, null);
        }
        gates.closed(
                        new OrderGates.Asked(target.number(), target.lead(), target.campaign()),
                        settings.calendar(),
                        now)
                .map(ClickToCall::refusal)
                .ifPresent(refused -> {
                    throw refused;
                });
    }

    private static RuleViolation refusal(GateState closed) {
        return refusal(closed.gate(), closed.fact(), closed.nextTime());
    }

    private static RuleViolation refusal(Gate gate, String fact, @Nullable Instant nextTime) {
        Map<String, String> more = new HashMap<>(Map.of("gate", Names.of(gate)));
        if (nextTime != null) {
            more.put("next_time", nextTime.toString());
        }
        return RuleViolation.conflict(fact, more);
    }
}
