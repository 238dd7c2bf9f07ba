package org.voiceorchestrator.donotcall;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of the ledger.
///
/// @param madeBy the user, or `schedule` and `database` for what happens by itself
/// @param campaign id of the campaign whose list it was; null: the company's
/// @param campaignId that campaign's name, also when it is deleted
/// @param expiresAt until when, from this line on; null: for good
/// @param evidence where it can be looked up
@Serdeable
record LedgerLine(
        long id,
        Instant at,
        String madeBy,
        LedgerEvent event,
        String phoneNumber,
        DoNotCallScope scope,
        @Nullable Long campaign,
        String campaignId,
        DoNotCallSource source,
        String reason,
        @Nullable Instant expiresAt,
        String evidence) {}
