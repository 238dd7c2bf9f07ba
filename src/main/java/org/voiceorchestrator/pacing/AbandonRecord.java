package org.voiceorchestrator.pacing;

/// What a campaign has to show of its answered calls so far.
///
/// @param today since the campaign's midnight
/// @param thirtyDays today included
/// @param lastHour also what was yesterday
public record AbandonRecord(Answers today, Answers thirtyDays, Answers lastHour) {
    /// @param answered by a person, the abandoned ones included
    public record Answers(long answered, long abandoned) {
        public static final Answers NONE = new Answers(0, 0);

        public Answers {
            if (abandoned < 0 || answered < abandoned) {
                throw new IllegalArgumentException("not a record: " + abandoned + " abandoned of " + answered);
            }
        }

        /// In percent; 0 where nobody answered.
        public double percent() {
            return answered == 0 ? 0 : 100.0 * abandoned / answered;
        }

        /// How many more may be abandoned if this share may be; negative where too many were.
        double left(double share) {
            return share * answered - abandoned;
        }
    }

    public static final AbandonRecord EMPTY = new AbandonRecord(Answers.NONE, Answers.NONE, Answers.NONE);
}
