package org.voiceorchestrator;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.voiceorchestrator.database.StartRefused;
import org.voiceorchestrator.phone.NumberZones;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// What the whole house shares: its clock and its time zone. What is wrong is refused at the start, not when it is
/// first used.
@Factory
final class Settings {
    @Singleton
    @Requires(missingBeans = Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    /// The business time zone: the one in which a day begins and in which times are shown. A name, never an offset:
    /// PostgreSQL reads the sign of `UTC+5` the other way round.
    @Context
    ZoneId businessZone(@Property(name = "dialer.time-zone") String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new StartRefused(
                    "DIALER_TIME_ZONE: \"" + name + "\" is no time zone; give an IANA name such as Asia/Karachi");
        }
        return ZoneId.of(name);
    }

    /// On whose clock a number rings.
    @Singleton
    NumberZones numberZones() {
        return new NumberZones();
    }

    /// Reads the numbers of this business: those written without a country code belong to its region.
    @Context
    PhoneNumberNormalizer phoneNumbers(@Property(name = "dialer.region") String region) {
        try {
            return new PhoneNumberNormalizer(region);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    "DIALER_REGION: \"" + region + "\" is no country with phone numbers; give an ISO code such as PK");
        }
    }
}
