package org.voiceorchestrator.donotcall;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;

/// A number that is not to be called, as somebody sends it.
///
/// @param phoneNumber in any of the forms that an import takes, of any country
/// @param campaign id of the campaign in whose list it goes; left out or null: the company's
/// @param source left out: `agent` for an agent, else `supervisor`
/// @param expiresAt a time, or a day that is still included; left out, null or empty: for good
/// @param evidence where the wish can be looked up; goes into the ledger
@Serdeable
record DoNotCallDraft(
        @ApiDoc.MayBeLeftOut String phoneNumber,
        @Nullable Long campaign,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        DoNotCallSource source,

        @ApiDoc.MayBeLeftOut String reason,
        @Nullable String expiresAt,
        @ApiDoc.MayBeLeftOut String evidence) {}
