package org.voiceorchestrator.why;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.lead.LeadStatus;

/// The gates that a lead and its number are.
final class LeadGates {
    private final Instant now;

    LeadGates(Instant now) {
        this.now = now;
    }

    List<GateState> of(Facts.OfLead lead) {
        return List.of(
                leadStatus(lead),
                attempts(lead),
                due(lead),
                doNotCall(lead),
                numberLimits(lead),
                live(lead),
                preview(lead));
    }

    private static GateState leadStatus(Facts.OfLead lead) {
        String fact = "The lead is " + Names.of(lead.status()) + ".";
        return lead.status() == LeadStatus.PENDING
                ? GateState.passed(Gate.LEAD_STATUS, fact)
                : GateState.closed(Gate.LEAD_STATUS, fact, null);
    }

    private static GateState attempts(Facts.OfLead lead) {
        String fact = "It was called " + lead.attempts() + " of " + lead.maxAttempts() + " times.";
        return lead.attempts() < lead.maxAttempts()
                ? GateState.passed(Gate.ATTEMPTS, fact)
                : GateState.closed(Gate.ATTEMPTS, fact, null);
    }

    private GateState due(Facts.OfLead lead) {
        String what = lead.callBackAt() == null ? "It" : "Its call-back, agreed for " + lead.callBackAt() + ",";
        return lead.dueAt().isAfter(now)
                ? GateState.closed(Gate.DUE, what + " is due at " + lead.dueAt() + ".", lead.dueAt())
                : GateState.passed(Gate.DUE, what + " is due since " + lead.dueAt() + ".");
    }

    private static GateState doNotCall(Facts.OfLead lead) {
        if (lead.doNotCall().isEmpty()) {
            return GateState.passed(Gate.DO_NOT_CALL, "The number is on no do-not-call list.");
        }
        String facts = lead.doNotCall().stream()
                .map(entry -> "on the " + entry.list() + "'s list "
                        + (entry.expiresAt() == null ? "for good" : "until " + entry.expiresAt())
                        + (entry.reason().isEmpty() ? "" : " (" + entry.reason() + ")"))
                .collect(Collectors.joining("; ", "The number is ", "."));
        boolean forGood = lead.doNotCall().stream().anyMatch(entry -> entry.expiresAt() == null);
        Instant over = forGood
                ? null
                : lead.doNotCall().stream()
                        .map(Facts.OfEntry::expiresAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null);
        return GateState.closed(Gate.DO_NOT_CALL, facts, over);
    }

    private GateState numberLimits(Facts.OfLead lead) {
        Instant next = lead.caps().nextCall(lead.zone(), now, lead.calls());
        String fact = "Of calls to the number " + allowed("a day", lead.caps().daily()) + " and "
                + allowed("in 24 hours", lead.caps().rolling()) + " are allowed; it got "
                + lead.calls().size()
                + " in the last two days.";
        return next.isAfter(now)
                ? GateState.closed(Gate.NUMBER_LIMITS, fact, next)
                : GateState.passed(Gate.NUMBER_LIMITS, fact);
    }

    private static String allowed(String per, int calls) {
        return (calls == 0 ? "any number " : calls + " ") + per;
    }

    private static GateState live(Facts.OfLead lead) {
        if (lead.liveCampaign() == null) {
            return GateState.passed(Gate.NUMBER_LIVE, "The number is on no line.");
        }
        return GateState.closed(
                Gate.NUMBER_LIVE,
                lead.liveCampaign().isEmpty()
                        ? "The number is on the line in a call that an agent made."
                        : "The number is on the line for campaign " + lead.liveCampaign() + ".",
                null);
    }

    private static GateState preview(Facts.OfLead lead) {
        Facts.OfHold hold = lead.hold();
        return hold == null
                ? GateState.passed(Gate.PREVIEW, "No agent looks at it.")
                : GateState.closed(
                        Gate.PREVIEW,
                        hold.name() + " looks at it, until " + hold.until() + " at the latest.",
                        hold.until());
    }
}
