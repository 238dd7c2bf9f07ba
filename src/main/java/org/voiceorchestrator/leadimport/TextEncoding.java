package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a file's bytes stand for characters.
@Serdeable
public enum TextEncoding {
    /// What every program writes when asked for it.
    @JsonProperty("utf-8")
    UTF_8("utf-8", StandardCharsets.UTF_8),
    /// Excel's "Unicode Text".
    @JsonProperty("utf-16le")
    UTF_16LE("utf-16le", StandardCharsets.UTF_16LE),
    /// The same with the bytes of each pair swapped.
    @JsonProperty("utf-16be")
    UTF_16BE("utf-16be", StandardCharsets.UTF_16BE),
    /// Western European Windows.
    @JsonProperty("windows-1252")
    WINDOWS_1252("windows-1252", Charset.forName("windows-1252")),
    /// Arabic Windows, which has the letters of Urdu.
    @JsonProperty("windows-1256")
    WINDOWS_1256("windows-1256", Charset.forName("windows-1256"));

    static final String NAMES =
            Arrays.stream(values()).map(encoding -> encoding.label).collect(Collectors.joining(", "));

    private static final Map<String, TextEncoding> OTHER_NAMES = Map.ofEntries(
            Map.entry("utf8", UTF_8),
            Map.entry("ascii", UTF_8),
            Map.entry("us-ascii", UTF_8),
            Map.entry("utf-16", UTF_16LE),
            Map.entry("utf16", UTF_16LE),
            Map.entry("utf16le", UTF_16LE),
            Map.entry("unicode", UTF_16LE),
            Map.entry("utf16be", UTF_16BE),
            Map.entry("cp1252", WINDOWS_1252),
            Map.entry("latin1", WINDOWS_1252),
            Map.entry("iso-8859-1", WINDOWS_1252),
            Map.entry("cp1256", WINDOWS_1256));

    private final String label;
    private final Charset charset;

    TextEncoding(String label, Charset charset) {
        this.label = label;
        this.charset = charset;
    }

    public String label() {
        return label;
    }

    public Charset charset() {
        return charset;
    }

    boolean isUtf16() {
        return this == UTF_16LE || this == UTF_16BE;
    }

    /// As people call it in messages.
    String family() {
        return isUtf16() ? "UTF-16" : this == UTF_8 ? "UTF-8" : label;
    }

    static Optional<TextEncoding> named(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(values())
                .filter(encoding -> encoding.label.equals(key))
                .findFirst()
                .or(() -> Optional.ofNullable(OTHER_NAMES.get(key)));
    }
}
