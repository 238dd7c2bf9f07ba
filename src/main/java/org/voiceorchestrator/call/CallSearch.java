package org.voiceorchestrator.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.phone.SearchedNumber;

/// What a search means: calls whose call_id or freeswitch_uuid begins with what was typed, or whose number begins with
/// the digits that were typed, in any form that numbers are written in.
///
/// @param alternatives in SQL on the columns of `call_logs`, each of which an index answers; a call may meet several
/// @param values of the names in them
record CallSearch(List<String> alternatives, Map<String, @Nullable Object> values) {
    /// What finds every call.
    static final CallSearch ALL = new CallSearch(List.of("true"), Map.of());

    private static final int HEX_DIGITS = 32;

    static CallSearch of(String text, Optional<SearchedNumber> number) {
        List<String> alternatives = new ArrayList<>();
        Map<String, @Nullable Object> values = new HashMap<>();
        String hex = text.replace("-", "");
        if (hex.matches("[0-9a-fA-F]{1," + HEX_DIGITS + "}")) {
            alternatives.add("call_id BETWEEN :first_uuid AND :last_uuid");
            alternatives.add("(freeswitch_uuid <> call_id AND freeswitch_uuid BETWEEN :first_uuid AND :last_uuid)");
            values.put("first_uuid", uuid(hex, "0"));
            values.put("last_uuid", uuid(hex, "f"));
        }
        List<String> beginnings = number.map(SearchedNumber::beginnings).orElse(List.of());
        for (int i = 0; i < beginnings.size(); i++) {
            // behind the last digit comes the colon
            alternatives.add("(phone_number >= :begins%1$d AND phone_number < :begins%1$d || ':')".formatted(i));
            values.put("begins" + i, beginnings.get(i));
        }
        return new CallSearch(alternatives, values);
    }

    String condition() {
        return alternatives.isEmpty() ? "false" : "(" + String.join(" OR ", alternatives) + ")";
    }

    private static UUID uuid(String beginning, String filler) {
        String hex = beginning + filler.repeat(HEX_DIGITS - beginning.length());
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, HEX_DIGITS / 2), 16),
                Long.parseUnsignedLong(hex.substring(HEX_DIGITS / 2), 16));
    }
}
