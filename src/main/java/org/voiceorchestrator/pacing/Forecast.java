package org.voiceorchestrator.pacing;

/// Answered customers against agents in the seconds to come. At each of a few horizons, those who by then need an
/// agent are counted: customers who will have answered, and agents who will not be free of the customer they have now.
/// Where these are more than there are agents, somebody is abandoned.
final class Forecast {
    /// The horizons: when these shares of the calls begun now, as far as they are answered at all, are.
    private static final double[] SHARES = {0.25, 0.5, 0.75, 0.95};
    /// Who ends a call now and then takes a break instead of the next one.
    private static final double COMES_BACK = 0.97;
    /// What if so many of those who would not have answered suddenly do?
    private static final double SURPRISED = 0.4;

    private final int agents;
    private final double rate;
    private final double feared;
    private final double[] newCall = new double[SHARES.length];
    private final Headcount[] needed = new Headcount[SHARES.length];
    private final Headcount feareds = new Headcount();
    private final double expectedAnswers;
    private int mostToLose;

    Forecast(Situation now, Estimates estimates, double patience) {
        this.agents = now.agents();
        this.rate = estimates.carefulAnswerRate();
        this.feared = rate + SURPRISED * (1 - rate);
        double last = 0;
        for (int i = 0; i < SHARES.length; i++) {
            last = estimates.answeredAfter(SHARES[i]);
            newCall[i] = estimates.answeredWithin(last, 0, rate);
            needed[i] = new Headcount();
            needed[i].addCertain(now.waitingCustomers());
            addCalls(needed[i], now, estimates, last, rate);
        }
        this.expectedAnswers = needed[SHARES.length - 1].mean();
        feareds.addCertain(now.waitingCustomers());
        addCalls(feareds, now, estimates, Double.MAX_VALUE, feared);
        for (int i = 0; i < SHARES.length; i++) {
            addBusyAgents(needed[i], now, estimates, estimates.answeredAfter(SHARES[i]) + patience);
        }
        addBusyAgents(feareds, now, estimates, estimates.answeredAfter(SHARES[1]) + patience);
        this.mostToLose = now.waitingCustomers() + now.callsInTheAir() - now.freeAgents();
    }

    /// One more call is begun.
    void addCall() {
        for (int i = 0; i < needed.length; i++) {
            needed[i].add(1, newCall[i]);
        }
        feareds.add(1, feared);
        mostToLose++;
    }

    /// The chance that one more answered customer is one too many.
    double risk() {
        double worst = 0;
        for (Headcount count : needed) {
            worst = Math.max(worst, count.chanceOfAtLeast(agents));
        }
        return worst;
    }

    /// How many are abandoned if the answer rate jumps while these calls and one more are in the air.
    double fearedLoss() {
        return Math.max(0, Math.min(mostToLose + 1, feareds.high() + feared - agents));
    }

    /// Of the calls that are in the air now.
    double expectedAnswers() {
        return expectedAnswers;
    }

    private static void addCalls(Headcount count, Situation now, Estimates estimates, double within, double rate) {
        for (int age = 0; age <= Situation.oldestAge(); age++) {
            int calls = now.inTheAir(age);
            if (calls > 0) {
                count.add(calls, estimates.answeredWithin(within, age, rate));
            }
        }
    }

    private static void addBusyAgents(Headcount count, Situation now, Estimates estimates, double within) {
        count.addCertain(now.connecting());
        Situation.Times talking = now.talking();
        if (within <= estimates.meanWrapUp()) {
            count.addCertain(talking.count());
        } else {
            for (int i = 0; i < talking.count(); i++) {
                count.add(1, 1 - COMES_BACK * estimates.freeAfterTalk(within, talking.get(i)));
            }
        }
        Situation.Times wrappingUp = now.wrappingUp();
        for (int i = 0; i < wrappingUp.count(); i++) {
            boolean sure = now.wrapUpLeft().get(i) <= within;
            double free = sure ? 1 : estimates.freeAfterWrapUp(within, wrappingUp.get(i));
            count.add(1, 1 - COMES_BACK * free);
        }
    }
}
