package org.voiceorchestrator.leadimport;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as files write them: 2026-02-09, or day first, 09/02/2026 and 09-02-2026. A time of day behind it, as exports
/// of databases have it, is left out.
final class WrittenDates {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final String TIME = "(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?Z?)?";
    private static final Pattern ISO = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + TIME);
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})([/-])([0-9]{1,2})\\2([0-9]{4})" + TIME);

    private WrittenDates() {}

    /// The date, or null for a text that is none.
    static @Nullable LocalDate read(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return date(iso.group(1), iso.group(2), iso.group(3));
        }
        Matcher dayFirst = DAY_FIRST.matcher(text);
        return dayFirst.matches() ? date(dayFirst.group(4), dayFirst.group(3), dayFirst.group(1)) : null;
    }

    /// Null for a day that there is not, and for years that are a slip of the finger, like 0226.
    static @Nullable LocalDate date(String year, String month, String day) {
        int y = Integer.parseInt(year);
        if (y < FIRST_YEAR || y > LAST_YEAR) {
            return null;
        }
        try {
            return LocalDate.of(y, Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException e) {
            // a 31st of February is no date
            return null;
        }
    }
}
