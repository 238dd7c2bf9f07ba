package org.voiceorchestrator.telephony;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslEvent;

/// A call on its way from one agent to another. The customer keeps the first one until the second has picked up, and
/// is kept by the switch should the first one go before that. Who is taken from an agent leaves that one's leg to the
/// switch, which hangs it up, or parks it where it is a line.
final class LiveTransfer {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTransfer.class);
    /// Longer than any phone rings: a customer who is left alone and forgotten by us is let go by the switch.
    private static final long KEPT_SECONDS = 120;

    private final String customer;
    private final String from;
    private final AgentLeg to;
    private final EslClient client;

    private LiveTransfer(String customer, UUID from, AgentLeg to, EslClient client) {
        this.customer = customer;
        this.from = from.toString();
        this.to = to;
        this.client = client;
    }

    /// @param from the leg of the agent who has the call
    static LiveTransfer toPhone(String customer, UUID from, UUID to, EslClient client) {
        return new LiveTransfer(customer, from, AgentLeg.ofCall(to.toString(), customer, client), client);
    }

    static LiveTransfer toLine(String customer, UUID from, UUID line, EslClient client) {
        return new LiveTransfer(customer, from, AgentLeg.ofLine(line.toString(), customer, client), client);
    }

    boolean isToLine() {
        return to.isLine();
    }

    String leg() {
        return to.uuid();
    }

    Optional<CallSignal> ring(String extension, Duration ringFor, Instant now) {
        return keep().or(() -> to.ring(extension, ringFor)).map(cause -> failed(cause, now));
    }

    Optional<CallSignal> putThrough(Instant now) {
        return keep().or(to::connect).map(cause -> failed(cause, now));
    }

    private Optional<String> keep() {
        return tell(EslCommand.stayWhenLeft(customer, KEPT_SECONDS));
    }

    boolean isMeant(EslEvent event) {
        return to.isMeant(event) || isDoneBy(event);
    }

    private boolean isDoneBy(EslEvent event) {
        return event.name().equals("CHANNEL_BRIDGE")
                && (event.header("Bridge-A-Unique-ID").equals(Optional.of(leg()))
                        || event.header("Bridge-B-Unique-ID").equals(Optional.of(leg())));
    }

    /// @return how it ended, once
    Optional<CallSignal> hear(EslEvent event, Instant at) {
        if (isDoneBy(event)) {
            return Optional.of(done(at));
        }
        return to.hear(event).map(cause -> failed(cause, at));
    }

    /// Something may have been missed.
    Optional<CallSignal> lookAgain(Instant now) {
        return isConnected() ? Optional.of(done(now)) : to.lookAgain().map(cause -> failed(cause, now));
    }

    /// Takes it back, unless it is done.
    CallSignal end(Instant now) {
        return isConnected() ? done(now) : failed("ORIGINATOR_CANCEL", now);
    }

    /// The call is over: nobody waits for the other agent any more.
    void endWithCall() {
        to.end();
    }

    private CallSignal done(Instant at) {
        tell(EslCommand.endWhenLeft(customer));
        return new CallSignal.Transferred(at);
    }

    private CallSignal failed(String cause, Instant at) {
        to.end();
        tell(EslCommand.endWhenLeft(customer));
        return new CallSignal.TransferFailed(at, cause, !exists(from));
    }

    private boolean isConnected() {
        return switch (Asked.channel(client, leg())) {
            // a line has had other customers before
            case Asked.Answer<EslEvent>(EslEvent channel) ->
                channel.micros("Caller-Channel-Bridged-Time").isPresent()
                        && channel.header("variable_signal_bond").equals(Optional.of(customer));
            case Asked.Refused<EslEvent> _ -> false;
            case Asked.Unknown<EslEvent> unknown -> {
                LOG.warn("agent's leg {}: the switch could not be asked after it ({})", leg(), unknown.why());
                yield false;
            }
        };
    }

    /// Where that cannot be known the agent counts as there: a customer who talks is not let go.
    private boolean exists(String uuid) {
        return !(Asked.to(client, EslCommand.uuidExists(uuid)) instanceof Asked.Answer<String>(String said)
                && said.strip().equals("false"));
    }

    private Optional<String> tell(EslCommand command) {
        return Asked.to(client, command).failure();
    }
}
