package org.voiceorchestrator.pacing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Calls of the past, evenly mixed.
final class Calls {
    private Calls() {}

    static List<RecentCall> of(int calls, double answerRate, int talk) {
        List<RecentCall> recent = new ArrayList<>();
        double due = 0;
        for (int i = 0; i < calls; i++) {
            due += answerRate;
            if (due >= 1) {
                due--;
                recent.add(
                        RecentCall.talked(Duration.ofSeconds(5 + i % 9), Duration.ofSeconds(talk / 2 + i * 13L % talk))
                                .withWrapUp(Duration.ofSeconds(10 + i % 10)));
            } else {
                recent.add(RecentCall.unanswered(Duration.ofSeconds(i % 4 == 0 ? 3 : 28)));
            }
        }
        return recent;
    }

    static Estimates estimates(int calls, double answerRate, int talk) {
        return Estimates.of(of(calls, answerRate, talk));
    }

    /// That differ in nothing but the answer rate.
    static Estimates withRate(double rate) {
        Durations untilAnswered = new Durations(1, 60, 10, t -> Math.exp(-t / 8));
        Durations untilGivenUp = new Durations(1, 60, 10, t -> t > 25 && t < 35 ? 1 : 0.01);
        Durations talk = new Durations(5, 600, 10, t -> Math.exp(-t / 100));
        Durations wrapUp = new Durations(1, 60, 10, t -> t < 20 ? 1 : 0.1);
        return new Estimates(400, 100, rate, rate, untilAnswered.now(), untilGivenUp.now(), talk.now(), wrapUp.now());
    }
}
