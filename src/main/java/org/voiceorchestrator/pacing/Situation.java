package org.voiceorchestrator.pacing;

import java.util.Arrays;

/// A campaign's agents and calls at one moment. An agent with room for several calls at once stands here once for
/// each. Immutable; all times are in seconds.
public final class Situation {
    private static final int OLDEST = 120;

    private final int free;
    private final int connecting;
    private final Times talking;
    private final Times wrappingUp;
    private final Times wrapUpLeft;
    private final int[] inTheAir;
    private final int callsInTheAir;
    private final int waiting;
    private final int linesLeft;

    private Situation(Builder from) {
        this.free = from.free;
        this.connecting = from.connecting;
        this.talking = from.talking;
        this.wrappingUp = from.wrappingUp;
        this.wrapUpLeft = from.wrapUpLeft;
        this.inTheAir = from.inTheAir;
        this.callsInTheAir = from.callsInTheAir;
        this.waiting = from.waiting;
        this.linesLeft = from.linesLeft;
    }

    /// @param linesLeft how many calls may be begun at all: lines, calls a second, limits of the campaign
    public static Builder withLines(int linesLeft) {
        return new Builder(linesLeft);
    }

    /// Agents at work: not those on a break.
    public int agents() {
        return free + connecting + talking.count + wrappingUp.count;
    }

    public int freeAgents() {
        return free;
    }

    /// Calls that nobody has answered yet.
    public int callsInTheAir() {
        return callsInTheAir;
    }

    /// Customers who have answered and whom no agent has been given yet.
    public int waitingCustomers() {
        return waiting;
    }

    public int linesLeft() {
        return linesLeft;
    }

    int connecting() {
        return connecting;
    }

    Times talking() {
        return talking;
    }

    Times wrappingUp() {
        return wrappingUp;
    }

    Times wrapUpLeft() {
        return wrapUpLeft;
    }

    /// Calls in the air that were begun so many whole seconds ago; the oldest age stands for all beyond.
    int inTheAir(int age) {
        return inTheAir[age];
    }

    static int oldestAge() {
        return OLDEST;
    }

    /// A list of seconds.
    static final class Times {
        private double[] seconds = new double[16];
        private int count;

        private void add(double time) {
            if (count == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * count);
            }
            seconds[count] = Math.max(0, time);
            count++;
        }

        int count() {
            return count;
        }

        double get(int i) {
            return seconds[i];
        }
    }

    /// Says who is doing what, one agent and one call after the other. Gives one situation.
    public static final class Builder {
        private final int linesLeft;
        private int free;
        private int connecting;
        private final Times talking = new Times();
        private final Times wrappingUp = new Times();
        private final Times wrapUpLeft = new Times();
        private final int[] inTheAir = new int[OLDEST + 1];
        private int callsInTheAir;
        private int waiting;

        private Builder(int linesLeft) {
            this.linesLeft = Math.max(0, linesLeft);
        }

        /// Available, and no call is meant for them.
        public Builder free(int agents) {
            free += agents;
            return this;
        }

        /// An answered customer is being put through to them.
        public Builder connecting(int agents) {
            connecting += agents;
            return this;
        }

        public Builder talking(double since) {
            talking.add(since);
            return this;
        }

        /// @param left until they are free at the latest; infinite where there is no limit
        public Builder wrappingUp(double since, double left) {
            wrappingUp.add(since);
            wrapUpLeft.add(left);
            return this;
        }

        /// A call that nobody has answered, whether it rings already or not.
        public Builder inTheAir(double since) {
            inTheAir[(int) Math.clamp(since, 0, OLDEST)]++;
            callsInTheAir++;
            return this;
        }

        public Builder waiting(int customers) {
            waiting += customers;
            return this;
        }

        public Situation build() {
            return new Situation(this);
        }
    }
}
