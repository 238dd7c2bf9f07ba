package org.voiceorchestrator.leadimport;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values of a workbook's cells as a person sees them.
final class CellValues {
    /// A spreadsheet's numbers have no more digits; behind them it has put zeros.
    private static final int DIGITS = 15;

    private static final int LONGEST = 400;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]*\\.?[0-9]*(?:[eE][+-]?[0-9]{1,3})?");
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final CellFormats formats;
    private final boolean from1904;

    CellValues(CellFormats formats, boolean from1904) {
        this.formats = formats;
        this.from1904 = from1904;
    }

    /// A number as it is stored: the date that it is by its format, or its digits without an exponent. Of one with
    /// more digits than a spreadsheet keeps the exponent stays, so that nobody takes the zeros behind them for
    /// digits.
    String number(String stored, @Nullable String style) {
        boolean date = formats.isDate(style);
        if (!date && isPlain(stored)) {
            return stored;
        }
        if (stored.isEmpty()
                || stored.length() > LONGEST
                || !NUMBER.matcher(stored).matches()) {
            return stored;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(stored).round(new MathContext(DIGITS)).stripTrailingZeros();
        } catch (NumberFormatException e) {
            // a dot alone: shown as it is
            return stored;
        }
        String asDate = date ? ExcelDates.text(number, from1904) : null;
        if (asDate != null) {
            return asDate;
        }
        if (number.precision() - number.scale() > DIGITS || number.scale() > 2 * DIGITS) {
            return withExponent(number);
        }
        return number.toPlainString();
    }

    /// `_x000D_` is how a workbook writes a character that XML has no place for.
    static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
    }

    private static String character(String code) {
        char c = (char) Integer.parseInt(code, 16);
        boolean readable = c >= ' ' ? !Character.isSurrogate(c) && c < 0xFFFE : c == '\n' || c == '\r' || c == '\t';
        return readable ? String.valueOf(c) : "";
    }

    private static boolean isPlain(String stored) {
        if (stored.isEmpty() || stored.length() > DIGITS) {
            return false;
        }
        for (int i = 0; i < stored.length(); i++) {
            if (stored.charAt(i) < '0' || stored.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /// As Excel shows it, and with a fraction that is shorter than the exponent.
    private static String withExponent(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString();
        int exponent = number.precision() - number.scale() - 1;
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "E" + (exponent < 0 ? "-" : "+")
                + Math.abs(exponent);
    }
}
