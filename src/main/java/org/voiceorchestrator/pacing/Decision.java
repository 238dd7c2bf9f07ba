package org.voiceorchestrator.pacing;

import java.util.Locale;

/// How many calls to begin now, and why no more.
///
/// @param calls to begin now
public record Decision(int calls, Limit limit, Figures figures) {
    /// What kept the number from being higher.
    public enum Limit {
        MODE("agents begin the calls of this campaign themselves"),
        LINES("no more lines are free, or the calls of this second are used up"),
        NO_AGENT("no agent is at work"),
        AGENTS("each free agent has a call under way"),
        RATIO("each free agent has as many calls under way as the ratio says"),
        FEW_DATA("too few calls have been made to predict from: one call for each free agent until then"),
        BUDGET("the limit of abandoned calls is reached: one call for each free agent until there is room again"),
        JUMP("if the answer rate jumped now, more calls would be abandoned than the limit still allows"),
        RISK("one more answered customer might find no agent"),
        PACE("calls are begun evenly, not in bursts");

        private final String sentence;

        Limit(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /// What it was decided by.
    ///
    /// @param answerRate 0 to 1, as high as there is reason to fear; so are `risk` and `allowedRisk`
    /// @param expectedAnswers of the calls in the air
    /// @param risk that a customer who answers one more call finds no agent
    /// @param allowedRisk what that risk may be
    /// @param budget how many calls may still be abandoned, by the day, 30 days and the hour
    /// @param fearedLoss how many would be if the answer rate jumped now
    public record Figures(
            int agents,
            int freeAgents,
            int callsInTheAir,
            int waitingCustomers,
            int linesLeft,
            double answerRate,
            double expectedAnswers,
            double risk,
            double allowedRisk,
            double budget,
            double fearedLoss) {}

    /// For people.
    public String why() {
        return String.format(
                Locale.ROOT,
                "%d to begin: %s (%d agents, %d free; %d calls in the air, %d customers waiting, %d lines left; answer rate"
                        + " %.0f %%, risk %.1f %% of %.1f %%, %.1f calls may be abandoned, %.1f if the answer rate jumps)",
                calls,
                limit.sentence(),
                figures.agents,
                figures.freeAgents,
                figures.callsInTheAir,
                figures.waitingCustomers,
                figures.linesLeft,
                100 * figures.answerRate,
                100 * figures.risk,
                100 * figures.allowedRisk,
                figures.budget,
                figures.fearedLoss);
    }
}
