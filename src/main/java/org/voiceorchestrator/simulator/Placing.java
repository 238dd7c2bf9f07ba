package org.voiceorchestrator.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.simulator.CallBehaviour.PlacementFailure;
import org.voiceorchestrator.simulator.OriginateCommand.DialString;

/// Makes a channel out of a dial string, or says why there is none.
final class Placing {
    private static final int BUSY_HERE = 486;

    /// @param originator the leg whose application asks, if one does
    record Request(DialString dial, @Nullable Channel originator, Placement placement) {
        Map<String, String> variables() {
            return dial.variables();
        }
    }

    private final LegPlayer player;
    private final Channels channels;
    private final Admission admission;
    private final Gateways gateways;
    private final PlacementContext context;

    /// What every placement needs to know besides.
    record PlacementContext(
            Scenario scenario,
            SwitchTime time,
            CallHistory history,
            ChannelEvents events,
            Registrations registrations) {}

    Placing(LegPlayer player, Channels channels, Admission admission, Gateways gateways, PlacementContext context) {
        this.player = player;
        this.channels = channels;
        this.admission = admission;
        this.gateways = gateways;
        this.context = context;
    }

    /// The channel, or nothing after the placement was told of its failure.
    Optional<Channel> place(Request request) {
        var endpoint = Endpoint.parse(request.dial().address());
        var wanted = request.variables().getOrDefault("origination_uuid", "");
        var uuid = wanted.isEmpty() ? UUID.randomUUID().toString() : wanted;
        var impossible = impossible(endpoint);
        if (impossible.isPresent()) {
            return refuse(request, endpoint, uuid, impossible.get());
        }
        if (channels.find(uuid).isPresent() || !admission.admit()) {
            return refuse(request, endpoint, uuid, HangupCause.DESTINATION_OUT_OF_ORDER);
        }
        long sessionId = channels.nextSessionId();
        var unreachable = unreachable(endpoint);
        if (unreachable.isPresent()) {
            context.events().tellStillborn(uuid, sessionId);
            return refuse(request, endpoint, uuid, unreachable.get());
        }
        return start(request, endpoint, uuid, sessionId);
    }

    private Optional<Channel> start(Request request, Endpoint endpoint, String uuid, long sessionId) {
        var key = endpoint instanceof Endpoint.User user ? "user/" + user.extension() : endpoint.callee();
        int attempt = channels.nextAttempt(key);
        var behaviour = behaviour(endpoint, attempt);
        if (behaviour instanceof PlacementFailure(String cause)) {
            return refuse(request, endpoint, uuid, HangupCause.of(cause).orElseThrow());
        }
        var leg = new Channel(
                uuid,
                sessionId,
                endpoint,
                context.scenario().dice(key + "/order", attempt),
                request.placement(),
                request.originator());
        leg.variables.putAll(request.variables());
        leg.variables.put("origination_uuid", uuid);
        describe(leg);
        player.play(leg, script(endpoint, behaviour));
        return Optional.of(leg);
    }

    /// Found out before a session is made.
    private Optional<HangupCause> impossible(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Impossible(HangupCause cause) ->
                cause == HangupCause.INVALID_PROFILE ? Optional.empty() : Optional.of(cause);
            case Endpoint.User user
            when !context.registrations().registered(user.extension()) -> Optional.of(HangupCause.USER_NOT_REGISTERED);
            case Endpoint.User user ->
                context.scenario().agentBehaviour(user.extension()) instanceof PlacementFailure(String cause)
                        ? HangupCause.of(cause)
                        : Optional.empty();
            case Endpoint.Gateway _, Endpoint.Direct _, Endpoint.Inbound _, Endpoint.Null _ -> Optional.empty();
        };
    }

    /// Found out with a session in hand, which then goes without ever having been announced.
    private Optional<HangupCause> unreachable(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Gateway to -> gateways.refusal(to.gateway());
            case Endpoint.Impossible(HangupCause cause) -> Optional.of(cause);
            case Endpoint.User _, Endpoint.Direct _, Endpoint.Inbound _, Endpoint.Null _ -> Optional.empty();
        };
    }

    private CallBehaviour behaviour(Endpoint endpoint, int attempt) {
        return endpoint instanceof Endpoint.User user
                ? context.scenario().agentBehaviour(user.extension())
                : context.scenario().behaviourOf(endpoint.callee(), attempt);
    }

    private CallScript script(Endpoint endpoint, CallBehaviour behaviour) {
        return switch (endpoint) {
            case Endpoint.Null _ -> CallScript.ANSWERS_AT_ONCE;
            case Endpoint.User user
            when context.registrations().offHook(user.extension()) -> CallScript.of(CallBehaviour.refuses(BUSY_HERE));
            case Endpoint.User user
            when channels.agentIsInACall(user.extension())
                    && !context.scenario().agentTakesSeveralCalls() -> CallScript.of(CallBehaviour.refuses(BUSY_HERE));
            case Endpoint.User _, Endpoint.Gateway _, Endpoint.Direct _, Endpoint.Inbound _, Endpoint.Impossible _ ->
                CallScript.of(behaviour);
        };
    }

    private static void describe(Channel leg) {
        if (leg.endpoint instanceof Endpoint.Gateway to) {
            leg.variables.put("sip_gateway_name", to.gateway());
        }
        if (leg.endpoint instanceof Endpoint.User(String extension, String domain)) {
            leg.variables.put("dialed_user", extension);
            leg.variables.put("dialed_domain", domain);
        }
        var originator = leg.originator;
        if (originator != null) {
            leg.variables.put("originator", originator.uuid);
            leg.variables.put("originating_leg_uuid", originator.uuid);
        }
    }

    private Optional<Channel> refuse(Request request, Endpoint endpoint, String uuid, HangupCause cause) {
        context.history().refused(uuid, endpoint, request, cause, context.time().now());
        request.placement().failed(cause);
        return Optional.empty();
    }
}
