package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.voiceorchestrator.freeswitch.EslFrame;
import org.voiceorchestrator.freeswitch.EslRequest;
import org.voiceorchestrator.simulator.Placing.PlacementContext;

/// One life of the switch's process: from a start to a stop or a crash, with its Core-UUID, channels and connections.
/// Touched by the switch's thread alone.
final class SwitchCore {
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final Duration AUTH_PATIENCE = Duration.ofSeconds(24);

    private final SwitchTime time;
    private final EventBus bus;
    private final Channels channels;
    private final Admission admission;
    private final Gateways gateways;
    private final Endings endings;
    private final Phones phones;
    private final ControlCommands control;
    private final ClientCommands commands;

    SwitchCore(SimulatedSwitchConfig config, SwitchTime time, CallHistory history) {
        this.time = time;
        bus = new EventBus(time, UUID.randomUUID().toString());
        channels = new Channels(history, new Cdrs(config.cdrs(), time, bus));
        admission = new Admission(time, channels, config);
        gateways = new Gateways(config.gateways(), bus);
        var events = new ChannelEvents(bus);
        var recordings = new Recordings(time, events, config.recordings());
        var scenario = config.scenario().mixedWith(config.seed());
        var sounds = new Sounds(time, events, scenario);
        endings = new Endings(time, events, channels, recordings, sounds);
        var registrations = new Registrations(bus);
        var answering = new Answering(time, events, channels, recordings);
        var player = new LegPlayer(time, events, channels, endings, answering);
        var context = new PlacementContext(scenario, time, history, events, registrations);
        var placing = new Placing(player, channels, admission, gateways, context);
        var bridges = new Bridges(time, events, channels, placing, endings, answering);
        var applications = new Applications(endings, bridges, sounds, answering, events);
        phones = new Phones(
                time,
                events,
                channels,
                endings,
                registrations,
                new PhoneTransfers(time, channels, endings, applications, bridges));
        var originator = new Originator(placing, applications);
        control = new ControlCommands(time, channels, admission, gateways, bus);

        Map<String, ApiCommand> api = new HashMap<>();
        new ChannelCommands(channels, bridges, endings, recordings, bus).register(api);
        new TalkCommands(time, channels, endings, applications, events).register(api);
        control.register(api);
        api.put("originate", originator::originate);
        api.put("show", new ShowCommand(channels));
        commands = new ClientCommands(time, bus, api, config.password());
    }

    EventBus bus() {
        return bus;
    }

    Admission admission() {
        return admission;
    }

    Phones phones() {
        return phones;
    }

    Gateways gateways() {
        return gateways;
    }

    void begin() {
        time.after(HEARTBEAT, () -> {
            control.heartbeat();
            begin();
        });
    }

    void connected(ClientSession session) {
        bus.join(session);
        session.send(EslFrame.authRequest());
        time.afterRealTime(AUTH_PATIENCE, () -> {
            if (!session.authenticated() && !session.leaving()) {
                session.say(ClientSession.GOODBYE);
            }
        });
    }

    void requested(ClientSession session, EslRequest request) {
        commands.handle(session, request);
    }

    void disconnected(ClientSession session) {
        bus.leave(session);
    }

    /// Everything is gone without a word.
    void crash() {
        time.forgetPlans();
        bus.sessions().forEach(session -> {
            session.abandon();
            bus.leave(session);
        });
        channels.clear();
        bus.restarted(UUID.randomUUID().toString());
    }

    void hangUpAllForShutdown() {
        bus.publish("SHUTDOWN", headers -> headers.put("Event-Info", "System Shutting Down"));
        channels.all().forEach(leg -> endings.kill(leg, HangupCause.SYSTEM_SHUTDOWN));
    }

    void sayShutdown() {
        bus.sessions().forEach(session -> session.say("The system is being shut down.\n"));
    }
}
