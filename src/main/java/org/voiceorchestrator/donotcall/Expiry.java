package org.voiceorchestrator.donotcall;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Reads until when a number is not to be called.
@Singleton
final class Expiry {
    static final String WRONG = "Must be a date like 2026-12-31 (that day included) or a time like"
            + " 2026-12-31T18:00:00Z, in the future; empty means for good.";

    private final ZoneId businessZone;

    Expiry(ZoneId businessZone) {
        this.businessZone = businessZone;
    }

    /// A day counts to its end in the business time zone; empty is for good.
    ///
    /// @throws IllegalArgumentException for what is neither, or over already
    @Nullable
    Instant read(String written, Instant now) {
        if (written.isEmpty()) {
            return null;
        }
        Instant expiry;
        try {
            expiry = written.length() > 10
                    ? OffsetDateTime.parse(written).toInstant()
                    : LocalDate.parse(written)
                            .plusDays(1)
                            .atStartOfDay(businessZone)
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(WRONG, e);
        }
        if (!expiry.isAfter(now) || expiry.atZone(businessZone).getYear() > 9999) {
            throw new IllegalArgumentException(WRONG);
        }
        return expiry;
    }
}
