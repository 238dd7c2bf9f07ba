package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceorchestrator.simulator.CallBehaviour.Answer;
import org.voiceorchestrator.simulator.CallBehaviour.AnswerAndHangUpAtOnce;
import org.voiceorchestrator.simulator.CallBehaviour.Busy;
import org.voiceorchestrator.simulator.CallBehaviour.CalleeNoAnswer;
import org.voiceorchestrator.simulator.CallBehaviour.EarlyMediaThen;
import org.voiceorchestrator.simulator.CallBehaviour.InvalidNumber;
import org.voiceorchestrator.simulator.CallBehaviour.NeverEnds;
import org.voiceorchestrator.simulator.CallBehaviour.NoAnswer;
import org.voiceorchestrator.simulator.CallBehaviour.PlacementFailure;
import org.voiceorchestrator.simulator.CallBehaviour.PressesKeys;
import org.voiceorchestrator.simulator.CallBehaviour.Refuse;
import org.voiceorchestrator.simulator.CallBehaviour.Reject;
import org.voiceorchestrator.simulator.CallBehaviour.Silent;

/// A behaviour as the SIP side sees it: a provisional answer (or none) after `pdd`, then a decision (or none) after
/// `untilDecision` more.
record CallScript(Duration pdd, Progress progress, Duration untilDecision, Decision decision) {
    enum Progress {
        NOTHING,
        /// 180
        RINGING,
        /// 183
        EARLY_MEDIA
    }

    sealed interface Decision {
        record Answers(Optional<Talk> talk, List<Key> keys) implements Decision {}

        record AnswersAndIsGone() implements Decision {}

        record Refuses(int sipStatus) implements Decision {}

        record Never() implements Decision {}
    }

    /// Pressed so long after the answer.
    record Key(char digit, Duration after) {}

    record Talk(Duration length, HangsUp whoHangsUp) {}

    static final CallScript ANSWERS_AT_ONCE = new CallScript(
            Duration.ZERO, Progress.NOTHING, Duration.ZERO, new Decision.Answers(Optional.empty(), List.of()));

    static CallScript of(CallBehaviour behaviour) {
        return switch (behaviour) {
            case Answer(var pdd, var ringing, var talk, var who) ->
                ringing(pdd, ringing, new Decision.Answers(Optional.of(new Talk(talk, who)), List.of()));
            case AnswerAndHangUpAtOnce(var pdd, var ringing) -> ringing(pdd, ringing, new Decision.AnswersAndIsGone());
            case NeverEnds(var pdd, var ringing) ->
                ringing(pdd, ringing, new Decision.Answers(Optional.empty(), List.of()));
            case Busy(var pdd, var ringing) -> ringing(pdd, ringing, new Decision.Refuses(486));
            case NoAnswer(var pdd) -> new CallScript(pdd, Progress.RINGING, Duration.ZERO, new Decision.Never());
            case CalleeNoAnswer(var pdd, var ringing) -> ringing(pdd, ringing, new Decision.Refuses(480));
            case Reject(var pdd, var ringing) -> ringing(pdd, ringing, new Decision.Refuses(603));
            case InvalidNumber(var pdd) -> ringing(pdd, Duration.ZERO, new Decision.Refuses(404));
            case Refuse(var pdd, int status) -> ringing(pdd, Duration.ZERO, new Decision.Refuses(status));
            case Silent() -> new CallScript(Duration.ZERO, Progress.NOTHING, Duration.ZERO, new Decision.Never());
            case EarlyMediaThen(var pdd, var media, var then) ->
                new CallScript(pdd, Progress.EARLY_MEDIA, media, of(then).decision());
            case PressesKeys(var call, var digits, var after, var between) -> of(call).pressing(digits, after, between);
            case PlacementFailure(String cause) -> throw new IllegalArgumentException("no call to play: " + cause);
        };
    }

    private CallScript pressing(String digits, Duration after, Duration between) {
        if (!(decision instanceof Decision.Answers answers)) {
            throw new IllegalArgumentException("who does not answer presses no keys");
        }
        var keys = new ArrayList<Key>();
        for (int i = 0; i < digits.length(); i++) {
            keys.add(new Key(digits.charAt(i), after.plus(between.multipliedBy(i))));
        }
        return new CallScript(pdd, progress, untilDecision, new Decision.Answers(answers.talk(), keys));
    }

    /// Who decides at once does not ring first.
    private static CallScript ringing(Duration pdd, Duration ringing, Decision decision) {
        var progress = ringing.isZero() ? Progress.NOTHING : Progress.RINGING;
        return new CallScript(pdd, progress, ringing, decision);
    }
}
