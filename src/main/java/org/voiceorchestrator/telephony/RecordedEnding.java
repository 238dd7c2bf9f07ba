package org.voiceorchestrator.telephony;

import org.voiceorchestrator.call.CallOutcome;

/// How a call ended of which only the switch's own record is left.
public final class RecordedEnding {
    private RecordedEnding() {}

    /// @param cause FreeSWITCH's name for it
    /// @param answered the customer's leg was answered
    /// @param bridged the customer was connected with somebody
    public static CallOutcome of(String cause, boolean answered, boolean bridged) {
        if (!answered) {
            return HangupCauses.unanswered(cause);
        }
        return bridged ? new CallOutcome.Answered(cause) : new CallOutcome.Abandoned(cause, false);
    }
}
