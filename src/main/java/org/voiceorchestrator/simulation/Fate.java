package org.voiceorchestrator.simulation;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What becomes of a call, as drawn at its beginning; all times in milliseconds.
///
/// @param settledAfter when it is answered, or has ended unanswered
/// @param talk after the answer, if it gets an agent
record Fate(Ending ending, long settledAfter, long talk, long wrapUp) {
    private static final double SPREAD_OF_ANSWERS = 0.5;
    private static final double SPREAD_OF_SET_UP = 0.4;
    private static final double SPREAD_OF_WRAP_UP = 0.5;
    private static final long SHORTEST_TALK = 1000;
    private static final long LEAD_PRIME = 0x9E3779B97F4A7C15L;
    private static final long ATTEMPT_PRIME = 0xC2B2AE3D27D4EB4FL;

    enum Ending {
        ANSWERED,
        NO_ANSWER,
        BUSY,
        INVALID
    }

    static Fate of(CampaignDay day, long seed, int lead, int attempt, double rate) {
        RandomGenerator random = new SplittableRandom(seed ^ (lead + 1) * LEAD_PRIME ^ attempt * ATTEMPT_PRIME);
        CampaignDay.Customers customers = day.customers();
        boolean answered = random.nextDouble() < rate;
        double otherwise = random.nextDouble();
        long setUp = about(day.trunk().setUp(), SPREAD_OF_SET_UP, random);
        long rings = about(customers.untilAnswer(), SPREAD_OF_ANSWERS, random);
        long talk =
                Math.max(SHORTEST_TALK, about(day.staff().talk(), day.staff().talkSpread(), random));
        long wrapUp = Math.min(wrapUpLimit(day), about(day.staff().wrapUp(), SPREAD_OF_WRAP_UP, random));
        long ringFor = customers.ringFor().toMillis();
        if (answered) {
            return new Fate(Ending.ANSWERED, setUp + Math.min(rings, ringFor - 1), talk, wrapUp);
        }
        if (otherwise < customers.busy()) {
            return new Fate(Ending.BUSY, setUp, 0, 0);
        }
        if (otherwise < customers.busy() + customers.invalid()) {
            return new Fate(Ending.INVALID, setUp, 0, 0);
        }
        return new Fate(Ending.NO_ANSWER, setUp + ringFor, 0, 0);
    }

    /// After so long, in milliseconds, an agent's wrap-up is ended for them.
    static long wrapUpLimit(CampaignDay day) {
        return 3 * day.staff().wrapUp().toMillis();
    }

    /// Log-normal, of that mean.
    private static long about(Duration mean, double spread, RandomGenerator random) {
        return Math.round(mean.toMillis() * Math.exp(spread * random.nextGaussian() - spread * spread / 2));
    }
}
