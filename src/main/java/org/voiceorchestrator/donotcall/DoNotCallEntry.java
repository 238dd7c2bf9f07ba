package org.voiceorchestrator.donotcall;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A number on a list.
///
/// @param phoneNumber digits with the country code and no plus: `923001234567`
/// @param campaign id of the campaign whose list it is; null on the company's
/// @param expiresAt not called before this; null: never again
/// @param inForce false when its time is over
/// @param createdBy the user who put it there
@Serdeable
record DoNotCallEntry(
        long id,
        String phoneNumber,
        DoNotCallScope scope,
        @Nullable Long campaign,
        String campaignName,
        DoNotCallSource source,
        String reason,
        @Nullable Instant expiresAt,
        boolean inForce,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {}
