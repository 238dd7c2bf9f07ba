package org.voiceorchestrator.handling;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.FirstCalled;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.phone.PhoneResult;
import org.voiceorchestrator.security.Caller;

/// A call that somebody orders. One of `phone_number` and `lead` is needed.
///
/// @param agent id of the agent who is to talk; an agent's user need not say it
/// @param phoneNumber in any written form
/// @param lead id of the lead that is called
/// @param campaign id of the campaign for which a number is called: its hours, limits, trunks and caller IDs hold.
/// Where the number is one of its leads, that lead is called
/// @param first whose phone rings first; left out: the agent's
@Serdeable
record OrderDraft(
        @ApiDoc.MayBeLeftOut Long agent,
        @Nullable String phoneNumber,
        @Nullable Long lead,
        @Nullable Long campaign,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        FirstCalled first) {
    static OrderDraft read(@Nullable Map<String, ?> body, Caller caller, PhoneNumberNormalizer phones) {
        Fields fields = Fields.of(body);
        OrderDraft draft = new OrderDraft(
                fields.id("agent").required(caller.agentId().orElse(null), 0L),
                number(fields, phones).orElse(null),
                fields.idOrNull("lead").orNull(null),
                fields.idOrNull("campaign").orNull(null),
                fields.choice("first", FirstCalled.class).orElse(FirstCalled.AGENT));
        fields.refuseOthers("agent", "phone_number", "lead", "campaign", "first");
        boolean numberSent = fields.has("phone_number") && !fields.isNull("phone_number");
        if (numberSent == (draft.lead() != null)) {
            fields.reject("phone_number", "Enter a number, or the id of a lead as lead, not both.");
        }
        fields.refuseErrors();
        return draft;
    }

    private static Optional<String> number(Fields fields, PhoneNumberNormalizer phones) {
        String raw = fields.text("phone_number", 100).orElse("");
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        return switch (phones.normalize(raw)) {
            case PhoneResult.Normalized(var number) -> Optional.of(number.digits());
            case PhoneResult.Refused(var reason) -> {
                fields.reject("phone_number", reason.message());
                yield Optional.empty();
            }
        };
    }
}
