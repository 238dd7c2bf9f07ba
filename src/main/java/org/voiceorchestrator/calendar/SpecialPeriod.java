package org.voiceorchestrator.calendar;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/// Days with weekly hours of their own: Ramadan, say.
///
/// @param from its first day
/// @param until its last day, included
@Serdeable
public record SpecialPeriod(String name, LocalDate from, LocalDate until, WeekHours hours) {
    public SpecialPeriod {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException(name + " ends before it begins");
        }
    }

    boolean includes(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(until);
    }
}
