package org.voiceorchestrator.calendar;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// When calls may be made, on the wall clock of whoever is called.
///
/// Where clocks are put back, an hour comes twice and is open both times; where they are put forward, a window that
/// begins in the hour that is left out begins behind it.
@Serdeable
public record CallingCalendar(WeekHours hours, List<Holiday> holidays, List<SpecialPeriod> periods) {
    /// At any time.
    public static final CallingCalendar ALWAYS = daily(CallingWindow.WHOLE_DAY);

    /// How far ahead an opening is looked for.
    private static final int A_YEAR = 366;

    public CallingCalendar {
        holidays = List.copyOf(holidays);
        periods = List.copyOf(periods);
    }

    /// The same window on every day.
    public static CallingCalendar daily(CallingWindow window) {
        return new CallingCalendar(WeekHours.of(_ -> List.of(window)), List.of(), List.of());
    }

    public boolean isOpen(ZoneId zone, Instant at) {
        return at(zone, at).open();
    }

    /// Whether it is open on that zone's clock, and why.
    public CallingHours at(ZoneId zone, Instant instant) {
        LocalDateTime wall = LocalDateTime.ofInstant(instant, zone);
        LocalTime time = wall.toLocalTime();
        Day today = day(wall.toLocalDate());
        for (CallingWindow window : today.windows) {
            if (window.holds(time)) {
                return new CallingHours(true, today.rule, today.title + " " + window);
            }
        }
        if (today.rule != CallingHours.Rule.HOLIDAY) {
            Day yesterday = day(wall.toLocalDate().minusDays(1));
            for (CallingWindow window : yesterday.windows) {
                if (window.holdsOnNextDay(time)) {
                    return new CallingHours(true, yesterday.rule, yesterday.title + " " + window);
                }
            }
        }
        return new CallingHours(false, today.rule, today.title + " " + today.hours());
    }

    /// The first moment from `from` on at which it is open; empty where there is none within a year.
    public Optional<Instant> nextOpening(ZoneId zone, Instant from) {
        if (isOpen(zone, from)) {
            return Optional.of(from);
        }
        LocalDate first = LocalDate.ofInstant(from, zone).minusDays(1);
        for (int i = 0; i <= A_YEAR; i++) {
            Optional<Instant> opening = firstOpening(zone, from, first.plusDays(i));
            if (opening.isPresent()) {
                return opening;
            }
        }
        return Optional.empty();
    }

    /// Around a night in which clocks are put back, moments of a day lie behind those of the next: where the day has
    /// one, the next one's are looked at as well.
    private Optional<Instant> firstOpening(ZoneId zone, Instant from, LocalDate date) {
        return firstOf(zone, from, date)
                .map(own -> firstOf(zone, from, date.plusDays(1))
                        .filter(own::isAfter)
                        .orElse(own));
    }

    private Optional<Instant> firstOf(ZoneId zone, Instant from, LocalDate date) {
        return moments(zone, date).tailSet(from).stream()
                .filter(moment -> isOpen(zone, moment))
                .findFirst();
    }

    /// The moments of a day at which what is closed may become open: a window begins, the day itself does, or clocks
    /// are put forward or back.
    private TreeSet<Instant> moments(ZoneId zone, LocalDate date) {
        ZoneRules rules = zone.getRules();
        TreeSet<Instant> moments = new TreeSet<>();
        addMoment(rules, date.atStartOfDay(), moments);
        day(date).windows.forEach(window -> addMoment(rules, date.atTime(window.from()), moments));
        Instant begin = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        for (ZoneOffsetTransition shift = rules.nextTransition(begin.minusNanos(1));
                shift != null && shift.getInstant().isBefore(end);
                shift = rules.nextTransition(shift.getInstant())) {
            moments.add(shift.getInstant());
        }
        return moments;
    }

    private static void addMoment(ZoneRules rules, LocalDateTime wall, TreeSet<Instant> moments) {
        rules.getValidOffsets(wall).forEach(offset -> moments.add(wall.toInstant(offset)));
    }

    /// What holds on a date.
    private record Day(CallingHours.Rule rule, String title, List<CallingWindow> windows) {
        String hours() {
            return windows.isEmpty()
                    ? "closed"
                    : windows.stream().map(CallingWindow::toString).collect(Collectors.joining(" and "));
        }
    }

    private Day day(LocalDate date) {
        for (Holiday holiday : holidays) {
            if (holiday.date().equals(date)) {
                return new Day(CallingHours.Rule.HOLIDAY, holiday.title(), holiday.hours());
            }
        }
        String weekday = date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        for (SpecialPeriod period : periods) {
            if (period.includes(date)) {
                return new Day(
                        CallingHours.Rule.PERIOD,
                        period.name() + ", " + weekday,
                        period.hours().on(date.getDayOfWeek()));
            }
        }
        return new Day(CallingHours.Rule.WEEK, weekday, hours.on(date.getDayOfWeek()));
    }
}
