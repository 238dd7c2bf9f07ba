package org.voiceorchestrator.leadimport;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Recognizes by its first bytes a file that is no CSV in UTF-8, to say what it is instead of calling every row wrong.
final class FileSignature {
    static final int LENGTH = 8;
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String SAVE_AS = "; save it as CSV UTF-8 (comma delimited) and upload that";

    private FileSignature() {}

    /// How many bytes a UTF-8 byte order mark takes at the beginning.
    static int markLength(byte[] start) {
        return start.length >= 3 && Arrays.equals(start, 0, 3, UTF_8_MARK, 0, 3) ? 3 : 0;
    }

    static Optional<String> refusal(byte[] start) {
        String hex = HexFormat.of().formatHex(start);
        if (hex.startsWith("fffe") || hex.startsWith("feff") || everyOtherIsZero(start)) {
            return Optional.of("The file is in UTF-16 (Excel calls it Unicode Text)" + SAVE_AS);
        }
        if (hex.startsWith("504b0304") || hex.startsWith("d0cf11e0")) {
            return Optional.of("The file is an Excel workbook" + SAVE_AS);
        }
        return hex.startsWith("25504446") ? Optional.of("The file is a PDF document, not a CSV") : Optional.empty();
    }

    private static boolean everyOtherIsZero(byte[] start) {
        return start.length >= 4
                && ((start[0] == 0 && start[2] == 0) || (start[1] == 0 && start[3] == 0))
                && !(start[0] == 0 && start[1] == 0 && start[2] == 0 && start[3] == 0);
    }
}
