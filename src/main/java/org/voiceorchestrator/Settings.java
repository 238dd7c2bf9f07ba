package org.voiceorchestrator;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.voiceorchestrator.database.StartRefused;

/// What the whole house shares: its clock and its time zone.
@Factory
final class Settings {
    @Singleton
    @Requires(missingBeans = Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    /// The business time zone: the one in which a day begins and in which times are shown.
    @Singleton
    ZoneId businessZone(@Property(name = "dialer.time-zone") String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new StartRefused(
                    "DIALER_TIME_ZONE: \"" + name + "\" is no time zone; give an IANA name such as Asia/Karachi");
        }
    }
}
