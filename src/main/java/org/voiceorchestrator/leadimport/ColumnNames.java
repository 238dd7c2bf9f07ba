package org.voiceorchestrator.leadimport;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What people call the columns of a lead, in English and in Urdu of either script.
final class ColumnNames {
    private static final Map<ColumnTarget, List<String>> OTHER_NAMES = Map.of(
            ColumnTarget.NUMBER,
            List.of(
                    "phone",
                    "phones",
                    "phone no",
                    "phone num",
                    "phone number",
                    "phone nr",
                    "telephone",
                    "telephone no",
                    "telephone number",
                    "tel",
                    "tel no",
                    "mobile",
                    "mobile no",
                    "mobile num",
                    "mobile number",
                    "mobile phone",
                    "msisdn",
                    "cell",
                    "cell no",
                    "cell number",
                    "cell phone",
                    "cellphone",
                    "cellular",
                    "contact",
                    "contact no",
                    "contact num",
                    "contact number",
                    "contact phone",
                    "contacts",
                    "customer number",
                    "customer phone",
                    "customer mobile",
                    "customer contact",
                    "whatsapp",
                    "whatsapp no",
                    "whatsapp number",
                    "no",
                    "num",
                    "nr",
                    "numbers",
                    "dial",
                    "dial number",
                    "raabta",
                    "rabta",
                    "raabta number",
                    "fone",
                    "fone number",
                    "number mobile",
                    "mobail",
                    "mobile nmbr",
                    "فون",
                    "فون نمبر",
                    "موبائل",
                    "موبائل نمبر",
                    "موبایل",
                    "نمبر",
                    "رابطہ",
                    "رابطہ نمبر",
                    "ٹیلیفون",
                    "ٹیلی فون"),
            ColumnTarget.ATTEMPTS,
            List.of(
                    "attempt",
                    "tries",
                    "try",
                    "retries",
                    "max attempts",
                    "maximum attempts",
                    "max attempt",
                    "max tries",
                    "call attempts",
                    "attempts allowed",
                    "no of attempts",
                    "number of attempts",
                    "koshish",
                    "koshishen",
                    "koshishein",
                    "کوشش",
                    "کوششیں"),
            ColumnTarget.NAME,
            List.of(
                    "names",
                    "full name",
                    "fullname",
                    "customer",
                    "customer name",
                    "client",
                    "client name",
                    "contact name",
                    "lead",
                    "lead name",
                    "person",
                    "naam",
                    "nam",
                    "poora naam",
                    "pura naam",
                    "gahak",
                    "gahak ka naam",
                    "نام",
                    "پورا نام",
                    "گاہک",
                    "گاہک کا نام",
                    "صارف"),
            ColumnTarget.CITY,
            List.of(
                    "town",
                    "city name",
                    "customer city",
                    "city town",
                    "shehar",
                    "shehr",
                    "shahar",
                    "sheher",
                    "shahr",
                    "شہر",
                    "شہر کا نام"),
            ColumnTarget.CUSTOMER_SEGMENT,
            List.of("customer size", "customer category", "customer type", "client segment"),
            ColumnTarget.LAST_ORDER_DATE,
            List.of(
                    "last order",
                    "last ordered",
                    "last order on",
                    "last purchase",
                    "last purchase date",
                    "date of last order"),
            ColumnTarget.PRIORITY,
            List.of("lead priority", "call priority", "urgency", "ترجیح"),
            ColumnTarget.FOLLOW_UP_DATE,
            List.of("follow up", "follow up on", "follow date", "next follow up", "callback date", "call back date"));

    private static final Map<String, ColumnTarget> BY_NAME = byName();

    private ColumnNames() {}

    /// What a column of that name holds, if one knows it.
    static Optional<ColumnTarget> meaning(String name) {
        return meaningOf(normal(name));
    }

    static Optional<ColumnTarget> meaningOf(String normalName) {
        return Optional.ofNullable(BY_NAME.get(normalName));
    }

    /// A name as it is compared: letters and digits only, without case and accents, one letter for those that Arabic
    /// and Urdu keyboards write differently.
    static String normal(String name) {
        StringBuilder normal = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(c -> {
                    if (Character.isDigit(c)) {
                        normal.append(Character.digit(c, 10));
                    } else if (Character.isLetter(c)) {
                        normal.appendCodePoint(sameLetter(c));
                    }
                });
        return normal.toString();
    }

    private static int sameLetter(int letter) {
        return switch (letter) {
            case 'ي', 'ى' -> 'ی';
            case 'ك' -> 'ک';
            case 'ه', 'ۀ', 'ة' -> 'ہ';
            default -> letter;
        };
    }

    private static Map<String, ColumnTarget> byName() {
        Map<String, ColumnTarget> names = new HashMap<>();
        OTHER_NAMES.forEach((target, others) -> {
            names.put(normal(target.fieldName()), target);
            others.forEach(other -> names.put(normal(other), target));
        });
        return Map.copyOf(names);
    }
}
