package org.voiceorchestrator.telephony;

import java.util.Set;
import org.voiceorchestrator.call.CallOutcome;

/// What FreeSWITCH's hangup causes mean for a dialer. The names are those of its
/// `switch_types.h` (`switch_call_cause_t`), which follow ITU-T Q.850.
final class HangupCauses {
    private static final Set<String> BUSY = Set.of("USER_BUSY", "CALL_REJECTED");
    private static final Set<String> NO_ANSWER =
            Set.of("NO_ANSWER", "NO_USER_RESPONSE", "ALLOTTED_TIMEOUT", "PROGRESS_TIMEOUT");
    private static final Set<String> INVALID =
            Set.of("UNALLOCATED_NUMBER", "INVALID_NUMBER_FORMAT", "NO_ROUTE_DESTINATION");

    /// Said of a call that the switch itself would not begin. DESTINATION_OUT_OF_ORDER means here that it has reached
    /// its limit of sessions, or of sessions a second, or is paused.
    private static final Set<String> NOT_BEGUN = Set.of(
            "DESTINATION_OUT_OF_ORDER",
            "GATEWAY_DOWN",
            "INVALID_GATEWAY",
            "INVALID_PROFILE",
            "INVALID_URL",
            "CHAN_NOT_IMPLEMENTED",
            "USER_NOT_REGISTERED",
            "SUBSCRIBER_ABSENT");

    /// The way to the network is down, full or set up wrongly; none of them is about the number. Congestion, timers of
    /// the signalling, what a gateway answers with 5xx, and what the switch says of a gateway it knows as down.
    private static final Set<String> OF_THE_TRUNK = Set.of(
            "ACCESS_INFO_DISCARDED",
            "BEARERCAPABILITY_NOTAUTH",
            "BEARERCAPABILITY_NOTAVAIL",
            "BEARERCAPABILITY_NOTIMPL",
            "CHAN_NOT_IMPLEMENTED",
            "CHANNEL_UNACCEPTABLE",
            "DESTINATION_OUT_OF_ORDER",
            "FACILITY_NOT_SUBSCRIBED",
            "FACILITY_REJECTED",
            "GATEWAY_DOWN",
            "INCOMPATIBLE_DESTINATION",
            "INTERWORKING",
            "INVALID_GATEWAY",
            "INVALID_PROFILE",
            "INVALID_URL",
            "MANDATORY_IE_MISSING",
            "NETWORK_OUT_OF_ORDER",
            "NO_ROUTE_TRANSIT_NET",
            "NORMAL_CIRCUIT_CONGESTION",
            "NORMAL_TEMPORARY_FAILURE",
            "OUTGOING_CALL_BARRED",
            "PROTOCOL_ERROR",
            "RECOVERY_ON_TIMER_EXPIRE",
            "REQUESTED_CHAN_UNAVAIL",
            "SERVICE_NOT_IMPLEMENTED",
            "SERVICE_UNAVAILABLE",
            "SWITCH_CONGESTION");

    /// The customer's channel ends with the cause of the agent's leg when that could not be connected.
    /// DESTINATION_OUT_OF_ORDER is not among them: the switch had no room for the leg, which is no fault of the
    /// agent's.
    private static final Set<String> AGENT_FAILED = Set.of(
            "USER_BUSY",
            "CALL_REJECTED",
            "NO_ANSWER",
            "NO_USER_RESPONSE",
            "ALLOTTED_TIMEOUT",
            "PROGRESS_TIMEOUT",
            "USER_NOT_REGISTERED",
            "SUBSCRIBER_ABSENT",
            "UNALLOCATED_NUMBER",
            "RECOVERY_ON_TIMER_EXPIRE",
            "INCOMPATIBLE_DESTINATION");

    /// We ended it before it was answered.
    static final String TAKEN_BACK = "ORIGINATOR_CANCEL";

    private HangupCauses() {}

    /// Whether a call to an agent that was not answered failed for the agent's phone, not for the switch.
    static boolean isAgents(String cause) {
        return AGENT_FAILED.contains(cause);
    }

    /// How a call ended that nobody had answered.
    static CallOutcome unanswered(String cause) {
        if (BUSY.contains(cause)) {
            return new CallOutcome.Busy(cause);
        }
        if (NO_ANSWER.contains(cause)) {
            return new CallOutcome.NoAnswer(cause);
        }
        if (INVALID.contains(cause)) {
            return new CallOutcome.InvalidNumber(cause);
        }
        return cause.equals(TAKEN_BACK)
                ? new CallOutcome.Cancelled(cause)
                : new CallOutcome.Failed(cause, OF_THE_TRUNK.contains(cause));
    }

    /// How a call ended that the customer had answered, while no agent was on the line. Where the switch itself was to
    /// call the agent, the cause may be that call's.
    static CallOutcome answeredWithoutAgent(String cause, CallRequest.Then then) {
        boolean agentFailed = then instanceof CallRequest.Then.Agent && AGENT_FAILED.contains(cause);
        return new CallOutcome.Abandoned(cause, agentFailed);
    }

    /// Why the customer was not called: the agent, who was to be called first, could not be reached.
    static CallOutcome agentNotReached(String cause) {
        if (cause.startsWith("-USAGE")) {
            return CallOutcome.NotPlaced.because(cause);
        }
        if (cause.equals(TAKEN_BACK)) {
            return CallOutcome.NotBegun.because("hung up before the agent had picked up");
        }
        // the switch had no room, which is no fault of the agent's
        return cause.equals("DESTINATION_OUT_OF_ORDER")
                ? new CallOutcome.NotPlaced(cause)
                : CallOutcome.NotBegun.withoutAgent(cause);
    }

    /// How a call ended whose agent had picked up, while nothing was seen of the customer's channel.
    ///
    /// @param cause of the agent's leg: where the switch could not call the customer it ends with that call's
    static CallOutcome withAgentOnly(String cause) {
        return cause.equals("NORMAL_CLEARING") ? new CallOutcome.Cancelled(cause) : withoutChannel(cause);
    }

    /// What the refusal of an originate means for which no channel was ever seen.
    static CallOutcome withoutChannel(String cause) {
        if (cause.startsWith("-USAGE")) {
            return CallOutcome.NotPlaced.because(cause);
        }
        return NOT_BEGUN.contains(cause) ? new CallOutcome.NotPlaced(cause) : unanswered(cause);
    }
}
