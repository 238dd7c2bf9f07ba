package org.voiceorchestrator.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.Fields;

/// Reads the nested parts of a calendar. What is wrong is said of the field, and where in it: `friday[1].until: ..`.
final class CalendarForm {
    private static final int MOST_WINDOWS = 12;
    private static final int MOST_HOLIDAYS = 400;
    private static final int MOST_PERIODS = 100;
    private static final List<String> WEEKDAYS =
            Arrays.stream(DayOfWeek.values()).map(Names::of).toList();
    private static final WeekHours CLOSED = WeekHours.of(_ -> List.of());

    private CalendarForm() {}

    static WeekHours week(Fields fields, String name, @Nullable WeekHours unsent) {
        Fields.Field<Map<String, ?>> sent = fields.object(name);
        if (!sent.sent() && unsent != null) {
            return unsent;
        }
        Fields days = Fields.of(sent.required(null, Map.of()));
        Map<DayOfWeek, List<CallingWindow>> windows = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            windows.put(day, windows(days, Names.of(day)));
        }
        sent.orElse(Map.of()).keySet().stream()
                .filter(key -> !WEEKDAYS.contains(key))
                .forEach(key -> days.reject(key, "is not one of: " + String.join(", ", WEEKDAYS) + "."));
        fields.rejectWithin(name, "", days);
        return days.hasErrors() ? CLOSED : WeekHours.of(day -> windows.getOrDefault(day, List.of()));
    }

    static List<Holiday> holidays(Fields fields, List<Holiday> unsent) {
        Fields.Field<List<Map<String, ?>>> sent = fields.objects("holidays", MOST_HOLIDAYS);
        if (!sent.sent()) {
            return unsent;
        }
        List<Holiday> holidays = new ArrayList<>();
        List<Map<String, ?>> objects = sent.orElse(List.of());
        for (int i = 0; i < objects.size(); i++) {
            Fields own = Fields.of(objects.get(i));
            own.refuseOthers("date", "name", "hours");
            LocalDate date = date(own, "date");
            Holiday holiday = new Holiday(date, own.text("name", 100).orElse(""), windows(own, "hours"));
            if (holidays.stream().anyMatch(other -> other.date().equals(date))) {
                own.reject("date", "A date is there only once.");
            }
            fields.rejectWithin("holidays", "[" + i + "].", own);
            holidays.add(holiday);
        }
        return holidays.stream().sorted(Comparator.comparing(Holiday::date)).toList();
    }

    static List<SpecialPeriod> periods(Fields fields, List<SpecialPeriod> unsent) {
        Fields.Field<List<Map<String, ?>>> sent = fields.objects("periods", MOST_PERIODS);
        if (!sent.sent()) {
            return unsent;
        }
        List<SpecialPeriod> periods = new ArrayList<>();
        List<Map<String, ?>> objects = sent.orElse(List.of());
        for (int i = 0; i < objects.size(); i++) {
            Fields own = Fields.of(objects.get(i));
            own.refuseOthers("name", "from", "until", "hours");
            period(own, periods);
            fields.rejectWithin("periods", "[" + i + "].", own);
        }
        return periods.stream()
                .sorted(Comparator.comparing(SpecialPeriod::from))
                .toList();
    }

    private static void period(Fields own, List<SpecialPeriod> periods) {
        String name = own.filledText("name", 100).required(null, "");
        LocalDate from = date(own, "from");
        LocalDate until = date(own, "until");
        WeekHours hours = week(own, "hours", null);
        if (until.isBefore(from)) {
            own.reject("until", "Ensure this is not before from.");
        }
        if (own.hasErrors()) {
            return;
        }
        periods.stream()
                .filter(other -> !other.until().isBefore(from) && !until.isBefore(other.from()))
                .forEach(other -> own.reject("from", "Ensure no day is also one of " + other.name() + "."));
        periods.add(new SpecialPeriod(name, from, until, hours));
    }

    private static List<CallingWindow> windows(Fields fields, String name) {
        List<CallingWindow> windows = new ArrayList<>();
        List<Map<String, ?>> objects = fields.objects(name, MOST_WINDOWS).orElse(List.of());
        for (int i = 0; i < objects.size(); i++) {
            Fields own = Fields.of(objects.get(i));
            own.refuseOthers("from", "until");
            LocalTime from = time(own, "from");
            LocalTime until = time(own, "until");
            if (from.equals(until) && !from.equals(LocalTime.MIDNIGHT)) {
                own.reject("until", "Ensure this is another time than from; 00:00 to 00:00 is the whole day.");
            }
            if (!own.hasErrors()) {
                addUnlessOverlapping(new CallingWindow(from, until), windows, own);
            }
            fields.rejectWithin(name, "[" + i + "].", own);
        }
        return windows.stream()
                .sorted(Comparator.comparing(CallingWindow::from))
                .toList();
    }

    private static void addUnlessOverlapping(CallingWindow window, List<CallingWindow> windows, Fields own) {
        boolean overlaps = windows.stream().anyMatch(other -> other.holds(window.from()) || window.holds(other.from()));
        if (overlaps) {
            own.reject("from", "Ensure the windows of a day do not overlap.");
        } else {
            windows.add(window);
        }
    }

    private static LocalTime time(Fields fields, String name) {
        return Objects.requireNonNullElse(fields.time(name).required(null, LocalTime.MIDNIGHT), LocalTime.MIDNIGHT);
    }

    private static LocalDate date(Fields fields, String name) {
        return Objects.requireNonNullElse(fields.date(name).required(null, LocalDate.EPOCH), LocalDate.EPOCH);
    }
}
