package org.voiceorchestrator.simulation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.voiceorchestrator.pacing.PacingRule;

/// How a day went.
///
/// @param dialed from the beginning to the last call that was begun
/// @param answered by a person: those who talked with an agent (`connected`) and those who were abandoned
/// @param neverCalled leads that were left
/// @param occupancy the share of their time at work (not on a break, and while leads were due) that agents talked or
///     wrapped up; 0 to 1
/// @param agentsWaited between two customers, on average
/// @param customersWaited for an agent, on average
/// @param intervals the day in equal parts
public record DayReport(
        PacingRule rule,
        Duration dialed,
        int calls,
        int answered,
        int connected,
        int abandoned,
        int neverCalled,
        double occupancy,
        Duration agentsWaited,
        Duration customersWaited,
        int agents,
        List<Interval> intervals) {
    private static final double MILLIS_AN_HOUR = 3_600_000;

    public DayReport {
        intervals = List.copyOf(intervals);
    }

    /// A part of the day.
    ///
    /// @param occupancy 0 to 1; empty where no lead was due
    public record Interval(
            Duration from, Duration length, int calls, int answered, int abandoned, OptionalDouble occupancy) {
        public double callsAnHour() {
            return calls / (length.toMillis() / MILLIS_AN_HOUR);
        }
    }

    public double abandonedPercent() {
        return answered == 0 ? 0 : 100.0 * abandoned / answered;
    }

    public double callsAnHour() {
        return perHour(calls);
    }

    /// Customers that an agent talked with in an hour.
    public double customersAnAgentHour() {
        return perHour(connected) / agents;
    }

    private double perHour(int count) {
        return dialed.isZero() ? 0 : count / (dialed.toMillis() / MILLIS_AN_HOUR);
    }
}
