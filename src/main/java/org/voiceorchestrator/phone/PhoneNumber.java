package org.voiceorchestrator.phone;

/// A number that can be dialled: its digits with the country code and no plus, `923001234567`.
public record PhoneNumber(String digits) implements Comparable<PhoneNumber> {
    private static final int SHORTEST = 7;
    /// E.164 knows no longer ones.
    private static final int LONGEST = 15;

    public PhoneNumber {
        if (digits.length() < SHORTEST || digits.length() > LONGEST) {
            throw new IllegalArgumentException("A phone number has 7 to 15 digits with its country code: " + digits);
        }
        if (digits.charAt(0) == '0' || !isDigits(digits)) {
            throw new IllegalArgumentException(
                    "A phone number is digits only and begins with its country code: " + digits);
        }
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /// With the plus in front, as libphonenumber, gateways and people abroad write it.
    public String e164() {
        return "+" + digits;
    }

    @Override
    public int compareTo(PhoneNumber other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
