package org.voiceorchestrator.telephony;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslJob;

/// The call to an agent whom a customer waits for: rung, and connected with the customer when it is answered; or a
/// line that stays up, to which the customer is connected at once. Its methods say why it came to nothing, once.
final class AgentLeg {
    private static final Logger LOG = LoggerFactory.getLogger(AgentLeg.class);
    private static final String SWITCH_GONE = "NO_CONNECTION_TO_THE_SWITCH";

    private final String uuid;
    private final String customer;
    private final EslClient client;
    private final boolean isLine;
    private boolean answered;

    private AgentLeg(String uuid, String customer, EslClient client, boolean isLine) {
        this.uuid = uuid;
        this.customer = customer;
        this.client = client;
        this.isLine = isLine;
    }

    static AgentLeg ofCall(String uuid, String customer, EslClient client) {
        return new AgentLeg(uuid, customer, client, false);
    }

    static AgentLeg ofLine(String uuid, String customer, EslClient client) {
        return new AgentLeg(uuid, customer, client, true);
    }

    /// It outlives the call, and others hear what becomes of it.
    boolean isLine() {
        return isLine;
    }

    String uuid() {
        return uuid;
    }

    boolean isMeant(EslEvent event) {
        Optional<String> of = event.name().equals("BACKGROUND_JOB") ? event.jobUuid() : event.uniqueId();
        return of.equals(Optional.of(uuid));
    }

    Optional<String> ring(String extension, Duration ringFor) {
        EslCommand call = EslCommand.originate(Originates.agent(UUID.fromString(uuid), extension, ringFor));
        return switch (Asked.begin(client, call, uuid)) {
            case Asked.Answer<EslJob> _ -> Optional.empty();
            case Asked.Refused<EslJob>(String why) -> Optional.of(why);
            case Asked.Unknown<EslJob> unknown -> {
                LOG.warn("agent's leg {}: the switch may or may not have been told ({})", uuid, unknown.why());
                yield Optional.of(SWITCH_GONE);
            }
        };
    }

    Optional<String> hear(EslEvent event) {
        return switch (event.name()) {
            case "CHANNEL_ANSWER" -> connect();
            case "CHANNEL_HANGUP_COMPLETE" ->
                Optional.of(event.header("Hangup-Cause").orElse("NORMAL_UNSPECIFIED"));
            case "BACKGROUND_JOB" -> jobEnded(event.body().strip());
            default -> Optional.empty();
        };
    }

    /// Something may have been missed.
    Optional<String> lookAgain() {
        return switch (Asked.channel(client, uuid)) {
            case Asked.Answer<EslEvent>(EslEvent channel) -> {
                // the switch may have been told to connect it, and not done so
                answered &= !isLine;
                yield channel.micros("Caller-Channel-Answered-Time").isPresent() ? connect() : Optional.empty();
            }
            case Asked.Refused<EslEvent> _ -> Optional.of("ended while nobody was watching");
            case Asked.Unknown<EslEvent> unknown -> {
                LOG.warn("agent's leg {}: the switch could not be asked after it ({})", uuid, unknown.why());
                yield Optional.empty();
            }
        };
    }

    private Optional<String> jobEnded(String output) {
        if (output.startsWith("+OK")) {
            // where the answer itself went missing
            return connect();
        }
        return Optional.of(output.startsWith("-ERR ") ? output.substring("-ERR ".length()) : output);
    }

    Optional<String> connect() {
        if (answered) {
            return Optional.empty();
        }
        answered = true;
        return switch (Asked.to(client, EslCommand.uuidBridge(customer, uuid))) {
            case Asked.Answer<String> _ -> Optional.empty();
            case Asked.Refused<String>(String why) -> customerHasLeft() ? Optional.empty() : Optional.of(why);
            case Asked.Unknown<String> unknown -> {
                LOG.warn("agent's leg {}: the switch may or may not connect it ({})", uuid, unknown.why());
                yield Optional.empty();
            }
        };
    }

    /// That a customer hangs up in the moment in which the agent picks up is no fault of the agent's; the call's
    /// end is told like any other.
    private boolean customerHasLeft() {
        return Asked.to(client, EslCommand.uuidExists(customer)) instanceof Asked.Answer<String>(String said)
                && said.strip().equals("false");
    }

    /// Nobody waits for it any more. One that cannot be ended now times out at the switch.
    void end() {
        if (!isLine) {
            Asked.to(client, EslCommand.uuidKill(uuid, "ORIGINATOR_CANCEL"))
                    .failure()
                    .ifPresent(why -> LOG.debug("agent's leg {} could not be ended: {}", uuid, why));
        }
    }
}
