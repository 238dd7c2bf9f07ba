package org.voiceorchestrator.why;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.breaker.BreakerState;
import org.voiceorchestrator.calendar.CallingHours;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.lead.LeadStatus;

/// Judges the gates by the facts of one moment.
final class Gates {
    private final Instant now;

    Gates(Instant now) {
        this.now = now;
    }

    /// All gates between this lead and the line.
    List<GateState> of(Facts.OfCampaign campaign, Facts.OfLead lead) {
        List<GateState> gates = ofCampaign(campaign, lead.zone(), lead.callBackAgent());
        gates.add(leadStatus(lead));
        gates.add(attempts(lead));
        gates.add(due(lead));
        gates.add(doNotCall(lead));
        gates.add(numberLimits(lead));
        gates.add(
                lead.liveCampaign() == null
                        ? GateState.passed(Gate.NUMBER_LIVE, "The number is on no line.")
                        : GateState.closed(
                                Gate.NUMBER_LIVE,
                                lead.liveCampaign().isEmpty()
                                        ? "The number is on the line in a call that an agent made."
                                        : "The number is on the line for campaign " + lead.liveCampaign() + ".",
                                null));
        Facts.OfHold hold = lead.hold();
        gates.add(
                hold == null
                        ? GateState.passed(Gate.PREVIEW, "No agent looks at it.")
                        : GateState.closed(
                                Gate.PREVIEW,
                                hold.name() + " looks at it, until " + hold.until() + " at the latest.",
                                hold.until()));
        return gates;
    }

    /// The gates that all leads of a campaign share, on the campaign's clock, and whether any lead is due.
    List<GateState> of(Facts.OfCampaign campaign, Facts.OfLeads leads) {
        List<GateState> gates = ofCampaign(campaign, campaign.zone(), null);
        gates.add(due(leads));
        return gates;
    }

    /// When the lead can be called; empty where that is not known, or never. What else has to be free at that time, an
    /// agent or a line, is not foreseen.
    Optional<Instant> nextTime(List<GateState> gates, Facts.OfCampaign campaign, Facts.OfLead lead) {
        return latest(gates).flatMap(known -> {
            Instant next = known;
            for (int i = 0; i < 3; i++) {
                Instant allowed = lead.caps().nextCall(lead.zone(), next, lead.calls());
                Optional<Instant> open = campaign.calendar().nextOpening(lead.zone(), allowed);
                if (open.isEmpty()) {
                    return Optional.empty();
                }
                next = open.get();
            }
            return Optional.of(next);
        });
    }

    /// The latest of the times at which the closed gates can open; now where all are open, empty where one tells none.
    Optional<Instant> latest(List<GateState> gates) {
        Instant latest = now;
        for (GateState gate : gates) {
            if (!gate.passes()) {
                if (gate.nextTime() == null) {
                    return Optional.empty();
                }
                latest = gate.nextTime().isAfter(latest) ? gate.nextTime() : latest;
            }
        }
        return Optional.of(latest);
    }

    private List<GateState> ofCampaign(Facts.OfCampaign campaign, ZoneId zone, @Nullable Long onlyAgent) {
        List<GateState> gates = new ArrayList<>();
        String status = "The campaign is " + Names.of(campaign.status()) + ".";
        gates.add(
                campaign.status() == CampaignStatus.ACTIVE
                        ? GateState.passed(Gate.CAMPAIGN_ACTIVE, status)
                        : GateState.closed(Gate.CAMPAIGN_ACTIVE, status, null));
        gates.add(duration(campaign));
        gates.add(breaker(campaign));
        gates.addAll(hours(campaign, zone));
        gates.add(agent(campaign, onlyAgent));
        gates.add(lines(campaign));
        gates.addAll(trunks(campaign));
        return gates;
    }

    private GateState duration(Facts.OfCampaign campaign) {
        if (campaign.startedAt() == null) {
            return GateState.passed(Gate.DURATION, "Its days are counted from its first activation.");
        }
        Instant end = campaign.startedAt().plus(Duration.ofDays(campaign.durationDays()));
        return now.isBefore(end)
                ? GateState.passed(Gate.DURATION, "It ends at " + end + ".")
                : GateState.closed(Gate.DURATION, "Its days were over at " + end + ".", null);
    }

    private GateState breaker(Facts.OfCampaign campaign) {
        BreakerState breaker = campaign.breaker();
        if (breaker == null) {
            return GateState.passed(Gate.BREAKER, "Its calls can be placed, as far as is known.");
        }
        String fact = "Its calls failed in a row, and are held since " + breaker.openSince() + " (" + breaker.cause()
                + "); " + probe(breaker) + ".";
        return breaker.mayProbe(now)
                ? GateState.passed(Gate.BREAKER, fact)
                : GateState.closed(Gate.BREAKER, fact, breaker.nextProbeAt());
    }

    private static String probe(BreakerState breaker) {
        return breaker.nextProbeAt() == null
                ? "one call is being tried"
                : "one call may be tried from " + breaker.nextProbeAt() + " on";
    }

    private List<GateState> hours(Facts.OfCampaign campaign, ZoneId zone) {
        CallingHours hours = campaign.calendar().at(zone, now);
        Instant next = campaign.calendar().nextOpening(zone, now).orElse(null);
        String fact = (hours.open() ? "Open: " : "Closed: ") + hours.reason() + ", in " + zone + ".";
        boolean holiday = hours.rule() == CallingHours.Rule.HOLIDAY;
        return List.of(
                hours.open() || holiday
                        ? GateState.passed(Gate.CALLING_HOURS, fact)
                        : GateState.closed(Gate.CALLING_HOURS, fact, next),
                hours.open() || !holiday
                        ? GateState.passed(Gate.HOLIDAY, holiday ? fact : "No holiday in " + zone + ".")
                        : GateState.closed(Gate.HOLIDAY, fact, next));
    }

