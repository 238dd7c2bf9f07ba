package org.voiceorchestrator.telephony;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.voiceorchestrator.freeswitch.EslEvent;

/// A call that somebody has begun on a phone of their own that is registered with the switch.
///
/// @param id the UUID of the phone's channel
/// @param extension of the phone
/// @param dialed what was dialed there
public record OwnCall(UUID id, String extension, String dialed) {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// One that has just begun.
    static Optional<OwnCall> begunBy(EslEvent event) {
        return event.name().equals("CHANNEL_CREATE") ? of(event) : Optional.empty();
    }

    /// A leg that comes in to the switch from a phone that has signed in.
    ///
    /// @param channel how it stands
    static Optional<OwnCall> of(EslEvent channel) {
        if (!channel.header("Call-Direction").equals(Optional.of("inbound"))
                || !channel.header("variable_sip_authorized").equals(Optional.of("true"))) {
            return Optional.empty();
        }
        return channel.uniqueId()
                .filter(id -> UUID_TEXT.matcher(id).matches())
                .flatMap(id -> channel.header("variable_user_name")
                        .map(user -> new OwnCall(
                                UUID.fromString(id),
                                user,
                                channel.header("Caller-Destination-Number").orElse(""))));
    }
}
