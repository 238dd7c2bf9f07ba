package org.voiceorchestrator.leadimport;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which of a workbook's cell formats show a number as a date or a time.
final class CellFormats {
    private static final int MOST_FORMATS = 100_000;

    /// Colours, conditions, languages, texts in quotes and single characters behind a backslash, `_` or `*` say
    /// nothing of dates; but `[h]` counts hours.
    private static final Pattern NOT_OF_THE_VALUE =
            Pattern.compile("\\[(?!(?:h+|m+|s+)\\])[^\\]]*\\]|\"[^\"]*\"|[\\\\_*].");

    private static final Pattern DATE = Pattern.compile("[dmyhsDMYHS]");
    private static final Pattern PLAIN = Pattern.compile("(?i)general|@|.*[0#?].*");

    private final BitSet dates = new BitSet();
    private final Map<Integer, Boolean> custom = new HashMap<>();

    private CellFormats() {}

    static CellFormats none() {
        return new CellFormats();
    }

    /// Reads the part to its end and closes it.
    static CellFormats read(XmlPart xml) throws IOException {
        CellFormats formats = new CellFormats();
        int index = 0;
        boolean inCellFormats = false;
        try (xml) {
            while (xml.toNextTag()) {
                if (xml.isStart("numFmt")) {
                    formats.addCustom(xml.attribute("numFmtId"), xml.attribute("formatCode"));
                } else if (xml.isStart("cellXfs") || xml.isEnd("cellXfs")) {
                    inCellFormats = xml.isStart("cellXfs");
                } else if (inCellFormats && xml.isStart("xf") && index < MOST_FORMATS) {
                    formats.dates.set(index++, formats.isDateFormat(number(xml.attribute("numFmtId"))));
                }
            }
        }
        return formats;
    }

    boolean isDate(@Nullable String style) {
        int index = number(style);
        return index >= 0 && dates.get(index);
    }

    private void addCustom(@Nullable String id, @Nullable String code) {
        if (id != null && code != null && code.length() < 1000 && custom.size() < MOST_FORMATS) {
            String ofValue = NOT_OF_THE_VALUE.matcher(code).replaceAll("").split(";", 2)[0];
            // the fractions of seconds in hh:mm:ss.000 are the only digits that a date has
            boolean digits = PLAIN.matcher(ofValue.replaceAll("[sS]\\.0+", "s")).matches();
            custom.put(number(id), !digits && DATE.matcher(ofValue).find());
        }
    }

    /// The formats that a workbook need not spell out: 27 to 36 and 50 to 58 are dates in East Asia.
    private boolean isDateFormat(int id) {
        Boolean known = custom.get(id);
        if (known != null) {
            return known;
        }
        return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    }

    private static int number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
