package org.voiceorchestrator.calendar;

/// Whether calls may be made at a moment, and which rule says so.
///
/// @param rule what decided it
/// @param reason for people: `Friday 14:30 to 18:00`, `holiday Pakistan Day, closed`
public record CallingHours(boolean open, Rule rule, String reason) {
    /// What decided it.
    public enum Rule {
        /// The hours of the week.
        WEEK,
        /// A special period's.
        PERIOD,
        /// A holiday.
        HOLIDAY
    }
}
