package org.voiceorchestrator.breaker;

import java.time.Instant;

/// What the last calls came to, from the first failure on.
///
/// @param since when the first call that failed was begun: those begun before say nothing about what works now
/// @param outcomes a letter for each, the newest last: `x` failed, `.` got through
record Recent(Instant since, String outcomes) {
    static final Recent NONE = new Recent(Instant.EPOCH, "");

    private static final char FAILED = 'x';
    private static final char GOT_THROUGH = '.';

    /// @param most how many calls are remembered
    Recent withFailure(Instant begun, int most) {
        return most == 0 ? NONE : new Recent(outcomes.isEmpty() ? begun : since, last(outcomes + FAILED, most));
    }

    /// Forgets all when no failure is left.
    Recent withSuccess(Instant begun, int most) {
        if (outcomes.isEmpty() || !begun.isAfter(since)) {
            return this;
        }
        Recent more = new Recent(since, last(outcomes + GOT_THROUGH, most));
        return more.failures() == 0 ? NONE : more;
    }

    private static String last(String outcomes, int most) {
        return outcomes.substring(Math.max(0, outcomes.length() - most));
    }

    int failures() {
        return (int) outcomes.chars().filter(outcome -> outcome == FAILED).count();
    }

    int calls() {
        return outcomes.length();
    }
}
