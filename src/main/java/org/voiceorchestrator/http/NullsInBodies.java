package org.voiceorchestrator.http;

import io.micronaut.core.convert.MutableConversionService;
import io.micronaut.core.convert.TypeConverterRegistrar;
import io.micronaut.core.type.Argument;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the nulls of a body that is taken as a `Map`. The framework converts such a map once more after reading it
/// and leaves its nulls out, and then `{"max_calls": null}` could not be told from `{}`.
@Singleton
final class NullsInBodies implements TypeConverterRegistrar {
    @Override
    public void register(MutableConversionService conversions) {
        conversions.addConverter(LinkedHashMap.class, Map.class, (map, _, context) -> {
            Argument<?> keyType = context.getTypeVariable("K").orElse(Argument.OBJECT_ARGUMENT);
            Argument<?> valueType = context.getTypeVariable("V").orElse(Argument.OBJECT_ARGUMENT);
            Map<Object, @Nullable Object> converted = new LinkedHashMap<>();
            for (Object element : map.entrySet()) {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) element;
                Optional<?> key = conversions.convert(entry.getKey(), keyType);
                Object value = entry.getValue();
                Optional<?> convertedValue = value == null ? Optional.empty() : conversions.convert(value, valueType);
                if (key.isEmpty() || (value != null && convertedValue.isEmpty())) {
                    return Optional.empty();
                }
                converted.put(key.get(), convertedValue.orElse(null));
            }
            return Optional.of(converted);
        });
    }
}
