package org.voiceorchestrator.simulation;

import java.time.Duration;
import java.util.List;

/// What is simulated. What is refused is named as the option of `simulate campaign` that it comes from.
///
/// @param length from the first call that may be begun to the last
public record CampaignDay(int leads, Duration length, Customers customers, Staff staff, Trunk trunk, Retries retries) {
    public CampaignDay {
        require(leads >= 1, "leads", "at least 1");
        require(length.compareTo(Duration.ofMinutes(1)) >= 0, "hours", "at least a minute");
        require(length.compareTo(Duration.ofDays(1)) <= 0, "hours", "at most 24");
    }

    /// How customers behave.
    ///
    /// @param rates the share that answers, 0 to 1, from each of these times on; the first from the beginning
    /// @param untilAnswer how long it rings on average where it is answered
    /// @param ringFor how long it rings where it is not; at least 15 seconds
    /// @param busy the share of calls that find the line busy, of those that are not answered
    /// @param invalid the share of numbers that do not exist, of those that are not answered
    public record Customers(List<Rate> rates, Duration untilAnswer, Duration ringFor, double busy, double invalid) {
        private static final Duration SHORTEST_RING = Duration.ofSeconds(15);

        public Customers {
            rates = List.copyOf(rates);
            require(!rates.isEmpty() && rates.getFirst().from().isZero(), "answer-rate", "given from the beginning");
            require(ringFor.compareTo(SHORTEST_RING) >= 0, "ring-for", "at least 15 seconds, by the rules of the US");
            require(
                    untilAnswer.isPositive() && untilAnswer.compareTo(ringFor) < 0,
                    "until-answer",
                    "more than nothing and less than --ring-for");
            require(
                    busy >= 0 && invalid >= 0 && busy + invalid <= 1,
                    "busy, --invalid",
                    "shares from 0 to 1, together at most 1");
        }
    }

    /// @param answered the share of calls that a person answers, 0 to 1
    public record Rate(Duration from, double answered) {
        public Rate {
            require(answered >= 0 && answered <= 1, "answer-rate", "from 0 to 1");
            require(!from.isNegative(), "answer-rate", "given from the beginning on");
        }
    }

    /// Who talks with them.
    ///
    /// @param talkSpread of the logarithm; 0: all talk equally long
    /// @param breakEvery on average; zero: no breaks
    /// @param suddenBreaks the share of breaks that begin at once, calls in the air or not; other agents take
    ///     one call more if there is one on its way
    public record Staff(
            int agents,
            Duration talk,
            double talkSpread,
            Duration wrapUp,
            Duration breakEvery,
            Duration breakLength,
            double suddenBreaks) {
        public Staff {
            require(agents >= 1 && agents <= 10_000, "agents", "1 to 10000");
            require(talk.isPositive(), "talk", "longer than nothing");
            require(talkSpread >= 0 && talkSpread <= 2, "talk-spread", "0 to 2");
            require(
                    !wrapUp.isNegative() && !breakEvery.isNegative() && !breakLength.isNegative(),
                    "wrap-up, --break-every, --break-length",
                    "positive");
            require(suddenBreaks >= 0 && suddenBreaks <= 1, "sudden-breaks", "a share from 0 to 1");
        }
    }

    /// What the calls run over.
    ///
    /// @param lines calls at once, those with an agent included
    /// @param setUp until a phone rings, on average
    /// @param connect until an agent who was given to a customer is heard
    public record Trunk(int lines, int callsPerSecond, Duration setUp, Duration connect) {
        public Trunk {
            require(lines >= 1, "lines", "at least 1");
            require(callsPerSecond >= 1, "calls-per-second", "at least 1");
            require(!setUp.isNegative() && !connect.isNegative(), "set-up", "positive");
        }
    }

    /// When a lead is called again.
    ///
    /// @param attempts how often in all
    public record Retries(int attempts, Duration busy, Duration noAnswer, Duration abandoned) {
        public Retries {
            require(attempts >= 1 && attempts <= 100, "attempts", "1 to 100");
        }
    }

    private static void require(boolean right, String what, String mustBe) {
        if (!right) {
            throw new IllegalArgumentException(what + ": must be " + mustBe);
        }
    }
}
