package org.voiceorchestrator.calendar;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/// Calling hours that campaigns can share. Times are those of the wall clock where the lead is.
///
/// @param name unique
/// @param hours the ordinary week
/// @param holidays by date; each wins over the week and over periods
/// @param periods days with weekly hours of their own, by their first day
/// @param campaigns how many campaigns go by it
@Serdeable
public record Calendar(
        long id,
        String name,
        WeekHours hours,
        List<Holiday> holidays,
        List<SpecialPeriod> periods,
        long campaigns,
        Instant createdAt,
        Instant updatedAt) {}
