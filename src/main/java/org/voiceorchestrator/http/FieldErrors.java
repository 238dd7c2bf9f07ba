package org.voiceorchestrator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// 400: what is wrong, field by field.
public final class FieldErrors extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Map<String, List<String>> errors;

    public FieldErrors(Map<String, List<String>> errors) {
        super(errors.toString());
        this.errors = new LinkedHashMap<>(errors);
    }

    public FieldErrors(String field, String message) {
        this(Map.of(field, List.of(message)));
    }

    public Map<String, List<String>> errors() {
        return errors;
    }
}
