package org.voiceorchestrator.why;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// What can keep a lead from being called, in the order in which it is asked.
@Serdeable
public enum Gate {
    /// The campaign is active.
    @JsonProperty("campaign_active")
    CAMPAIGN_ACTIVE,
    /// Its days are not over.
    @JsonProperty("duration")
    DURATION,
    /// Its calls are not held because too many failed.
    @JsonProperty("breaker")
    BREAKER,
    /// Within the hours of the week, or of a special period.
    @JsonProperty("calling_hours")
    CALLING_HOURS,
    /// Not closed for a holiday.
    @JsonProperty("holiday")
    HOLIDAY,
    /// An agent is free for the call.
    @JsonProperty("agent")
    AGENT,
    /// The campaign has fewer calls than it may.
    @JsonProperty("campaign_lines")
    CAMPAIGN_LINES,
    /// A process that dials is connected with a switch that its trunks go over.
    @JsonProperty("switch")
    SWITCH,
    /// A trunk has a free line.
    @JsonProperty("trunk")
    TRUNK,
    /// A trunk with a free line may begin a call within this second.
    @JsonProperty("calls_per_second")
    CALLS_PER_SECOND,
    /// The lead is pending.
    @JsonProperty("lead_status")
    LEAD_STATUS,
    /// It was called fewer times than it may be.
    @JsonProperty("attempts")
    ATTEMPTS,
    /// It is due.
    @JsonProperty("due")
    DUE,
    /// Its number is on no do-not-call list.
    @JsonProperty("do_not_call")
    DO_NOT_CALL,
    /// Its number has not had all the calls it may get in a day.
    @JsonProperty("number_limits")
    NUMBER_LIMITS,
    /// Its number is on no line.
    @JsonProperty("number_live")
    NUMBER_LIVE,
    /// No agent looks at it before having it called.
    @JsonProperty("preview")
    PREVIEW
}
