package org.voiceorchestrator.telephony;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.voiceorchestrator.freeswitch.EslEvent;

/// What happens in a call and brings it no further: keys that the customer presses, recordings that end, holds.
final class Overheard {
    private final String customer;
    private final boolean own;
    /// The numbers of the keys that were heard: events may come twice.
    private final Set<String> keys = new HashSet<>();

    /// @param own whether the customer's channel is the agent's own phone
    Overheard(String customer, boolean own) {
        this.customer = customer;
        this.own = own;
    }

    /// @param heard of one of the call's channels
    Optional<CallSignal> in(Inbox.Heard heard) {
        EslEvent event = heard.event();
        boolean ofCustomer = event.uniqueId().equals(Optional.of(customer));
        return switch (event.name()) {
            case "CHANNEL_HOLD", "CHANNEL_UNHOLD" ->
                ofCustomer && !own
                        ? Optional.empty()
                        : Optional.of(
                                new CallSignal.Held(heard.at(), event.name().equals("CHANNEL_HOLD")));
            case "DTMF" -> ofCustomer ? key(heard) : Optional.empty();
            case "RECORD_STOP" -> ofCustomer ? recording(heard) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<CallSignal> key(Inbox.Heard heard) {
        String digit = heard.event().header("DTMF-Digit").orElse("");
        boolean twice = !keys.add(heard.event().header("Event-Sequence").orElse(""));
        return digit.length() == 1 && !twice
                ? Optional.of(new CallSignal.KeyPressed(heard.at(), digit.charAt(0)))
                : Optional.empty();
    }

    private static Optional<CallSignal> recording(Inbox.Heard heard) {
        EslEvent event = heard.event();
        return event.header("Record-File-Path")
                .map(path -> new CallSignal.Recorded(
                        heard.at(),
                        path,
                        (int) event.number("variable_record_seconds").orElse(0),
                        event.number("variable_record_file_size").orElse(0)));
    }
}
