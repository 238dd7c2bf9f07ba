package org.voiceorchestrator.calendar;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Part of a day on a wall clock. `00:00` to `00:00` is the whole day.
///
/// @param from the first moment that belongs to it
/// @param until the first that does not any more; earlier than `from`: on the next day
@Serdeable
public record CallingWindow(LocalTime from, LocalTime until) {
    public static final CallingWindow WHOLE_DAY = new CallingWindow(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    public CallingWindow {
        if (from.equals(until) && !from.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("a window ends at another time than it begins: " + from);
        }
    }

    /// Whether it ends on the next day, and not just at its midnight.
    boolean isOverMidnight() {
        return until.isBefore(from) && !until.equals(LocalTime.MIDNIGHT);
    }

    /// On the day on which it begins.
    boolean holds(LocalTime time) {
        boolean toMidnight = isOverMidnight() || until.equals(LocalTime.MIDNIGHT);
        return !time.isBefore(from) && (toMidnight || time.isBefore(until));
    }

    /// On the day after that.
    boolean holdsOnNextDay(LocalTime time) {
        return isOverMidnight() && time.isBefore(until);
    }

    @Override
    public String toString() {
        return SHOWN.format(from) + " to " + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : SHOWN.format(until));
    }
}
