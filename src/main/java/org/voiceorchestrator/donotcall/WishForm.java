package org.voiceorchestrator.donotcall;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Campaigns;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.Fields;
import org.voiceorchestrator.phone.PhoneNumber;
import org.voiceorchestrator.phone.PhoneResult;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Role;

/// Reads wishes that are sent as JSON.
@Singleton
final class WishForm {
    static final int LONGEST_REASON = 500;
    private static final int LONGEST_EVIDENCE = 2000;
    private static final PhoneNumber NONE = new PhoneNumber("1000000");

    private final Campaigns campaigns;
    private final AnyCountry phones;
    private final Expiry expiry;

    WishForm(Campaigns campaigns, AnyCountry phones, Expiry expiry) {
        this.campaigns = campaigns;
        this.phones = phones;
        this.expiry = expiry;
    }

    /// @throws FieldErrors for all that is missing or wrong
    Wish read(@Nullable Map<String, ?> body, Caller by, Instant now) {
        Fields fields = Fields.of(body);
        Wish wish = new Wish(
                phone(fields),
                campaign(fields),
                fields.choice("source", DoNotCallSource.class).orElse(sourceOf(by)),
                fields.text("reason", LONGEST_REASON).orElse(""),
                expiry(fields, null, now),
                fields.text("evidence", LONGEST_EVIDENCE).orElse(""));
        fields.refuseErrors();
        return wish;
    }

    /// @param whole whether fields that are not sent get their defaults, or stay as they are
    Wish change(@Nullable Map<String, ?> body, DoNotCallEntry entry, boolean whole, Caller by, Instant now) {
        Fields fields = Fields.of(body);
        PhoneNumber phone = new PhoneNumber(entry.phoneNumber());
        if (fields.has("phone_number") && !phone.equals(phone(fields))) {
            fields.reject("phone_number", "The number of an entry stays; remove the entry and add another.");
        }
        if (fields.has("campaign") && !Objects.equals(entry.campaign(), campaign(fields))) {
            fields.reject("campaign", "An entry stays on its list; remove the entry and add another.");
        }
        Wish wish = new Wish(
                phone,
                entry.campaign(),
                fields.choice("source", DoNotCallSource.class).orElse(whole ? sourceOf(by) : entry.source()),
                fields.text("reason", LONGEST_REASON).orElse(whole ? "" : entry.reason()),
                expiry(fields, whole ? null : entry.expiresAt(), now),
                fields.text("evidence", LONGEST_EVIDENCE).orElse(""));
        fields.refuseErrors();
        return wish;
    }

    /// A number to be asked about.
    ///
    /// @throws FieldErrors when it is none
    PhoneNumber number(String name, @Nullable String written) {
        if (written == null || written.isBlank()) {
            throw new FieldErrors(name, "This field is required.");
        }
        return switch (phones.read(written)) {
            case PhoneResult.Normalized(var number) -> number;
            case PhoneResult.Refused refused -> throw new FieldErrors(name, refused.message());
        };
    }

    /// The fields of an upload beside its file, as they were sent.
    record ImportFields(
            @Nullable String campaign,
            @Nullable String source,
            @Nullable String reason,
            @Nullable String expiresAt) {
        private Map<String, ?> sent() {
            Map<String, Object> sent = new HashMap<>();
            put(sent, "campaign", campaign);
            put(sent, "source", source);
            put(sent, "reason", reason);
            put(sent, "expires_at", expiresAt);
            return sent;
        }

        private static void put(Map<String, Object> sent, String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                sent.put(name, value.strip());
            }
        }
    }

    /// @throws FieldErrors for all that is wrong
    NumberImport.Order order(String filename, ImportFields sent, Caller by, Instant now) {
        Fields fields = Fields.of(sent.sent());
        NumberImport.Order order = new NumberImport.Order(
                filename,
                campaign(fields),
                fields.choice("source", DoNotCallSource.class).orElse(DoNotCallSource.IMPORT),
                fields.text("reason", LONGEST_REASON).orElse(""),
                expiry(fields, null, now),
                by.username());
        fields.refuseErrors();
        return order;
    }

    static DoNotCallSource sourceOf(Caller by) {
        return by.role() == Role.AGENT ? DoNotCallSource.AGENT : DoNotCallSource.SUPERVISOR;
    }

    private PhoneNumber phone(Fields fields) {
        String written = fields.filledText("phone_number", 100).required(null, "");
        if (written.isEmpty()) {
            return NONE;
        }
        return switch (phones.read(written)) {
            case PhoneResult.Normalized(var number) -> number;
            case PhoneResult.Refused refused -> {
                fields.reject("phone_number", refused.message());
                yield NONE;
            }
        };
    }

    private @Nullable Long campaign(Fields fields) {
        Long campaign = fields.idOrNull("campaign").orNull(null);
        if (campaign != null && campaigns.find(campaign).isEmpty()) {
            fields.reject("campaign", "Invalid pk \"" + campaign + "\" - object does not exist.");
        }
        return campaign;
    }

    private @Nullable Instant expiry(Fields fields, @Nullable Instant unsent, Instant now) {
        Fields.Field<String> sent = fields.text("expires_at", 40);
        if (!sent.sent()) {
            return unsent;
        }
        try {
            return expiry.read(sent.orElse(""), now);
        } catch (IllegalArgumentException e) {
            fields.reject("expires_at", Expiry.WRONG);
            return unsent;
        }
    }
}
