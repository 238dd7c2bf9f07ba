package org.voiceorchestrator.calendar;

import io.micronaut.serde.annotation.Serdeable;
import java.time.DayOfWeek;
import java.util.List;
import java.util.function.Function;

/// The windows of each weekday; none: closed.
@Serdeable
public record WeekHours(
        List<CallingWindow> monday,
        List<CallingWindow> tuesday,
        List<CallingWindow> wednesday,
        List<CallingWindow> thursday,
        List<CallingWindow> friday,
        List<CallingWindow> saturday,
        List<CallingWindow> sunday) {
    public WeekHours {
        monday = List.copyOf(monday);
        tuesday = List.copyOf(tuesday);
        wednesday = List.copyOf(wednesday);
        thursday = List.copyOf(thursday);
        friday = List.copyOf(friday);
        saturday = List.copyOf(saturday);
        sunday = List.copyOf(sunday);
    }

    public static WeekHours of(Function<DayOfWeek, List<CallingWindow>> days) {
        return new WeekHours(
                days.apply(DayOfWeek.MONDAY),
                days.apply(DayOfWeek.TUESDAY),
                days.apply(DayOfWeek.WEDNESDAY),
                days.apply(DayOfWeek.THURSDAY),
                days.apply(DayOfWeek.FRIDAY),
                days.apply(DayOfWeek.SATURDAY),
                days.apply(DayOfWeek.SUNDAY));
    }

    public List<CallingWindow> on(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> monday;
            case TUESDAY -> tuesday;
            case WEDNESDAY -> wednesday;
            case THURSDAY -> thursday;
            case FRIDAY -> friday;
            case SATURDAY -> saturday;
            case SUNDAY -> sunday;
        };
    }
}
