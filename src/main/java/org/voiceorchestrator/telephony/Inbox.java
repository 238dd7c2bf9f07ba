package org.voiceorchestrator.telephony;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.freeswitch.EslEvent;

/// What arrives for one call: put in by the connection's thread, taken out by the call's.
final class Inbox {
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final String uuid;
    private volatile boolean sawTheEnd;

    /// @param uuid the customer's channel: only its end is the call's
    Inbox(String uuid) {
        this.uuid = uuid;
    }

    sealed interface Item {}

    /// The switch said something about the call's channel or its job.
    ///
    /// @param at when it arrived, by our clock
    record Heard(EslEvent event, Instant at) implements Item {
        /// A time that the switch names, by our clock: the two may differ.
        Instant ours(Instant switchTime) {
            Instant said = event.timestamp().orElse(switchTime);
            return at.minus(Duration.between(switchTime, said));
        }
    }

    /// Something is to be done with the call.
    record Nudged() implements Item {}

    /// The connection is there again: something may have been missed.
    record Reconnected() implements Item {}

    /// The switch has been away for so long that lines are better followed by somebody else.
    record SwitchIsAway() implements Item {}

    /// The switch has been away for so long that the call is given up.
    record SwitchStaysAway() implements Item {}

    /// The switch was started anew: the call is gone.
    record SwitchRestarted() implements Item {}

    void put(Item item) {
        if (item instanceof Heard heard
                && heard.event().name().equals("CHANNEL_HANGUP_COMPLETE")
                && heard.event().uniqueId().equals(Optional.of(uuid))) {
            sawTheEnd = true;
        }
        items.add(item);
    }

    @Nullable
    Item poll(long millis) throws InterruptedException {
        return items.poll(millis, TimeUnit.MILLISECONDS);
    }

    boolean sawTheEnd() {
        return sawTheEnd;
    }
}
