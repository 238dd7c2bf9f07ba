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
        return cause.equals("ORIGINATOR_CANCEL") ? new CallOutcome.Cancelled(cause) : new CallOutcome.Failed(cause);
    }

    /// How a call ended that the customer had answered, while no agent was on the line. Where the switch itself was to
    /// call the agent, the cause may be that call's.
    static CallOutcome answeredWithoutAgent(String cause, CallRequest.Then then) {
        boolean agentFailed = then instanceof CallRequest.Then.Agent && AGENT_FAILED.contains(cause);
        return new CallOutcome.Abandoned(cause, agentFailed);
    }

    /// What the refusal of an originate means for which no channel was ever seen.
    static CallOutcome withoutChannel(String cause) {
        if (cause.startsWith("-USAGE")) {
            return CallOutcome.NotPlaced.because(cause);
        }
        return NOT_BEGUN.contains(cause) ? new CallOutcome.NotPlaced(cause) : unanswered(cause);
    }
}
