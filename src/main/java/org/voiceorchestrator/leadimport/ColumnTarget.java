package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Names;

/// What a column of a lead file holds.
@Serdeable
public enum ColumnTarget {
    /// The phone number.
    @JsonProperty("number")
    NUMBER,
    /// How many times the lead may be called.
    @JsonProperty("attempts")
    ATTEMPTS,
    /// The customer's name.
    @JsonProperty("name")
    NAME,
    /// Where the customer is.
    @JsonProperty("city")
    CITY,
    /// How large the customer is.
    @JsonProperty("customer_segment")
    CUSTOMER_SEGMENT,
    /// The day of the last order.
    @JsonProperty("last_order_date")
    LAST_ORDER_DATE,
    /// The day to call again.
    @JsonProperty("follow_up_date")
    FOLLOW_UP_DATE,
    /// How urgent the call is.
    @JsonProperty("priority")
    PRIORITY,
    /// Something a lead has no field for: kept in its metadata under the column's name.
    @JsonProperty("metadata")
    METADATA,
    /// Nothing that is wanted.
    @JsonProperty("ignore")
    IGNORE;

    static final String NAMES = Arrays.stream(values()).map(Names::of).collect(Collectors.joining(", "));

    /// A field that a lead has once, so that only one column can hold it.
    boolean isField() {
        return this != METADATA && this != IGNORE;
    }

    /// As it is written in requests and as the header of a file.
    public String fieldName() {
        return Names.of(this);
    }

    static Optional<ColumnTarget> named(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(target -> Names.of(target).equals(key))
                .findFirst();
    }
}
