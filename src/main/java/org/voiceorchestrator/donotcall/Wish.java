package org.voiceorchestrator.donotcall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.phone.PhoneNumber;

/// That a number is not called.
///
/// @param campaign in which; null: in none of the company's
/// @param expiresAt until when; null: for good
/// @param evidence where it can be looked up
record Wish(
        PhoneNumber phone,
        @Nullable Long campaign,
        DoNotCallSource source,
        String reason,
        @Nullable Instant expiresAt,
        String evidence) {}
