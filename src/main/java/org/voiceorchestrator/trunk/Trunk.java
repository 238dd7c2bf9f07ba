package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A way to customers: a gateway of a switch. Its limits hold for all processes together.
///
/// @param id 0 for the one in the settings
/// @param name unique, for people
/// @param gateway its name in the switch
/// @param node id of the switch that has it; null: every one
/// @param lines calls at once
/// @param callsPerSecond calls begun in any second
/// @param prefix dialed in front of the number
/// @param strip so many digits are taken from the front of the number first: 2 and prefix `0` dials 03001234567
/// @param callerId the number that customers see where no pool says another; empty: the gateway's own
/// @param weight its share of the calls among trunks of one priority
/// @param priority the lowest first; the others when those have no room or are down
@Serdeable
public record Trunk(
        long id,
        String name,
        String gateway,
        @Nullable Long node,
        int lines,
        int callsPerSecond,
        String prefix,
        int strip,
        String callerId,
        int weight,
        int priority,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt) {

    /// The one trunk where the table has none.
    public static Trunk configured(String gateway, int lines, int callsPerSecond, String prefix, String callerId) {
        return new Trunk(
                0,
                "settings",
                gateway,
                null,
                lines,
                callsPerSecond,
                prefix,
                0,
                callerId,
                1,
                0,
                true,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /// What is dialed for a number.
    ///
    /// @param digits with the country code
    public String dialed(String digits) {
        return prefix + digits.substring(Math.min(strip, digits.length()));
    }
}
