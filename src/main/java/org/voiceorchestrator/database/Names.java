package org.voiceorchestrator.database;

import java.util.Locale;

/// How an enum's constant is written in the database and in JSON: lower case, with underscores.
public final class Names {
    private Names() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no constant has that name
    public static <E extends Enum<E>> E parse(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
