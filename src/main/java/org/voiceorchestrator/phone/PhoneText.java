package org.voiceorchestrator.phone;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a written phone number down to its digits, or says why that can't be done without guessing. Knows how people
/// and spreadsheets write, and nothing of which numbers exist.
sealed interface PhoneText {
    /// `international` when a plus or 00 stood in front: then the digits begin with a country code.
    record Digits(String digits, boolean international) implements PhoneText {}

    record Unreadable(PhoneRefusal reason) implements PhoneText {}

    /// No way of writing a number is longer; it also bounds the work on hostile cells.
    int LONGEST_TEXT = 100;

    /// With the marks that can't be seen.
    int LONGEST_RAW = 400;

    /// A formula that only holds a text, Excel's usual way to keep leading zeros: `="03001234567"`.
    Pattern TEXT_FORMULA = Pattern.compile("=\"([^\"]*)\"");

    /// `9.23001234567E+11`; a comma where the spreadsheet's language has one.
    Pattern SCIENTIFIC = Pattern.compile("([+-]?)(\\d+)(?:[.,](\\d*))?[eE]([+-]?)(\\d{1,3})");

    /// `923001234567.0`, what programs write that took the column for numbers. One or two places: three are a group
    /// of digits between separators.
    Pattern DECIMAL = Pattern.compile("([+-]?\\d+)[.,](\\d{1,2})");

    /// Telecard's prefixes.
    Pattern PREFIX = Pattern.compile("(?:ap|b)[ .-]*(?=[+(\\[\\d])", Pattern.CASE_INSENSITIVE);

    Pattern BETWEEN_NUMBERS = Pattern.compile("[,;/|&\\r\\n]+|(?i:\\s(?:or|and)\\s)");

    static PhoneText of(String raw) {
        // counted before anything is taken out: digits behind the bound must not go unseen
        if (raw.length() > LONGEST_RAW) {
            return new Unreadable(raw.isBlank() ? PhoneRefusal.EMPTY : PhoneRefusal.INVALID_FORMAT);
        }
        String text = unwrapped(plain(raw));
        if (text.isEmpty()) {
            return new Unreadable(PhoneRefusal.EMPTY);
        }
        if (text.length() > LONGEST_TEXT) {
            return new Unreadable(PhoneRefusal.INVALID_FORMAT);
        }
        String compact = text.replace(" ", "");
        Matcher scientific = SCIENTIFIC.matcher(compact);
        if (scientific.matches()) {
            return wholeNumber(scientific);
        }
        Matcher decimal = DECIMAL.matcher(compact);
        if (decimal.matches()) {
            return decimal.group(2).matches("0+") ? digitsOf(decimal.group(1)) : new Unreadable(PhoneRefusal.DECIMAL);
        }
        Matcher prefix = PREFIX.matcher(text);
        return digitsOf(prefix.lookingAt() ? text.substring(prefix.end()) : text);
    }

    /// Digits of every script become ASCII ones, every kind of space and dash a plain one, and marks that can't be
    /// seen (byte order, direction, joiners) go: they come along when numbers are copied from web pages and phones.
    private static String plain(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (Character.isDigit(c)) {
                text.append((char) ('0' + Character.digit(c, 10)));
            } else if (type == Character.SPACE_SEPARATOR || c == '\t') {
                text.append(' ');
            } else if (type == Character.DASH_PUNCTUATION || c == '\u2212') {
                text.append('-');
            } else if (c == '\uFF0B') {
                text.append('+');
            } else if (type != Character.FORMAT) {
                text.appendCodePoint(c);
            }
        });
        return text.toString().strip();
    }

    /// Without the apostrophe that tells a spreadsheet "this is text", and out of a formula that is only a text.
    private static String unwrapped(String text) {
        String bare = text.startsWith("'") ? text.substring(1).strip() : text;
        Matcher formula = TEXT_FORMULA.matcher(bare);
        return formula.matches() ? formula.group(1).strip() : bare;
    }

    /// All digits are there when the fraction is as long as the exponent; past that only zeros may follow.
    private static PhoneText wholeNumber(Matcher scientific) {
        String fraction = scientific.group(3) == null ? "" : scientific.group(3);
        int exponent = Integer.parseInt(scientific.group(5));
        boolean negative =
                scientific.group(1).equals("-") || scientific.group(4).equals("-");
        if (negative
                || fraction.length() < exponent
                || !fraction.substring(exponent).matches("0*")) {
            return new Unreadable(PhoneRefusal.SCIENTIFIC_NOTATION);
        }
        String whole = scientific.group(2) + fraction.substring(0, exponent);
        return new Digits(whole.replaceFirst("^0+(?=\\d)", ""), false);
    }

    private static PhoneText digitsOf(String text) {
        // a spreadsheet into which +92-3001234567 was typed has calculated -3001234475
        if (text.startsWith("-")) {
            return new Unreadable(PhoneRefusal.INVALID_FORMAT);
        }
        StringBuilder digits = new StringBuilder(text.length());
        boolean plus = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c == '+' && !plus && digits.isEmpty()) {
                plus = true;
            } else if (" -.()[]".indexOf(c) < 0) {
                return new Unreadable(reasonFor(text));
            }
        }
        if (digits.isEmpty()) {
            return new Unreadable(PhoneRefusal.INVALID_FORMAT);
        }
        if (!plus && digits.length() > 2 && digits.charAt(0) == '0' && digits.charAt(1) == '0') {
            return new Digits(digits.substring(2), true);
        }
        return new Digits(digits.toString(), plus);
    }

    private static PhoneRefusal reasonFor(String text) {
        long numbers = BETWEEN_NUMBERS
                .splitAsStream(text)
                .filter(PhoneText::longEnough)
                .count();
        if (numbers > 1) {
            return PhoneRefusal.SEVERAL_NUMBERS;
        }
        boolean letters = text.codePoints().anyMatch(Character::isLetter);
        return letters && longEnough(text) ? PhoneRefusal.LETTERS : PhoneRefusal.INVALID_FORMAT;
    }

    /// So many digits that a phone number was meant.
    private static boolean longEnough(String text) {
        return text.chars().filter(Character::isDigit).count() >= 7;
    }
}
