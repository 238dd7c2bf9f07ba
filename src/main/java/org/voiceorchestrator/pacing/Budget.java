package org.voiceorchestrator.pacing;

/// What the record still allows, in abandoned calls, and what risk it is worth.
///
/// @param reserve of the day and the 30 days, whichever is less; for jumps of the answer rate it must not become less
///     than what could be lost in one
/// @param hour what the last hour allows
record Budget(double reserve, double hour) {
    /// The share of the limit that is aimed at; the rest is for what no model foresees.
    private static final double AIM = 0.9;
    /// The chance of finding no agent that a single call may have at most.
    private static final double HIGHEST_RISK = 0.3;
    /// How fast the risk grows with what is to spare: slowly, because a limit is used best at an even risk.
    private static final double EAGERNESS = 0.04;

    static Budget of(AbandonRecord record, PacingRule rule) {
        double aim = AIM * rule.limit();
        return new Budget(
                Math.min(record.today().left(aim), record.thirtyDays().left(aim)),
                record.lastHour().left(rule.limit()));
    }

    boolean isUsedUp() {
        return reserve <= 0 || hour <= 0;
    }

    /// @param fearedLoss what could be lost at once
    /// @return the risk that a further call may have; 0 where it may have none
    double allowedRisk(double fearedLoss) {
        double toSpare = Math.min(reserve - fearedLoss, hour);
        return toSpare <= 0 ? 0 : Math.min(HIGHEST_RISK, EAGERNESS * Math.log1p(toSpare));
    }
}
