package org.voiceorchestrator.simulator;

import java.time.Duration;

/// What the far end does with a call. `pdd` (post-dial delay) is the time until anything is heard of it, `ringing` the
/// time from then until it decides. All durations are on the switch's clock.
public sealed interface CallBehaviour {
    Duration USUAL_PDD = Duration.ofMillis(20);

    /// `talk` runs from the answer when the callee hangs up, and from the bridge when the other side does.
    record Answer(Duration pdd, Duration ringing, Duration talk, HangsUp whoHangsUp) implements CallBehaviour {}

    /// Answers and hangs up before `originate` could return: its job says -ERR NORMAL_CLEARING after a CHANNEL_ANSWER.
    record AnswerAndHangUpAtOnce(Duration pdd, Duration ringing) implements CallBehaviour {}

    /// Answers and stays until somebody else ends the call.
    record NeverEnds(Duration pdd, Duration ringing) implements CallBehaviour {}

    /// 486.
    record Busy(Duration pdd, Duration ringing) implements CallBehaviour {}

    /// Rings until the switch gives up (originate_timeout).
    record NoAnswer(Duration pdd) implements CallBehaviour {}

    /// 480: the callee's own network gives up.
    record CalleeNoAnswer(Duration pdd, Duration ringing) implements CallBehaviour {}

    /// 603.
    record Reject(Duration pdd, Duration ringing) implements CallBehaviour {}

    /// 404.
    record InvalidNumber(Duration pdd) implements CallBehaviour {}

    /// Any SIP status from 300 on, without ringing.
    record Refuse(Duration pdd, int sipStatus) implements CallBehaviour {
        public Refuse {
            if (sipStatus < 300 || sipStatus > 699) {
                throw new IllegalArgumentException("not the status of a refusal: " + sipStatus);
            }
        }
    }

    /// Nothing is ever heard, not even ringing.
    record Silent() implements CallBehaviour {}

    /// An announcement of the network in place of ringing, then the other behaviour's ending.
    record EarlyMediaThen(Duration pdd, Duration media, CallBehaviour then) implements CallBehaviour {
        public EarlyMediaThen {
            if (then instanceof PlacementFailure || then instanceof EarlyMediaThen) {
                throw new IllegalArgumentException("early media can't be followed by " + then);
            }
        }
    }

    /// As the other behaviour, which answers, and presses keys: the first so long after the answer.
    record PressesKeys(CallBehaviour call, String digits, Duration after, Duration between) implements CallBehaviour {
        public PressesKeys {
            if (!(call instanceof Answer || call instanceof NeverEnds)) {
                throw new IllegalArgumentException("keys are pressed in a call that was answered, not by " + call);
            }
            if (!digits.matches("[0-9*#A-D]{1,32}")) {
                throw new IllegalArgumentException("keys are 0-9, *, # and A-D, not " + digits);
            }
        }
    }

    /// No channel comes to be: nothing but a BACKGROUND_JOB with `-ERR` and this cause.
    record PlacementFailure(String cause) implements CallBehaviour {
        public PlacementFailure {
            if (HangupCause.of(cause).isEmpty()) {
                throw new IllegalArgumentException("not a hangup cause: " + cause);
            }
        }
    }

    static CallBehaviour answersAfter(Duration ringing, Duration talk) {
        return new Answer(USUAL_PDD, ringing, talk, HangsUp.CALLEE);
    }

    static CallBehaviour staysAfter(Duration ringing) {
        return new NeverEnds(USUAL_PDD, ringing);
    }

    /// With a second between two keys.
    default CallBehaviour pressing(String digits, Duration after) {
        return new PressesKeys(this, digits, after, Duration.ofSeconds(1));
    }

    static CallBehaviour busy() {
        return new Busy(USUAL_PDD, Duration.ZERO);
    }

    static CallBehaviour noAnswer() {
        return new NoAnswer(USUAL_PDD);
    }

    static CallBehaviour refuses(int sipStatus) {
        return new Refuse(USUAL_PDD, sipStatus);
    }

    /// An agent whose phone is switched off.
    static CallBehaviour notRegistered() {
        return new PlacementFailure("USER_NOT_REGISTERED");
    }

    /// An extension that does not exist.
    static CallBehaviour unknownUser() {
        return new PlacementFailure("SUBSCRIBER_ABSENT");
    }
}
