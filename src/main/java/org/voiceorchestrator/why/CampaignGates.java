package org.voiceorchestrator.why;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.voiceorchestrator.breaker.BreakerState;
import org.voiceorchestrator.calendar.CallingHours;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.database.Names;

/// The gates that a campaign itself is.
final class CampaignGates {
    private final Instant now;

    CampaignGates(Instant now) {
        this.now = now;
    }

    /// On this clock.
    List<GateState> of(Facts.OfCampaign campaign, ZoneId zone) {
        List<GateState> gates = new ArrayList<>();
        gates.add(status(campaign));
        gates.add(duration(campaign));
        gates.add(breaker(campaign));
        gates.addAll(hours(campaign, zone));
        return gates;
    }

    private static GateState status(Facts.OfCampaign campaign) {
        String status = "The campaign is " + Names.of(campaign.status()) + ".";
        return campaign.status() == CampaignStatus.ACTIVE
                ? GateState.passed(Gate.CAMPAIGN_ACTIVE, status)
                : GateState.closed(Gate.CAMPAIGN_ACTIVE, status, null);
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
        String fact = "Its calls are held since " + breaker.openSince() + " (" + breaker.reason() + "); "
                + TrunkGates.probe(breaker) + ".";
        return breaker.mayProbe(now)
                ? GateState.passed(Gate.BREAKER, fact)
                : GateState.closed(Gate.BREAKER, fact, breaker.nextProbeAt());
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

    static GateState lines(Facts.OfCampaign campaign) {
        if (campaign.maxCalls() == null) {
            return GateState.passed(Gate.CAMPAIGN_LINES, "It has " + campaign.liveCalls() + " calls, without a limit.");
        }
        String fact = "It has " + campaign.liveCalls() + " of " + campaign.maxCalls() + " calls.";
        return campaign.liveCalls() < campaign.maxCalls()
                ? GateState.passed(Gate.CAMPAIGN_LINES, fact)
                : GateState.closed(Gate.CAMPAIGN_LINES, fact, null);
    }
}
