package org.voiceorchestrator.campaign;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.breaker.BreakerState;
import org.voiceorchestrator.http.ApiDoc;

/// Leads to be called for one agent, by rules that are the same for all of them.
///
/// @param campaignId unique name, made by the system: `AgentAhmed-Follow_Up-20260209`
/// @param agent id of the agent whose calls these are
/// @param agentName the agent's `agent_id`
/// @param durationDays so many days after its first activation an active campaign is completed
/// @param startedAt the first activation
/// @param calledLeads leads that were dialed at least once
/// @param failedCalls calls that failed, busy ones among them
/// @param leadsCount the same as total_leads
/// @param completionPercentage called_leads / total_leads * 100, two decimals
/// @param allowedCountries ISO 3166 codes of the countries whose numbers may be loaded; empty: the business region's
/// @param callingFrom from when on leads may be called, on the clock of time_zone; null, like calling_until: at any
/// time
/// @param callingUntil until when; earlier than calling_from: until then on the next day
/// @param timeZone IANA name; null: the business time zone
/// @param maxCalls how many calls at a time; null: no limit of its own
/// @param agents ids of the agents who take its calls, its own one among them
/// @param retryRules when a lead is called again after an ending, in place of retry_delays, or after a disposition
/// @param calendar id of the calendar of its calling hours, in place of calling_from and calling_until; null: none
/// @param callsPerNumberDaily calls to one number on one day of the lead, over all campaigns; null: as the settings
/// say. The fewer count
/// @param callsPerNumberRolling the same, within any 24 hours
/// @param leadOrder which of the leads that are due comes first
/// @param callerIdPool id of the pool of numbers that customers see; null: the trunk's own
/// @param trunks ids of the trunks its calls go over, in the order in which they are tried; empty: all there are
/// @param breaker what holds its calls back because they failed in a row; null: nothing does
/// @param recordCalls calls that are answered are recorded
@Serdeable
public record Campaign(
        long id,
        String campaignId,
        String campaignName,
        Segment segment,
        long agent,
        String agentName,
        CampaignStatus status,
        int durationDays,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        Instant updatedAt,
        long totalLeads,
        long calledLeads,
        long completedCalls,
        long failedCalls,
        long noAnswerCalls,
        long leadsCount,
        double completionPercentage,
        @ApiDoc.FreeForm Map<String, Object> metadata,
        List<String> allowedCountries,
        @Nullable LocalTime callingFrom,
        @Nullable LocalTime callingUntil,
        @Nullable String timeZone,
        @Nullable Integer maxCalls,
        boolean recordCalls,
        RetryDelays retryDelays,
        DialingRules dialing,
        List<Long> agents,
        List<RetryRule> retryRules,
        @Nullable Long calendar,
        @Nullable Integer callsPerNumberDaily,
        @Nullable Integer callsPerNumberRolling,
        LeadSequence leadOrder,
        @Nullable Long callerIdPool,
        List<Long> trunks,
        @Nullable BreakerState breaker) {}
