package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.FieldErrors;

/// How the uploader says that a file is to be read; what is null, or not in the mapping, the reader finds out.
///
/// @param sheet of a workbook, by its name
/// @param mapping a column of the file, by its name, to the name of the [ColumnTarget] that it holds
public record ReadingChoices(
        @Nullable TextEncoding encoding,
        @Nullable Delimiter delimiter,
        @Nullable String sheet,
        Map<String, String> mapping) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_COLUMNS = 1000;

    public ReadingChoices {
        for (String target : mapping.values()) {
            if (ColumnTarget.named(target).isEmpty()) {
                throw new IllegalArgumentException("No column of a lead is called " + target);
            }
        }
        mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    }

    public static ReadingChoices none() {
        return new ReadingChoices(null, null, null, Map.of());
    }

    /// From the texts of a form; null and blank ones choose nothing.
    ///
    /// @param mapping a JSON object: `{"Cell No": "number", "Shop": "metadata", "Remarks": "ignore"}`
    /// @throws FieldErrors for `encoding`, `delimiter` and `mapping` that name nothing known, all at once
    public static ReadingChoices parse(
            @Nullable String encoding, @Nullable String delimiter, @Nullable String sheet, @Nullable String mapping) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        TextEncoding chosenEncoding = null;
        if (encoding != null && !encoding.isBlank()) {
            Optional<TextEncoding> named = TextEncoding.named(encoding);
            chosenEncoding = named.orElse(null);
            if (named.isEmpty()) {
                errors.put("encoding", List.of(notAChoice(encoding, TextEncoding.NAMES)));
            }
        }
        Delimiter chosenDelimiter = null;
        if (delimiter != null && !delimiter.isEmpty()) {
            Optional<Delimiter> named = Delimiter.named(delimiter);
            chosenDelimiter = named.orElse(null);
            if (named.isEmpty()) {
                errors.put("delimiter", List.of(notAChoice(delimiter, Delimiter.NAMES)));
            }
        }
        Map<String, String> targets = new LinkedHashMap<>();
        if (mapping != null && !mapping.isBlank()) {
            List<String> problems = readMapping(mapping, targets);
            if (!problems.isEmpty()) {
                errors.put("mapping", problems);
            }
        }
        if (!errors.isEmpty()) {
            throw new FieldErrors(errors);
        }
        String chosenSheet = sheet == null || sheet.isBlank() ? null : sheet;
        return new ReadingChoices(chosenEncoding, chosenDelimiter, chosenSheet, targets);
    }

    private static String notAChoice(String given, String choices) {
        return "\"" + given + "\" is not a valid choice. It must be one of: " + choices + ".";
    }

    private static List<String> readMapping(String json, Map<String, String> into) {
        List<String> problems = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return List.of("Must be a JSON object of file columns and what they hold.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String column = parser.currentName();
                String target = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
                parser.skipChildren();
                ColumnTarget.named(target)
                        .ifPresentOrElse(
                                found -> into.put(column, found.fieldName()),
                                () -> problems.add(column + ": " + notAChoice(target, ColumnTarget.NAMES)));
                if (into.size() + problems.size() > MOST_COLUMNS) {
                    return List.of("Must name at most " + MOST_COLUMNS + " columns.");
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                return List.of("Must be a JSON object of file columns and what they hold.");
            }
        } catch (IOException e) {
            return List.of("Must be a JSON object of file columns and what they hold.");
        }
        return problems;
    }
}
