package org.voiceorchestrator.phone;

import java.util.Locale;

/// Why a text is no phone number. The code is stored and filtered by, so a constant is never renamed; the message
/// tells whoever mends the file what to do.
public enum PhoneRefusal {
    /// Nothing was written.
    EMPTY("The phone number is missing"),
    /// The text does not look like a phone number at all.
    INVALID_FORMAT("Invalid phone number format"),
    /// A phone number with letters in or beside it.
    LETTERS("The phone number has letters in it; write digits only (a zero is not the letter O)"),
    /// Two or more numbers in one cell.
    SEVERAL_NUMBERS("There is more than one phone number here; give each a row of its own"),
    /// A spreadsheet kept only the first digits.
    SCIENTIFIC_NOTATION("The spreadsheet has shortened this number and digits are lost;"
            + " format the column as text and enter the whole number again"),
    /// A number with a fraction.
    DECIMAL("The phone number has a decimal fraction; format the column as text and enter the number again"),
    /// Fewer digits than its country's numbers have.
    TOO_SHORT("The phone number is too short; digits are missing"),
    /// More digits than its country's numbers have.
    TOO_LONG("The phone number is too long; it has more digits than a phone number of its country"),
    /// The right length, but no such number can exist in its country.
    INVALID_FOR_COUNTRY("There is no such phone number in its country; check the digits,"
            + " and write a number of another country with + and its country code"),
    /// Police, ambulance, service numbers.
    EMERGENCY_OR_SHORT_CODE("This is an emergency number or short code; it can't be called"),
    /// A good number of a country that was not asked for.
    COUNTRY_NOT_ALLOWED("This campaign does not call numbers of that country");

    private final String message;

    PhoneRefusal(String message) {
        this.message = message;
    }

    /// Stable, snake_case: `scientific_notation`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String message() {
        return message;
    }
}
