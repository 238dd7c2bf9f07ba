package org.voiceorchestrator.calendar;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;

/// A day on which the week's hours do not hold.
///
/// @param name what it is called; may be empty
/// @param hours when calls are made all the same; none: closed all day
@Serdeable
public record Holiday(LocalDate date, String name, List<CallingWindow> hours) {
    public Holiday {
        hours = List.copyOf(hours);
    }

    String title() {
        return name.isEmpty() ? "holiday" : "holiday " + name;
    }
}
