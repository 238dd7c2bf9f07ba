package org.voiceorchestrator.leadimport;

/// Counts what the bytes beyond ASCII of a text speak for: UTF-8, Western or Arabic letters.
final class ByteStatistics {
    /// No Western word has so many accents in a row.
    private static final int WORD = 3;

    private long utf8Characters;
    private long notUtf8;
    private long western;
    private long arabic;

    /// Of a character in UTF-8: how many bytes are still to come, and what the next of them may be.
    private int toCome;
    private int lowest = 0x80;
    private int highest = 0xBF;

    private int run;
    private boolean runBehindLetter;
    private boolean behindLetter;

    void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int b = bytes[i];
            // most bytes are ASCII among ASCII
            if (b < 0 || run > 0 || toCome > 0) {
                addUtf8(b & 0xFF);
                addLetter(b & 0xFF);
            } else {
                behindLetter = isLetter(b);
            }
        }
    }

    /// No more bytes come: what is unfinished stays so.
    void end() {
        addUtf8('\n');
        addLetter('\n');
    }

    long evidence() {
        return utf8Characters + notUtf8;
    }

    /// Single bad bytes among good UTF-8 are damage, good sequences among bad bytes are chance.
    TextEncoding likeliest() {
        if (notUtf8 == 0 || utf8Characters > notUtf8) {
            return TextEncoding.UTF_8;
        }
        return arabic > western ? TextEncoding.WINDOWS_1256 : TextEncoding.WINDOWS_1252;
    }

    /// [RFC 3629](https://www.rfc-editor.org/rfc/rfc3629#section-4).
    private void addUtf8(int b) {
        if (toCome > 0) {
            if (b >= lowest && b <= highest) {
                toCome--;
                lowest = 0x80;
                highest = 0xBF;
                utf8Characters += toCome == 0 ? 1 : 0;
                return;
            }
            notUtf8++;
            toCome = 0;
        }
        lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        if (b >= 0xC2 && b <= 0xDF) {
            toCome = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            toCome = 2;
        } else if (b >= 0xF0 && b <= 0xF4) {
            toCome = 3;
        } else if (b >= 0x80) {
            notUtf8++;
        }
    }

    private void addLetter(int b) {
        if (b >= 0x80 && !isPunctuation(b)) {
            if (run == 0) {
                runBehindLetter = behindLetter;
            }
            run++;
            behindLetter = false;
            return;
        }
        behindLetter = isLetter(b);
        boolean amongLetters = runBehindLetter || behindLetter;
        if (run >= WORD || (run > 1 && !amongLetters)) {
            arabic += run;
        } else if (amongLetters) {
            western += run;
        }
        run = 0;
    }

    private static boolean isLetter(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    /// The same in both code pages: quotes, dashes, the ellipsis, no-break space.
    private static boolean isPunctuation(int b) {
        return b == 0x85 || (b >= 0x91 && b <= 0x97) || b == 0xA0 || b == 0xAB || b == 0xBB;
    }
}
