package org.voiceorchestrator.simulation;

import org.voiceorchestrator.pacing.AbandonRecord.Answers;
import org.voiceorchestrator.pacing.PacingRule;

/// Plays a campaign's day.
public final class Simulation {
    private Simulation() {}

    /// The first day of a campaign. The same arguments give the same report.
    public static DayReport play(CampaignDay day, PacingRule rule, long seed) {
        return play(day, rule, Answers.NONE, seed);
    }

    /// @param daysBefore the campaign's record of the 29 days before
    public static DayReport play(CampaignDay day, PacingRule rule, Answers daysBefore, long seed) {
        return new DayRun(day, rule, daysBefore, seed).run();
    }
}
