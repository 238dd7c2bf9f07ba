package org.voiceorchestrator.telephony;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call to be placed.
///
/// @param callId becomes the UUID of the customer's channel
/// @param node the switch that places it: 0 is the one in the settings
/// @param gateway the trunk, by its name in the switch
/// @param number what is dialed there: digits
/// @param callerId the number that the customer sees; empty for the trunk's own
/// @param ringFor how long the customer's phone may ring
/// @param recordTo the path, as the switch has it, of a recording from the answer on; null: none
/// @param then what happens when it is answered, or before it is begun
public record CallRequest(
        UUID callId,
        long node,
        String gateway,
        String number,
        String callerId,
        Duration ringFor,
        @Nullable String recordTo,
        Then then) {

    /// What happens to somebody who answers.
    public sealed interface Then {
        /// The switch itself calls the agent and connects the two.
        record Agent(UUID legId, String extension, Duration ringFor) implements Then {}

        /// The other way round: the agent's phone rings, and the switch calls the customer when it is picked up, and
        /// connects the two.
        record AgentFirst(UUID legId, String extension, Duration ringFor) implements Then {}

        /// The customer waits until [PlacedCall#offer] or [PlacedCall#dismiss].
        record Wait() implements Then {}

        /// The agent has begun it on their own phone, whose channel bears its id: there is nothing to be done.
        record Own() implements Then {}

        /// The customer hears a message, and then the call is over.
        ///
        /// @param sound its path as the switch has it
        /// @param keys whether there is time to press a key behind it
        record Message(String sound, boolean keys) implements Then {}
    }
}
