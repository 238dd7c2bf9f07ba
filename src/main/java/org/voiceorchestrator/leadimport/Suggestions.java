package org.voiceorchestrator.leadimport;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.lead.CustomerSegment;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.phone.PhoneResult;

/// What the writer of a bad cell may have meant, for a person to decide on: nothing of it is ever taken by itself.
final class Suggestions {
    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[,;/|&\\r\\n]+|(?i:\\s(?:or|and)\\s)");
    private static final Pattern MONTH_FIRST = Pattern.compile("([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})");
    private static final Pattern SHORT_YEAR = Pattern.compile("([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2})");
    private static final Pattern DOTS = Pattern.compile("([0-9]{1,2})\\.([0-9]{1,2})\\.([0-9]{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})");
    private static final Pattern DAY_NUMBER = Pattern.compile("[2-7][0-9]{4}");
    private static final List<String> NUMBER_WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final int LONGEST = 200;

    private final PhoneNumberNormalizer phones;
    private final Set<String> allowedRegions;

    Suggestions(PhoneNumberNormalizer phones, Set<String> allowedRegions) {
        this.phones = phones;
        this.allowedRegions = allowedRegions;
    }

    /// `column: value`, several parted by `; `; empty where there is none.
    String of(RowFields fields, List<RowProblem> problems, ColumnMapping mapping) {
        Set<String> suggestions = new LinkedHashSet<>();
        for (RowProblem problem : problems) {
            String suggestion = switch (problem.code()) {
                case "letters", "invalid_format", "several_numbers", "decimal", "too_long" ->
                    number(fields.raw(mapping.indexOf(ColumnTarget.NUMBER)));
                case "invalid_attempts" -> attempts(fields.raw(mapping.indexOf(ColumnTarget.ATTEMPTS)));
                case "invalid_customer_segment" -> segment(fields.raw(mapping.indexOf(ColumnTarget.CUSTOMER_SEGMENT)));
                case "invalid_date" -> date(problem, fields, mapping);
                case "too_many_cells" -> "put a cell that holds the delimiter in double quotes";
                case "unclosed_quote" -> "close the cell with a second double quote, or take the first one out";
                case "malformed_quote" -> "write each double quote inside of a quoted cell twice";
                default -> "";
            };
            if (!suggestion.isEmpty()) {
                suggestions.add(suggestion);
            }
        }
        return String.join("; ", suggestions);
    }

    private String number(String written) {
        if (written.length() > LONGEST || written.strip().startsWith("-")) {
            return "";
        }
        Set<String> found = new LinkedHashSet<>();
        for (String part : BETWEEN_NUMBERS.split(written, -1)) {
            addNumber(part, found);
        }
        if (found.isEmpty()) {
            addNumber(
                    written.replace('O', '0')
                            .replace('o', '0')
                            .replace('l', '1')
                            .replace('I', '1'),
                    found);
        }
        if (found.isEmpty()) {
            addNumber(written.replaceAll("[^0-9+]", ""), found);
        }
        return found.isEmpty() ? "" : "number: " + String.join(" or ", found);
    }

    private void addNumber(String text, Set<String> found) {
        if (phones.normalize(text, allowedRegions) instanceof PhoneResult.Normalized(var number)) {
            found.add(number.digits());
        }
    }

    private static String attempts(String written) {
        String text = CellText.line(written).toLowerCase(Locale.ROOT);
        int word = NUMBER_WORDS.indexOf(text);
        if (word >= 0) {
            return "attempts: " + Math.max(1, word);
        }
        if (text.matches("[0-9]{3,4}")) {
            return "attempts: 99";
        }
        Matcher digits = Pattern.compile("([0-9]{1,2})\\s*(?:x|times?|attempts?|tries|try)")
                .matcher(text);
        return digits.matches() ? "attempts: " + Math.max(1, Integer.parseInt(digits.group(1))) : "";
    }

    private static String segment(String written) {
        String text = CellText.line(written).toLowerCase(Locale.ROOT);
        for (CustomerSegment segment : CustomerSegment.values()) {
            String name = Names.of(segment);
            if (name.charAt(0) == text.charAt(0) && name.startsWith(text.substring(0, Math.min(3, text.length())))) {
                return text.equals("m") ? "" : "customer_segment: " + name;
            }
        }
        return switch (text) {
            case "big", "huge", "xl", "enterprise", "corporate" -> "customer_segment: large";
            case "mid", "middle", "average" -> "customer_segment: medium";
            case "tiny", "xs" -> "customer_segment: micro";
            default -> "";
        };
    }

    private static String date(RowProblem problem, RowFields fields, ColumnMapping mapping) {
        ColumnTarget target = problem.message().startsWith("last_order_date")
                ? ColumnTarget.LAST_ORDER_DATE
                : ColumnTarget.FOLLOW_UP_DATE;
        LocalDate meant = meantDate(CellText.line(fields.raw(mapping.indexOf(target))));
        return meant == null ? "" : target.fieldName() + ": " + meant;
    }

    private static @Nullable LocalDate meantDate(String text) {
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        if (monthFirst.matches()) {
            return WrittenDates.date(monthFirst.group(3), monthFirst.group(1), monthFirst.group(2));
        }
        Matcher shortYear = SHORT_YEAR.matcher(text);
        if (shortYear.matches()) {
            return WrittenDates.date("20" + shortYear.group(3), shortYear.group(2), shortYear.group(1));
        }
        Matcher dots = DOTS.matcher(text);
        if (dots.matches()) {
            return WrittenDates.date(dots.group(3), dots.group(2), dots.group(1));
        }
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return WrittenDates.date(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        }
        return DAY_NUMBER.matcher(text).matches() ? ExcelDates.ofDay(Integer.parseInt(text), false) : null;
    }
}