    private GateState agent(Facts.OfCampaign campaign, @Nullable Long only) {
        List<Facts.OfAgent> asked = campaign.agents().stream()
                .filter(agent -> only == null || only == agent.id())
                .toList();
        Optional<Facts.OfAgent> free = asked.stream().filter(this::isFree).findFirst();
        if (free.isPresent()) {
            return GateState.passed(Gate.AGENT, free.get().name() + " is free.");
        }
        if (asked.isEmpty()) {
            return GateState.closed(Gate.AGENT, "The agent of its call-back is none of the campaign's.", null);
        }
        String facts = asked.stream().map(this::busy).collect(Collectors.joining("; "));
        Instant next = asked.stream()
                .filter(agent -> agent.active()
                        && agent.status().equals("available")
                        && agent.liveCalls() < agent.places()
                        && agent.canBeReached())
                .map(Facts.OfAgent::wrapUpUntil)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        return GateState.closed(Gate.AGENT, "No agent is free: " + facts + ".", next);
    }

    private boolean isFree(Facts.OfAgent agent) {
        return agent.active()
                && agent.status().equals("available")
                && agent.liveCalls() < agent.places()
                && agent.canBeReached()
                && !isWrappingUp(agent);
    }

    private boolean isWrappingUp(Facts.OfAgent agent) {
        return agent.wrapUpUntil() != null && agent.wrapUpUntil().isAfter(now);
    }

    private static String line(@Nullable String state) {
        return switch (state) {
            case null -> " has no line yet: it is rung in a moment";
            case "unreachable" -> " has a line at a switch that cannot be reached: another is rung in a moment";
            case "ringing" -> " has no line yet: the phone rings for it";
            default -> " has a line that is being hung up";
        };
    }

    private String busy(Facts.OfAgent agent) {
        if (!agent.active()) {
            return agent.name() + " is not active";
        }
        if (agent.liveCalls() >= agent.places()) {
            return agent.name() + " has " + agent.liveCalls() + " of " + agent.places() + " calls";
        }
        if (agent.status().equals("available") && !agent.canBeReached()) {
            return agent.name() + line(agent.line());
        }
        return isWrappingUp(agent) && agent.status().equals("available")
                ? agent.name() + " is in wrap-up until " + agent.wrapUpUntil()
                : agent.name() + " is " + agent.status();
    }

    private static GateState lines(Facts.OfCampaign campaign) {
        if (campaign.maxCalls() == null) {
            return GateState.passed(Gate.CAMPAIGN_LINES, "It has " + campaign.liveCalls() + " calls, without a limit.");
        }
        String fact = "It has " + campaign.liveCalls() + " of " + campaign.maxCalls() + " calls.";
        return campaign.liveCalls() < campaign.maxCalls()
                ? GateState.passed(Gate.CAMPAIGN_LINES, fact)
                : GateState.closed(Gate.CAMPAIGN_LINES, fact, null);
    }

    private List<GateState> trunks(Facts.OfCampaign campaign) {
        List<Facts.OfTrunk> withLines = campaign.trunks().stream()
                .filter(trunk -> trunk.liveCalls() < trunk.trunk().lines() && !trunk.holds(now))
                .toList();
        String lines = campaign.trunks().isEmpty()
                ? "None of its trunks is in use."
                : campaign.trunks().stream()
                        .map(trunk -> trunk.trunk().name() + " has " + trunk.liveCalls() + " of "
                                + trunk.trunk().lines() + " lines" + held(trunk))
                        .collect(Collectors.joining("; ", "", "."));
        String pace = withLines.stream()
                .map(trunk -> trunk.trunk().name() + " began " + trunk.lastSecond() + " of "
                        + trunk.trunk().callsPerSecond() + " calls in the last second")
                .collect(Collectors.joining("; ", "", "."));
        boolean hasPace = withLines.stream()
                .anyMatch(trunk -> trunk.lastSecond() < trunk.trunk().callsPerSecond());
        return List.of(
                withLines.isEmpty()
                        ? GateState.closed(Gate.TRUNK, lines, nextTrial(campaign))
                        : GateState.passed(Gate.TRUNK, lines),
                hasPace || withLines.isEmpty()
                        ? GateState.passed(
                                Gate.CALLS_PER_SECOND, withLines.isEmpty() ? "No trunk has a free line." : pace)
                        : GateState.closed(Gate.CALLS_PER_SECOND, pace, now.plusSeconds(1)));
    }

    private static String held(Facts.OfTrunk trunk) {
        BreakerState breaker = trunk.breaker();
        return breaker == null
                ? ""
                : " and is held since " + breaker.openSince() + " (" + breaker.cause() + "): " + probe(breaker);
    }

    /// When a trunk may be tried again; null where only a line that becomes free can help.
    private static @Nullable Instant nextTrial(Facts.OfCampaign campaign) {
        return campaign.trunks().stream()
                .map(Facts.OfTrunk::breaker)
                .filter(Objects::nonNull)
                .map(BreakerState::nextProbeAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
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

    private GateState due(Facts.OfLeads leads) {
        if (leads.nextDue() == null) {
            return GateState.closed(
                    Gate.DUE, leads.pending() + " leads are pending, and none has attempts left.", null);
        }
        return leads.nextDue().isAfter(now)
                ? GateState.closed(
                        Gate.DUE,
                        "Of " + leads.pending() + " pending leads the first is due at " + leads.nextDue() + ".",
                        leads.nextDue())
                : GateState.passed(
                        Gate.DUE,
                        "Of " + leads.pending() + " pending leads the first is due since " + leads.nextDue() + ".");
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
}
