package org.voiceorchestrator.why;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.calendar.CallingCalendar;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.campaign.RulesReader;
import org.voiceorchestrator.lead.LeadStatus;
import org.voiceorchestrator.phone.NumberZones;
import org.voiceorchestrator.phone.PhoneNumber;

/// The gates between a call that a person orders and the line: those of a claim but for what the person decides
/// instead (whom, when, and how often to try).
@Singleton
public final class OrderGates {
    private static final Set<Gate> ASKED = Set.of(
            Gate.CAMPAIGN_ACTIVE,
            Gate.DURATION,
            Gate.CALLING_HOURS,
            Gate.HOLIDAY,
            Gate.CAMPAIGN_LINES,
            Gate.TRUNK,
            Gate.CALLS_PER_SECOND,
            Gate.DO_NOT_CALL,
            Gate.NUMBER_LIMITS,
            Gate.NUMBER_LIVE,
            Gate.PREVIEW);

    /// Of a lead that an agent has looked at: those of a claim, but for the agent, who decides when. Whether a process
    /// takes the order is asked elsewhere.
    private static final Set<Gate> PREVIEWED =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(Gate.AGENT, Gate.BREAKER, Gate.SWITCH, Gate.DUE)));

    private final FactReader facts;
    private final LeadFactReader leads;
    private final RulesReader rules;
    private final NumberZones zones;
    private final ZoneId businessZone;

    OrderGates(FactReader facts, LeadFactReader leads, RulesReader rules, NumberZones zones, ZoneId businessZone) {
        this.facts = facts;
        this.leads = leads;
        this.rules = rules;
        this.zones = zones;
        this.businessZone = businessZone;
    }

    /// @param agent id of the agent who is to talk: a lead held for them is no hindrance
    /// @param number digits with the country code
    /// @param lead id of a lead of the campaign; null: the number is called as none's
    /// @param campaign id; null: of none
    /// @param previewed an agent has looked at the lead, whose attempt it is to be: also that it is pending and has
    /// attempts left is asked
    public record Asked(
            long agent,
            String number,
            @Nullable Long lead,
            @Nullable Long campaign,
            boolean previewed) {}

    /// The first gate that keeps it from being called now; empty where none does.
    ///
    /// @param hours when numbers are called that are of no campaign
    public Optional<GateState> closed(Asked asked, CallingCalendar hours, Instant now) {
        Optional<CampaignRules> its = Optional.ofNullable(asked.campaign()).flatMap(rules::of);
        ZoneId general = its.map(CampaignRules::zone).orElse(businessZone);
        ZoneId zone = zones.of(new PhoneNumber(asked.number()), "").orElse(general);
        Facts.OfCampaign campaign = its.flatMap(found -> facts.campaign(found.id(), now))
                .orElseGet(() -> facts.ofNone(hours, general, now));
        Facts.OfLead called = its.flatMap(
                        found -> Optional.ofNullable(asked.lead()).flatMap(lead -> leads.lead(lead, found, now)))
                .orElseGet(() -> leads.number(asked.number(), its.orElse(null), zone, now));
        if (called.status() == LeadStatus.DO_NOT_CALL && called.doNotCall().isEmpty()) {
            return Optional.of(GateState.closed(Gate.DO_NOT_CALL, "The lead is do_not_call.", null));
        }
        Facts.OfHold hold = called.hold();
        boolean ownHold = hold != null && hold.agent() == asked.agent();
        List<GateState> gates = new Gates(now).of(campaign, called);
        return gates.stream()
                .filter(gate -> (asked.previewed() ? PREVIEWED : ASKED).contains(gate.gate()) && !gate.passes())
                .filter(gate -> gate.gate() != Gate.PREVIEW || !ownHold)
                .findFirst();
    }
}
