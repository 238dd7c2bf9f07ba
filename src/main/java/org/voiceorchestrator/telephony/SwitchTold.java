package org.voiceorchestrator.telephony;

import java.util.Optional;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslConnectionLost;
import org.voiceorchestrator.freeswitch.EslRefused;
import org.voiceorchestrator.freeswitch.EslTimeout;

/// A command of which only matters whether the switch took it.
final class SwitchTold {
    private SwitchTold() {}

    /// @return why it did not, for people; empty where it did
    static Optional<String> of(EslClient client, EslCommand command) {
        try {
            client.api(command);
            return Optional.empty();
        } catch (EslRefused e) {
            return Optional.of(e.reason());
        } catch (EslConnectionLost | EslTimeout e) {
            return Optional.of("no connection to the switch");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
