package org.voiceorchestrator.why;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.breaker.BreakerState;
import org.voiceorchestrator.calendar.CallingCalendar;
import org.voiceorchestrator.call.NumberCaps;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.lead.LeadStatus;
import org.voiceorchestrator.trunk.SwitchLinks;
import org.voiceorchestrator.trunk.Trunk;
import org.voiceorchestrator.trunk.TrunkRoom;

/// What the gates are judged by, all of one moment.
final class Facts {
    private Facts() {}

    /// @param agents those who may be given its calls
    /// @param links how the processes that dial stand with the switches that calls may go over
    /// @param breaker that holds its calls back; null: none does
    record OfCampaign(
            long id,
            CampaignStatus status,
            @Nullable Instant startedAt,
            int durationDays,
            @Nullable Integer maxCalls,
            int liveCalls,
            CallingCalendar calendar,
            ZoneId zone,
            List<OfAgent> agents,
            List<OfTrunk> trunks,
            List<SwitchLinks.Alive> links,
            @Nullable BreakerState breaker) {}

    /// @param status what the agent said last
    /// @param freeFrom from when on another call can be taken; null: not as things are
    /// @param onLine whether its calls come on a line that stays up
    /// @param line the state of the line, or `unreachable` where its switch is; null: there is none
    record OfAgent(
            long id,
            String name,
            boolean active,
            String status,
            @Nullable Instant freeFrom,
            int liveCalls,
            int capacity,
            boolean onLine,
            @Nullable String line) {
        /// On a line there is one call at a time.
        int places() {
            return onLine ? 1 : capacity;
        }
    }

    /// @param elsewhere whether its switch is another than that of the lines on which the campaign's agents take calls
    /// @param breaker that holds its calls back; null: none does
    record OfTrunk(
            Trunk trunk,
            TrunkRoom.Load load,
            boolean elsewhere,
            @Nullable BreakerState breaker) {
        boolean holds(Instant now) {
            return breaker != null && !breaker.mayProbe(now);
        }
    }

    /// @param zone the clock it is called by
    /// @param callBackAgent id of the only agent who may call it; null: anyone
    /// @param calls when calls to its number began that count, of the last two days
    /// @param hold by whom it is looked at; null: by nobody
    /// @param liveCampaign the campaign_id of the call on which its number is, empty where that is of no campaign;
    /// null: on none
    record OfLead(
            LeadStatus status,
            int attempts,
            int maxAttempts,
            Instant dueAt,
            ZoneId zone,
            @Nullable Instant callBackAt,
            @Nullable Long callBackAgent,
            List<OfEntry> doNotCall,
            NumberCaps caps,
            List<Instant> calls,
            @Nullable String liveCampaign,
            @Nullable OfHold hold) {}

    /// A lead that an agent looks at.
    ///
    /// @param name the agent's
    record OfHold(long agent, String name, Instant until) {}

    /// An entry in force of a do-not-call list.
    ///
    /// @param list the company's, or the campaign's
    record OfEntry(String list, String reason, @Nullable Instant expiresAt) {}

    /// The leads of a campaign, as far as they wait.
    ///
    /// @param pending how many are pending
    /// @param nextDue when the first of them is due, or was; null: none has attempts left
    record OfLeads(long pending, @Nullable Instant nextDue) {}
}
