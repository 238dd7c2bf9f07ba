package org.voiceorchestrator.pacing;

import java.util.List;
import org.voiceorchestrator.pacing.Durations.Lasting;

/// What the campaign's recent calls tell of the next ones. Recent calls count more; where there are few, careful
/// guesses stand in. Immutable.
public final class Estimates {
    private static final int ENOUGH_SETTLED = 40;
    private static final int ENOUGH_ANSWERED = 10;

    private final int settled;
    private final int answered;
    private final double answerRate;
    private final double carefulRate;
    private final Lasting untilAnswered;
    private final Lasting untilGivenUp;
    private final Lasting talk;
    private final Lasting wrapUp;

    Estimates(
            int settled,
            int answered,
            double answerRate,
            double carefulRate,
            Lasting untilAnswered,
            Lasting untilGivenUp,
            Lasting talk,
            Lasting wrapUp) {
        this.settled = settled;
        this.answered = answered;
        this.answerRate = answerRate;
        this.carefulRate = carefulRate;
        this.untilAnswered = untilAnswered;
        this.untilGivenUp = untilGivenUp;
        this.talk = talk;
        this.wrapUp = wrapUp;
    }

    /// From the last calls of the campaign, in the order in which they were answered or ended, the newest last. A few
    /// hundred are enough: older ones count for little.
    public static Estimates of(List<RecentCall> calls) {
        RunningEstimates running = new RunningEstimates();
        calls.forEach(running::add);
        return running.now();
    }

    /// Whether there are enough calls to predict from.
    public boolean areReliable() {
        return settled >= ENOUGH_SETTLED && answered >= ENOUGH_ANSWERED;
    }

    /// How many calls they come from.
    public int calls() {
        return settled;
    }

    /// The share of calls that a person answers.
    public double answerRate() {
        return answerRate;
    }

    /// As high as there is reason to fear.
    public double carefulAnswerRate() {
        return carefulRate;
    }

    /// In seconds, from the beginning of a call.
    public double meanUntilAnswered() {
        return untilAnswered.mean();
    }

    /// In seconds.
    public double meanTalk() {
        return talk.mean();
    }

    /// In seconds.
    public double meanWrapUp() {
        return wrapUp.mean();
    }

    /// So many seconds after their beginning that share of the calls that are answered is.
    double answeredAfter(double share) {
        return untilAnswered.within(share);
    }

    /// The chance that a call which is unanswered after that many seconds is answered in those that follow.
    ///
    /// @param rate the answer rate to reckon with
    double answeredWithin(double more, double age, double rate) {
        double yet = rate * untilAnswered.atLeast(age);
        double never = (1 - rate) * untilGivenUp.atLeast(age);
        return yet <= 0 ? 0 : (yet - rate * untilAnswered.atLeast(age + more + 1)) / (yet + never);
    }

    /// The chance that an agent who has talked that long is free within that many seconds.
    double freeAfterTalk(double within, double talked) {
        return talk.overWithin(within - wrapUp.mean(), talked);
    }

    /// The chance that an agent who has been wrapping up that long is free within that many seconds.
    double freeAfterWrapUp(double within, double since) {
        return wrapUp.overWithin(within, since);
    }
}
