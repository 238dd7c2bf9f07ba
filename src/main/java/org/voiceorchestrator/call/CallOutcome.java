package org.voiceorchestrator.call;

/// How a call ended. An ending is data: nobody throws it.
public sealed interface CallOutcome {
    /// FreeSWITCH's hangup cause; empty where the switch gave none.
    String cause();

    /// What a person should know where no cause tells it; else empty.
    default String remark() {
        return "";
    }

    /// The customer talked with the agent.
    record Answered(String cause) implements CallOutcome {}

    /// The customer answered, and no agent came on the line.
    ///
    /// @param agentFailed it was the agent's phone that could not be reached or was not picked up, not the customer
    ///     who hung up first
    record Abandoned(String cause, boolean agentFailed) implements CallOutcome {}

    /// The line was busy, or the customer refused the call.
    record Busy(String cause) implements CallOutcome {}

    record NoAnswer(String cause) implements CallOutcome {}

    /// The network did not put it through.
    ///
    /// @param ofTheTrunk it says nothing of the number: the way there is down or full
    record Failed(String cause, boolean ofTheTrunk) implements CallOutcome {}

    /// There is no such number: it is never called again.
    record InvalidNumber(String cause) implements CallOutcome {}

    /// We ended it before it was answered.
    record Cancelled(String cause) implements CallOutcome {}

    /// It is certain that nobody's phone rang: the attempt does not count.
    ///
    /// @param asked the switch was, and would not
    record NotPlaced(String cause, String remark, boolean asked) implements CallOutcome {
        public NotPlaced(String cause) {
            this(cause, "", true);
        }

        /// The switch did not take the command.
        public static NotPlaced because(String remark) {
            return new NotPlaced("", remark, true);
        }

        /// The switch was not even asked.
        public static NotPlaced unasked(String remark) {
            return new NotPlaced("", remark, false);
        }
    }

    /// The customer was never called, since the agent was to be called first, or nobody took the order in time. The
    /// attempt does not count.
    ///
    /// @param agentFailed the agent's phone could not be reached or was not picked up
    record NotBegun(String cause, String remark, boolean agentFailed) implements CallOutcome {
        public static NotBegun withoutAgent(String cause) {
            return new NotBegun(cause, "the agent's phone was not answered", true);
        }

        public static NotBegun because(String remark) {
            return new NotBegun("", remark, false);
        }
    }

    /// What became of it cannot be known.
    record Lost(String remark) implements CallOutcome {
        @Override
        public String cause() {
            return "";
        }
    }

    /// The status that the call log closes with.
    default CallStatus status() {
        return switch (this) {
            case Answered _ -> CallStatus.COMPLETED;
            case Abandoned _ -> CallStatus.ABANDONED;
            case Busy _ -> CallStatus.BUSY;
            case NoAnswer _ -> CallStatus.NO_ANSWER;
            case Failed _, InvalidNumber _, NotPlaced _ -> CallStatus.FAILED;
            case Cancelled _, NotBegun _ -> CallStatus.CANCELLED;
            case Lost _ -> CallStatus.LOST;
        };
    }
}
