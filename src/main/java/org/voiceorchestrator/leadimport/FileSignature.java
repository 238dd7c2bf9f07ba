package org.voiceorchestrator.leadimport;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Recognizes by its first bytes a file that holds no list of leads, to say what it is and what to do instead of
/// calling every row wrong.
final class FileSignature {
    private static final int LENGTH = 8;
    private static final String SAVE_AS = "; open it in a spreadsheet, save it as .xlsx or CSV UTF-8 and upload that";
    private static final String UNPACK = "; unpack it and upload the list that is inside";

    /// Beginnings in hexadecimal.
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("25504446", "The file is a PDF document, not a list" + SAVE_AS);
        OTHERS.put("1f8b", "The file is packed with gzip" + UNPACK);
        OTHERS.put("425a68", "The file is packed with bzip2" + UNPACK);
        OTHERS.put("fd377a585a00", "The file is packed with xz" + UNPACK);
        OTHERS.put("377abcaf271c", "The file is a 7-Zip archive" + UNPACK);
        OTHERS.put("526172211a07", "The file is a RAR archive" + UNPACK);
        OTHERS.put("89504e47", "The file is a picture, not a list");
        OTHERS.put("ffd8ff", "The file is a picture, not a list");
        OTHERS.put("47494638", "The file is a picture, not a list");
        OTHERS.put("7b5c727466", "The file is a text document (RTF), not a list" + SAVE_AS);
        OTHERS.put("53514c69746520", "The file is a database (SQLite), not a list");
    }

    private FileSignature() {}

    static boolean isZip(byte[] head) {
        String hex = start(head);
        return hex.startsWith("504b0304") || hex.startsWith("504b0506");
    }

    /// What the file is, and what to do; empty when it may be a list.
    static Optional<String> refusal(byte[] head) {
        String hex = start(head);
        if (hex.startsWith("d0cf11e0")) {
            return Optional.of(ole(head));
        }
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (hex.startsWith(other.getKey())) {
                return Optional.of(other.getValue());
            }
        }
        return markup(head);
    }

    private static String start(byte[] head) {
        return HexFormat.of().formatHex(head, 0, Math.min(LENGTH, head.length));
    }

    /// Old workbooks and encrypted new ones are both such containers.
    private static String ole(byte[] head) {
        String encrypted =
                new String("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        if (new String(head, StandardCharsets.ISO_8859_1).contains(encrypted)) {
            return "The file is an Excel workbook with a password; open it, take the password off, save it and upload that";
        }
        return "The file is an old Excel workbook (.xls), or one with a password" + SAVE_AS;
    }

    private static Optional<String> markup(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 1024), StandardCharsets.ISO_8859_1)
                .replace("ï»¿", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html")
                || text.startsWith("<html")
                || text.startsWith("<table")
                || text.startsWith("<head")
                || text.startsWith("<meta")
                || text.startsWith("mime-version:")) {
            return Optional.of("The file is a web page (HTML), whatever its name says" + SAVE_AS);
        }
        return text.startsWith("<?xml")
                ? Optional.of("The file is XML, not a CSV or an Excel workbook" + SAVE_AS)
                : Optional.empty();
    }
}
