package org.voiceorchestrator.pacing;

/// The share of calls that a person answers, from calls in the order in which they were settled. Two memories: a long
/// one, and a short one that sees a change; when the two differ beyond chance, the long one starts anew from the short
/// one.
final class AnswerRate {
    private static final double LONG = 250;
    private static final double SHORT = 25;
    /// Before anything is known most calls are held to be answered, which makes the pace careful.
    private static final double PRIOR = 0.6;
    private static final double PRIOR_CALLS = 10;
    private static final double BEYOND_CHANCE = 3;

    private double longCalls = PRIOR_CALLS;
    private double longAnswered = PRIOR_CALLS * PRIOR;
    private double shortCalls = PRIOR_CALLS;
    private double shortAnswered = PRIOR_CALLS * PRIOR;

    void add(boolean answered) {
        double one = answered ? 1 : 0;
        longCalls = longCalls * (1 - 1 / LONG) + 1;
        longAnswered = longAnswered * (1 - 1 / LONG) + one;
        shortCalls = shortCalls * (1 - 1 / SHORT) + 1;
        shortAnswered = shortAnswered * (1 - 1 / SHORT) + one;
        double expected = longAnswered / longCalls;
        double found = shortAnswered / shortCalls;
        if (Math.abs(found - expected) > BEYOND_CHANCE * error(expected, shortCalls)) {
            longCalls = shortCalls;
            longAnswered = shortAnswered;
        }
    }

    double mean() {
        return longAnswered / longCalls;
    }

    /// As high as the calls give reason to fear: one standard error above the long memory, or what the short one shows
    /// at least.
    double careful() {
        double lately = shortAnswered / shortCalls;
        return Math.min(1, Math.max(mean() + error(mean(), longCalls), lately - error(lately, shortCalls)));
    }

    private static double error(double rate, double calls) {
        return Math.sqrt(rate * (1 - rate) / calls);
    }
}
