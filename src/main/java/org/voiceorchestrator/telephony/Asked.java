package org.voiceorchestrator.telephony;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslConnectionLost;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslJob;
import org.voiceorchestrator.freeswitch.EslProtocolException;
import org.voiceorchestrator.freeswitch.EslRefused;
import org.voiceorchestrator.freeswitch.EslTimeout;

/// What came of asking the switch for something.
sealed interface Asked<T> {
    Logger LOG = LoggerFactory.getLogger(Asked.class);

    record Answer<T>(T what) implements Asked<T> {}

    /// It said no.
    ///
    /// @param why in its words
    record Refused<T>(String why) implements Asked<T> {}

    /// It could not be asked, or its answer is not known. A thread that was interrupted meanwhile still is.
    ///
    /// @param why for the log
    /// @param maybeDone whether it may have done what it was asked for, or may yet
    record Unknown<T>(String why, boolean maybeDone) implements Asked<T> {}

    /// Has a short command carried out.
    static Asked<String> to(EslClient client, EslCommand command) {
        return of(() -> client.api(command));
    }

    /// Has a command carried out on the switch's own time.
    static Asked<EslJob> begin(EslClient client, EslCommand command, String job) {
        return of(() -> client.bgapi(command, job));
    }

    /// How a channel stands; refused where there is none.
    static Asked<EslEvent> channel(EslClient client, String uuid) {
        return of(() -> EslEvent.fromJson(client.api(EslCommand.uuidDump(uuid))));
    }

    /// @return why it was not done, for people; empty where it was
    default Optional<String> failure() {
        return switch (this) {
            case Answer<T> _ -> Optional.empty();
            case Refused<T>(String why) -> Optional.of(why);
            case Unknown<T> _ -> Optional.of("no connection to the switch");
        };
    }

    private static <T> Asked<T> of(Question<T> question) {
        try {
            return new Answer<>(question.ask());
        } catch (EslRefused e) {
            return new Refused<>(e.reason());
        } catch (EslConnectionLost | EslTimeout e) {
            return new Unknown<>(String.valueOf(e.getMessage()), e.maybeSent());
        } catch (EslProtocolException e) {
            LOG.warn("the switch's answer is not understood", e);
            return new Unknown<>("its answer is not understood", true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unknown<>("interrupted", true);
        }
    }

    /// Something that is said to the switch.
    interface Question<T> {
        T ask() throws EslRefused, EslConnectionLost, EslTimeout, EslProtocolException, InterruptedException;
    }
}
