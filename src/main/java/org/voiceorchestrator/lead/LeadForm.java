package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Campaign;
import org.voiceorchestrator.campaign.Campaigns;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.Fields;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.phone.PhoneResult;

/// Reads what somebody wants a lead to be, by the rules of its campaign.
@Singleton
final class LeadForm {
    /// Stands for a campaign that is missing or no number: that is complained of already.
    private static final long NONE = Long.MIN_VALUE;

    private final Campaigns campaigns;
    private final PhoneNumberNormalizer phones;
    private final LeadZone zones;

    LeadForm(Campaigns campaigns, PhoneNumberNormalizer phones, LeadZone zones) {
        this.campaigns = campaigns;
        this.phones = phones;
        this.zones = zones;
    }

    /// @param existing the lead as it is; null for a new one
    /// @param unsent what stands for fields that were not sent; null: the defaults
    LeadDraft read(@Nullable Map<String, ?> body, @Nullable Lead existing, @Nullable Lead unsent) {
        Fields fields = Fields.of(body);
        Optional<Campaign> campaign = campaign(fields, unsent);
        String number = phoneNumber(fields, existing, unsent, campaign);
        String city = fields.text("city", 200).orElse(unsent == null ? "" : unsent.city());
        LeadDraft draft = new LeadDraft(
                campaign.map(Campaign::id).orElse(0L),
                number,
                fields.text("customer_name", 200).orElse(unsent == null ? "" : unsent.customerName()),
                city,
                fields.choice("segment", Segment.class)
                        .orElse(
                                unsent == null
                                        ? campaign.map(Campaign::segment).orElse(Segment.FOLLOW_UP)
                                        : unsent.segment()),
                customerSegment(fields, unsent == null ? "" : unsent.customerSegment()),
                fields.date("last_order_date").orNull(unsent == null ? null : unsent.lastOrderDate()),
                fields.date("follow_up_date").orNull(unsent == null ? null : unsent.followUpDate()),
                status(fields, existing),
                fields.integer("max_attempts", 1, 99).orElse(unsent == null ? 1 : unsent.maxAttempts()),
                campaign.map(its -> zones.read(fields, its, number, city, unsent))
                        .orElse(null),
                fields.integer("priority", -99, 99).orElse(unsent == null ? 0 : unsent.priority()),
                fields.object("metadata").orElse(unsent == null ? Map.of() : unsent.metadata()));
        fields.refuseErrors();
        return draft;
    }

    private Optional<Campaign> campaign(Fields fields, @Nullable Lead unsent) {
        long id = fields.id("campaign").required(unsent == null ? null : unsent.campaign(), NONE);
        if (id == NONE) {
            return Optional.empty();
        }
        Optional<Campaign> campaign = campaigns.find(id);
        if (campaign.isEmpty()) {
            fields.reject("campaign", "Invalid pk \"" + id + "\" - object does not exist.");
        }
        return campaign;
    }

    /// A number that stays is not judged again: the campaign may have other countries by now.
    private String phoneNumber(
            Fields fields, @Nullable Lead existing, @Nullable Lead unsent, Optional<Campaign> campaign) {
        Fields.Field<String> sent = fields.filledText("phone_number", 100);
        String raw = sent.required(unsent == null ? null : unsent.phoneNumber(), "");
        if (raw.isEmpty() || (existing != null && raw.equals(existing.phoneNumber()))) {
            return raw;
        }
        Set<String> countries =
                campaign.map(known -> Set.copyOf(known.allowedCountries())).orElse(Set.of());
        return switch (phones.normalize(raw, countries)) {
            case PhoneResult.Normalized(var number) -> number.digits();
            case PhoneResult.Refused(var reason) -> {
                fields.reject("phone_number", reason.message());
                yield "";
            }
        };
    }

    private static String customerSegment(Fields fields, String unsent) {
        String sent = fields.text("customer_segment", 20).orElse(unsent);
        boolean known = sent.isEmpty()
                || Arrays.stream(CustomerSegment.values())
                        .anyMatch(segment -> Names.of(segment).equals(sent));
        if (!known) {
            fields.reject("customer_segment", "\"" + sent + "\" is not a valid choice.");
        }
        return sent;
    }

    private static @Nullable LeadStatus status(Fields fields, @Nullable Lead existing) {
        LeadStatus status = fields.choice("status", LeadStatus.class).orNull(null);
        if (status == LeadStatus.DIALING && (existing == null || existing.status() != LeadStatus.DIALING)) {
            fields.reject("status", "A lead is dialing while a call is on the line; this cannot be written.");
        }
        return status;
    }
}
