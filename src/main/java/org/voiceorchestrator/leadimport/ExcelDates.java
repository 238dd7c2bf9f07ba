package org.voiceorchestrator.leadimport;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Days as Excel counts them: 1 is the first of January 1900, in the other system 0 is that of 1904.
/// [Source](https://learn.microsoft.com/en-us/office/troubleshoot/excel/1900-and-1904-date-system).
final class ExcelDates {
    private static final LocalDate BEFORE_1900 = LocalDate.of(1899, 12, 31);
    private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);

    /// Excel believes in the 29th of February 1900.
    private static final int NO_SUCH_DAY = 60;

    private static final int LAST_DAY = 2_958_465;
    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private ExcelDates() {}

    /// The date, or null for a number that no date has.
    static @Nullable LocalDate ofDay(int day, boolean from1904) {
        if (day < 0 || day > LAST_DAY || (!from1904 && (day == 0 || day == NO_SUCH_DAY))) {
            return null;
        }
        if (from1904) {
            return FIRST_OF_1904.plusDays(day);
        }
        return BEFORE_1900.plusDays(day > NO_SUCH_DAY ? day - 1L : day);
    }

    /// `2026-02-09`, `2026-02-09 14:30:00`, or `14:30:00` where there is no day; null for a number that is none of
    /// them.
    static @Nullable String text(BigDecimal number, boolean from1904) {
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(LAST_DAY)) > 0) {
            return null;
        }
        int day = number.intValue();
        long seconds = number.subtract(BigDecimal.valueOf(day))
                .multiply(SECONDS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        if (seconds == SECONDS.longValueExact()) {
            day++;
            seconds = 0;
        }
        String time = TIME.format(LocalTime.ofSecondOfDay(seconds));
        if (day == 0 && !from1904) {
            return time;
        }
        LocalDate date = ofDay(day, from1904);
        if (date == null) {
            return null;
        }
        return seconds == 0 ? date.toString() : date + " " + time;
    }
}
