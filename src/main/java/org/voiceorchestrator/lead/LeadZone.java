package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Campaign;
import org.voiceorchestrator.http.Fields;
import org.voiceorchestrator.phone.NumberZones;
import org.voiceorchestrator.phone.PhoneNumber;

/// The zone that a lead has beside its campaign's: as somebody says, else by its number or city.
@Singleton
final class LeadZone {
    private final NumberZones zones;
    private final ZoneId businessZone;

    LeadZone(NumberZones zones, ZoneId businessZone) {
        this.zones = zones;
        this.businessZone = businessZone;
    }

    /// @param number empty where it was refused
    /// @param unsent the lead whose zone stays unless it is now another customer's
    @Nullable
    String read(Fields fields, Campaign campaign, String number, String city, @Nullable Lead unsent) {
        ZoneId its = campaign.timeZone() == null ? businessZone : ZoneId.of(campaign.timeZone());
        Fields.Field<String> sent = fields.text("time_zone", 64);
        if (sent.sent()) {
            return told(fields, sent.orElse(""), its);
        }
        if (number.isEmpty()) {
            return null;
        }
        if (unsent != null
                && unsent.campaign() == campaign.id()
                && unsent.phoneNumber().equals(number)
                && unsent.city().equals(city)) {
            return unsent.timeZone();
        }
        return zones.besides(its).of(new PhoneNumber(number), city);
    }

    private static @Nullable String told(Fields fields, String name, ZoneId campaigns) {
        if (name.isEmpty()) {
            return null;
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            fields.reject("time_zone", "\"" + name + "\" is not an IANA time zone, such as Asia/Karachi.");
            return null;
        }
        return ZoneId.of(name).getRules().equals(campaigns.getRules()) ? null : name;
    }
}
