package org.voiceorchestrator.campaign;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.calendar.CallingCalendar;

/// By which rules a campaign's leads are called: what a claim has to know of it before it looks at any lead.
///
/// @param id the campaign's
/// @param zone its clock
/// @param calendar its calendar, else its calling hours, else at any time
/// @param callsPerNumberDaily null: no limit of its own
/// @param callsPerNumberRolling null: no limit of its own
/// @param callerIdPool id of the pool; null: none
/// @param trunks ids of its trunks in order; empty: all
/// @param zones the time zones that its leads have, as `campaign_zones` names them; empty text: the campaign's own
public record CampaignRules(
        long id,
        ZoneId zone,
        CallingCalendar calendar,
        @Nullable Integer callsPerNumberDaily,
        @Nullable Integer callsPerNumberRolling,
        LeadSequence leadOrder,
        @Nullable Long callerIdPool,
        List<Long> trunks,
        List<String> zones) {

    /// The clock that one of its [#zones], or a lead's `time_zone`, means.
    ///
    /// @param name null or empty: the campaign's own
    public ZoneId zoneOf(@Nullable String name) {
        return name == null || name.isEmpty() ? zone : ZoneId.of(name);
    }

    /// Whether it is time to call, on the clock of one of its [#zones].
    public boolean isOpen(@Nullable String zoneName, Instant at) {
        return calendar.isOpen(zoneOf(zoneName), at);
    }
}
