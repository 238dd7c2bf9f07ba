package org.voiceorchestrator.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CallingCalendarTest {
    /// Windows of this test begin and end on quarters, as do all shifts of clocks.
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private static final ZoneId KARACHI = ZoneId.of("Asia/Karachi");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.parse("2026-02-09");

    private static CallingWindow window(String from, String until) {
        return new CallingWindow(LocalTime.parse(from), LocalTime.parse(until));
    }

    private static CallingCalendar weekly(Map<DayOfWeek, List<CallingWindow>> days) {
        return new CallingCalendar(WeekHours.of(day -> days.getOrDefault(day, List.of())), List.of(), List.of());
    }

    private static Instant at(ZoneId zone, String wall) {
        return LocalDateTime.parse(wall).atZone(zone).toInstant();
    }

    /// Office hours with Friday noon closed, a holiday, a half holiday, Ramadan.
    private static final CallingCalendar OFFICE = new CallingCalendar(
            WeekHours.of(day -> switch (day) {
                case FRIDAY -> List.of(window("09:00", "12:30"), window("14:30", "18:00"));
                case SATURDAY, SUNDAY -> List.of();
                default -> List.of(window("09:00", "18:00"));
            }),
            List.of(
                    new Holiday(LocalDate.parse("2026-03-23"), "Pakistan Day", List.of()),
                    new Holiday(LocalDate.parse("2026-03-24"), "", List.of(window("10:00", "11:00")))),
            List.of(new SpecialPeriod(
                    "Ramadan",
                    LocalDate.parse("2026-02-18"),
                    LocalDate.parse("2026-03-19"),
                    WeekHours.of(day -> day == DayOfWeek.SUNDAY ? List.of() : List.of(window("10:00", "15:00"))))));

    @Example
    void theReasonNamesTheRule() {
        assertThat(OFFICE.at(KARACHI, at(KARACHI, "2026-02-13T12:29:59")))
                .isEqualTo(new CallingHours(true, CallingHours.Rule.WEEK, "Friday 09:00 to 12:30"));
        assertThat(OFFICE.at(KARACHI, at(KARACHI, "2026-02-13T12:30")))
                .isEqualTo(new CallingHours(false, CallingHours.Rule.WEEK, "Friday 09:00 to 12:30 and 14:30 to 18:00"));
        assertThat(OFFICE.at(KARACHI, at(KARACHI, "2026-02-15T12:00")))
                .isEqualTo(new CallingHours(false, CallingHours.Rule.WEEK, "Sunday closed"));
        assertThat(OFFICE.at(KARACHI, at(KARACHI, "2026-02-21T10:00")))
                .isEqualTo(new CallingHours(true, CallingHours.Rule.PERIOD, "Ramadan, Saturday 10:00 to 15:00"));
        assertThat(OFFICE.at(KARACHI, at(KARACHI, "2026-03-23T12:00")))
                .isEqualTo(new CallingHours(false, CallingHours.Rule.HOLIDAY, "holiday Pakistan Day closed"));
        assertThat(OFFICE.at(KARACHI, at(KARACHI, "2026-03-24T10:30")))
                .isEqualTo(new CallingHours(true, CallingHours.Rule.HOLIDAY, "holiday 10:00 to 11:00"));
    }

    @Example
    void theNextOpeningPassesOverWeekendsAndHolidays() {
        assertThat(OFFICE.nextOpening(KARACHI, at(KARACHI, "2026-02-13T12:30")))
                .contains(at(KARACHI, "2026-02-13T14:30"));
        // Friday evening, before Pakistan Day on the Monday, and half a holiday after it
        assertThat(OFFICE.nextOpening(KARACHI, at(KARACHI, "2026-03-20T18:00")))
                .contains(at(KARACHI, "2026-03-24T10:00"));
        Instant open = at(KARACHI, "2026-03-20T17:00");
        assertThat(OFFICE.nextOpening(KARACHI, open)).contains(open);
    }

    @Example
    void theSameCalendarIsReadOnTheClockOfWhoeverIsCalled() {
        Instant nineInBerlin = at(BERLIN, "2026-02-09T09:00");
        assertThat(OFFICE.isOpen(BERLIN, nineInBerlin.minusSeconds(1))).isFalse();
        assertThat(OFFICE.isOpen(BERLIN, nineInBerlin)).isTrue();
        assertThat(OFFICE.nextOpening(KARACHI, at(KARACHI, "2026-02-09T18:00")))
                .contains(at(KARACHI, "2026-02-10T09:00"));
    }

    @Example
    void aWindowOverMidnightEndsAtTheMidnightOfAHoliday() {
        CallingCalendar nights = new CallingCalendar(
                WeekHours.of(_ -> List.of(window("22:00", "04:00"))),
                List.of(new Holiday(MONDAY.plusDays(1), "Eid", List.of())),
                List.of());
        assertThat(nights.isOpen(KARACHI, at(KARACHI, "2026-02-09T03:59"))).isTrue();
        assertThat(nights.isOpen(KARACHI, at(KARACHI, "2026-02-09T04:00"))).isFalse();
        assertThat(nights.isOpen(KARACHI, at(KARACHI, "2026-02-09T23:59"))).isTrue();
        assertThat(nights.isOpen(KARACHI, at(KARACHI, "2026-02-10T00:00"))).isFalse();
        assertThat(nights.nextOpening(KARACHI, at(KARACHI, "2026-02-10T00:00")))
                .contains(at(KARACHI, "2026-02-11T22:00"));
    }

    @Example
    void whereClocksArePutForwardAWindowBeginsBehindTheGap() {
        CallingCalendar early = CallingCalendar.daily(window("02:30", "04:00"));
        // 02:00 to 03:00 is left out on 2026-03-29
        assertThat(early.nextOpening(BERLIN, at(BERLIN, "2026-03-29T00:00"))).contains(at(BERLIN, "2026-03-29T03:00"));
        CallingCalendar inTheGap = CallingCalendar.daily(window("02:00", "02:45"));
        assertThat(inTheGap.nextOpening(BERLIN, at(BERLIN, "2026-03-29T00:00")))
                .contains(at(BERLIN, "2026-03-30T02:00"));
    }

    @Example
    void whereClocksArePutBackAnHourIsOpenTwice() {
        CallingCalendar early = CallingCalendar.daily(window("02:00", "02:30"));
        Instant first = Instant.parse("2026-10-25T00:00:00Z");
        assertThat(early.nextOpening(BERLIN, first.minusSeconds(1))).contains(first);
        assertThat(early.nextOpening(BERLIN, first.plus(Duration.ofMinutes(30))))
                .contains(first.plus(Duration.ofHours(1)));
    }

    @Example
    void aDayThatOpensBeforeItsClocksArePutBackOpensAtItsBeginning() {
        CallingCalendar sundays = weekly(Map.of(DayOfWeek.SUNDAY, List.of(CallingWindow.WHOLE_DAY)));
        // 02:00 becomes 01:30 on Sunday 2026-04-05
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        assertThat(sundays.nextOpening(lordHowe, at(lordHowe, "2026-04-03T12:00")))
                .contains(at(lordHowe, "2026-04-05T00:00"));
    }

    @Example
    void whatIsNeverOpenHasNoNextOpening() {
        assertThat(weekly(Map.of()).nextOpening(KARACHI, at(KARACHI, "2026-02-09T12:00")))
                .isEmpty();
        assertThat(CallingCalendar.ALWAYS.isOpen(KARACHI, Instant.EPOCH)).isTrue();
    }

    @Property(tries = 2000)
    void itIsOpenWhenAnIntervalOfItsDaysSaysSo(
            @ForAll("calendars") CallingCalendar calendar,
            @ForAll("zones") ZoneId zone,
            @ForAll("moments") Instant at) {
        assertThat(calendar.isOpen(zone, at)).isEqualTo(model(calendar, LocalDateTime.ofInstant(at, zone)));
    }

    @Property(tries = 400)
    void theNextOpeningIsTheFirstQuarterAtWhichItIsOpen(
            @ForAll("calendars") CallingCalendar calendar,
            @ForAll("zones") ZoneId zone,
            @ForAll("moments") Instant at) {
        Optional<Instant> next = calendar.nextOpening(zone, at);
        Instant quarter = at;
        for (int i = 0; i < 12 * 96 && !calendar.isOpen(zone, quarter); i++) {
            long passed = quarter.getEpochSecond() % QUARTER.toSeconds();
            quarter = quarter.plusSeconds(QUARTER.toSeconds() - passed);
        }
        if (calendar.isOpen(zone, quarter)) {
            assertThat(next).contains(quarter);
        } else {
            assertThat(next).matches(found -> found.isEmpty() || calendar.isOpen(zone, found.get()));
            Instant looked = quarter;
            next.ifPresent(found -> assertThat(found).isAfter(looked));
        }
    }

    /// By intervals of local time, cut where they reach into a holiday.
    private static boolean model(CallingCalendar calendar, LocalDateTime wall) {
        for (int back = 0; back <= 1; back++) {
            LocalDate date = wall.toLocalDate().minusDays(back);
            for (CallingWindow window : windowsOf(calendar, date)) {
                LocalDateTime from = date.atTime(window.from());
                LocalDateTime until = date.atTime(window.until());
                if (!until.isAfter(from)) {
                    until = until.plusDays(1);
                }
                LocalDateTime midnight = date.plusDays(1).atStartOfDay();
                if (isHoliday(calendar, date.plusDays(1)) && until.isAfter(midnight)) {
                    until = midnight;
                }
                if (!wall.isBefore(from) && wall.isBefore(until)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isHoliday(CallingCalendar calendar, LocalDate date) {
        return calendar.holidays().stream().anyMatch(day -> day.date().equals(date));
    }

    private static List<CallingWindow> windowsOf(CallingCalendar calendar, LocalDate date) {
        return calendar.holidays().stream()
                .filter(day -> day.date().equals(date))
                .findFirst()
                .map(Holiday::hours)
                .orElseGet(() -> calendar.periods().stream()
                        .filter(period -> !date.isBefore(period.from()) && !date.isAfter(period.until()))
                        .findFirst()
                        .map(period -> period.hours().on(date.getDayOfWeek()))
                        .orElseGet(() -> calendar.hours().on(date.getDayOfWeek())));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Asia/Karachi",
                        "Europe/Berlin",
                        "America/New_York",
                        "America/Havana",
                        "Asia/Beirut",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "Africa/Casablanca")
                .map(ZoneId::of);
    }

    /// Around the shifts of clocks more often than by chance.
    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Instant> any = Arbitraries.longs()
                .between(
                        Instant.parse("2025-12-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2027-01-31T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
        Arbitrary<Instant> shifts = Combinators.combine(
                        zones(), any, Arbitraries.integers().between(-100, 20))
                .as((zone, from, quarters) -> Optional.ofNullable(
                                zone.getRules().nextTransition(from))
                        .map(shift -> shift.getInstant().plus(QUARTER.multipliedBy(quarters)))
                        .orElse(from));
        return Arbitraries.oneOf(any, shifts);
    }

    @Provide
    Arbitrary<CallingCalendar> calendars() {
        Arbitrary<LocalDate> dates =
                Arbitraries.integers().between(0, 420).map(LocalDate.parse("2025-12-01")::plusDays);
        Arbitrary<List<CallingWindow>> windows = windows().list().ofMaxSize(2);
        Arbitrary<List<Holiday>> holidays = Combinators.combine(dates, windows)
                .as((date, hours) -> new Holiday(date, "a day", hours))
                .list()
                .uniqueElements(Holiday::date)
                .ofMaxSize(40);
        Arbitrary<List<SpecialPeriod>> periods = Combinators.combine(
                        dates, Arbitraries.integers().between(0, 40), weeks())
                .as((from, days, hours) -> new SpecialPeriod("weeks", from, from.plusDays(days), hours))
                .list()
                .ofMaxSize(2);
        return Combinators.combine(weeks(), holidays, periods).as(CallingCalendar::new);
    }

    private static Arbitrary<WeekHours> weeks() {
        return windows().list().ofMaxSize(2).list().ofSize(7).map(days -> {
            Map<DayOfWeek, List<CallingWindow>> week = new EnumMap<>(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                week.put(day, days.get(day.getValue() - 1));
            }
            return WeekHours.of(day -> week.getOrDefault(day, List.of()));
        });
    }

    private static Arbitrary<CallingWindow> windows() {
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 95).map(quarter -> LocalTime.MIN.plus(QUARTER.multipliedBy(quarter)));
        return Combinators.combine(times, times)
                .as((from, until) -> from.equals(until) ? CallingWindow.WHOLE_DAY : new CallingWindow(from, until));
    }
}
