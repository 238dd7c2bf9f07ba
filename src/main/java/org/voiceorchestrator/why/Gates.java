package org.voiceorchestrator.why;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges the gates by the facts of one moment.
final class Gates {
    private final Instant now;

    Gates(Instant now) {
        this.now = now;
    }

    /// All gates between this lead and the line.
    List<GateState> of(Facts.OfCampaign campaign, Facts.OfLead lead) {
        List<GateState> gates = ofCampaign(campaign, lead.zone(), lead.callBackAgent());
        gates.addAll(new LeadGates(now).of(lead));
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
        List<GateState> gates = new ArrayList<>(new CampaignGates(now).of(campaign, zone));
        gates.add(new AgentGate(now).of(campaign, onlyAgent));
        gates.add(CampaignGates.lines(campaign));
        gates.add(SwitchGate.of(campaign));
        gates.addAll(new TrunkGates(now).of(campaign));
        return gates;
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
}
