package org.voiceorchestrator.leadimport;

import java.util.Map;

/// Metadata as the text of a JSON object ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259#section-7)): written with
/// the row, beside the thread that writes to the database.
final class MetadataJson {
    private MetadataJson() {}

    static String of(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return "{}";
        }
        StringBuilder json = new StringBuilder(64).append('{');
        metadata.forEach((key, value) -> {
            if (json.length() > 1) {
                json.append(',');
            }
            string(key, json);
            json.append(':');
            string(value, json);
        });
        return json.append('}').toString();
    }

    private static void string(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
