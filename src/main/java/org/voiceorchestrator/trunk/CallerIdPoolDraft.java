package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;

/// A pool of caller IDs as somebody wants it.
///
/// @param name unique, for people
/// @param strategy left out: `round_robin`
/// @param numbers each with `number`, and if need be `weight` (1), `prefix` (everybody) and `is_active` (true)
@Serdeable
record CallerIdPoolDraft(
        @ApiDoc.MayBeLeftOut String name,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        PoolStrategy strategy,

        @ApiDoc.MayBeLeftOut List<CallerId> numbers,
        @ApiDoc.MayBeLeftOut boolean isActive) {
    private static final int MOST_NUMBERS = 1000;
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,20}");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{0,15}");

    /// @param unsent what stands for fields that were not sent; null: the defaults
    static CallerIdPoolDraft read(@Nullable Map<String, ?> body, @Nullable CallerIdPool unsent) {
        Fields fields = Fields.of(body);
        CallerIdPoolDraft draft = new CallerIdPoolDraft(
                fields.filledText("name", 100).required(unsent == null ? null : unsent.name(), ""),
                fields.choice("strategy", PoolStrategy.class)
                        .orElse(unsent == null ? PoolStrategy.ROUND_ROBIN : unsent.strategy()),
                numbers(fields, unsent),
                fields.bool("is_active").orElse(unsent == null || unsent.isActive()));
        fields.refuseErrors();
        return draft;
    }

    private static List<CallerId> numbers(Fields fields, @Nullable CallerIdPool unsent) {
        Fields.Field<List<Map<String, ?>>> sent = fields.objects("numbers", MOST_NUMBERS);
        if (!sent.sent() && unsent != null) {
            return unsent.numbers();
        }
        List<CallerId> numbers = new ArrayList<>();
        List<Map<String, ?>> objects = sent.required(null, List.of());
        for (int i = 0; i < objects.size(); i++) {
            Fields own = Fields.of(objects.get(i));
            own.refuseOthers("number", "weight", "prefix", "is_active");
            add(own, numbers);
            fields.rejectWithin("numbers", "[" + i + "].", own);
        }
        if (sent.sent() && objects.isEmpty() && !fields.hasErrors()) {
            fields.reject("numbers", "Give at least one number.");
        }
        return numbers;
    }

    private static void add(Fields own, List<CallerId> numbers) {
        String number = own.filledText("number", 21).required(null, "");
        if (!number.isEmpty() && !NUMBER.matcher(number).matches()) {
            own.reject("number", "Enter digits, with or without + in front.");
        }
        String prefix = own.text("prefix", 15).orElse("");
        if (!PREFIX.matcher(prefix).matches()) {
            own.reject("prefix", "Enter the digits that numbers begin with, with the country code.");
        }
        int weight = own.integer("weight", 1, 1000).orElse(1);
        boolean active = own.bool("is_active").orElse(true);
        if (numbers.stream().anyMatch(other -> other.number().equals(number))) {
            own.reject("number", "A number is there only once.");
        }
        if (!own.hasErrors()) {
            numbers.add(new CallerId(number, weight, prefix, active));
        }
    }
}
