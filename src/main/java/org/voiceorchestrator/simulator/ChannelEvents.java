package org.voiceorchestrator.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Tells of channels: the headers that a client lives on, fewer than the real switch's 277 but named and valued
/// alike.
final class ChannelEvents {
    private static final String TRUE = "true";
    private static final PartyHeaders CALLER = new PartyHeaders("Caller-");
    private static final PartyHeaders OTHER_LEG = new PartyHeaders("Other-Leg-");
    /// Bounds what clients that make up names can put in here.
    private static final int REMEMBERED_NAMES = 2000;
    private static final Map<String, String> VARIABLES = new ConcurrentHashMap<>();

    private final EventBus bus;

    ChannelEvents(EventBus bus) {
        this.bus = bus;
    }

    void tell(String event, Channel leg) {
        tell(event, leg, _ -> {});
    }

    /// `more` stands in front, as the real switch has it.
    void tell(String event, Channel leg, Consumer<Map<String, String>> more) {
        bus.publish(event, headers -> {
            more.accept(headers);
            describe(leg, headers);
        });
    }

    void tellApplication(String event, Channel leg) {
        var application = leg.application;
        if (application == null) {
            return;
        }
        leg.executed = true;
        bus.publish(event, headers -> {
            describe(leg, headers);
            headers.put("Application", application.name());
            if (!application.arguments().isEmpty()) {
                headers.put("Application-Data", application.arguments());
            }
        });
    }

    void tellBridge(String event, Channel owner, Channel other) {
        tell(event, owner, headers -> {
            headers.put("Bridge-A-Unique-ID", owner.uuid);
            headers.put("Bridge-B-Unique-ID", other.uuid);
        });
    }

    /// A session that got no further than to be made: a lone CHANNEL_DESTROY without caller or times.
    void tellStillborn(String uuid, long sessionId) {
        bus.publish("CHANNEL_DESTROY", headers -> {
            headers.put("Channel-State", "CS_NONE");
            headers.put("Channel-Call-State", "DOWN");
            headers.put("Channel-State-Number", "0");
            headers.put("Channel-Name", "N/A");
            headers.put("Unique-ID", uuid);
            headers.put("Call-Direction", "outbound");
            headers.put("Presence-Call-Direction", "outbound");
            headers.put("Channel-HIT-Dialplan", "false");
            headers.put("Channel-Call-UUID", uuid);
            headers.put("Answer-State", "ringing");
            headers.put("variable_direction", "outbound");
            headers.put("variable_is_outbound", TRUE);
            headers.put("variable_uuid", uuid);
            headers.put("variable_call_uuid", uuid);
            headers.put("variable_session_id", Long.toString(sessionId));
        });
    }

    /// All that is known of a leg, as in events and `uuid_dump`.
    static void describe(Channel leg, Map<String, String> headers) {
        if (leg.cause != null) {
            headers.put("Hangup-Cause", leg.cause.name());
        }
        headers.put("Channel-State", leg.state.name());
        headers.put("Channel-Call-State", leg.callState.name());
        headers.put("Channel-State-Number", Integer.toString(leg.state.number));
        headers.put("Channel-Name", leg.endpoint.channelName());
        headers.put("Unique-ID", leg.uuid);
        headers.put("Call-Direction", leg.direction());
        headers.put("Presence-Call-Direction", leg.direction());
        headers.put("Channel-HIT-Dialplan", Boolean.toString(leg.executed));
        headers.put("Channel-Call-UUID", callUuid(leg));
        headers.put("Answer-State", leg.answerState.name().toLowerCase(Locale.ROOT));
        if (leg.answered()) {
            headers.put("Channel-Read-Codec-Name", "PCMU");
            headers.put("Channel-Read-Codec-Rate", "8000");
            headers.put("Channel-Write-Codec-Name", "PCMU");
            headers.put("Channel-Write-Codec-Rate", "8000");
        }
        CALLER.describe(leg, headers);
        headers.put("Caller-Direction", leg.direction());
        headers.put("Caller-Profile-Index", "1");
        var other = leg.other;
        if (other != null) {
            headers.put("Other-Type", leg.originator == null ? "originatee" : "originator");
            OTHER_LEG.describe(other, headers);
        }
        describeVariables(leg, headers);
    }

    /// The headers of one of the two parties, named once.
    private static final class PartyHeaders {
        private final String callerName;
        private final String callerNumber;
        private final String calleeName;
        private final String calleeNumber;
        private final String ani;
        private final String destination;
        private final String uniqueId;
        private final String source;
        private final String context;
        private final String channelName;
        private final String profileCreated;
        private final String created;
        private final String answered;
        private final String progress;
        private final String progressMedia;
        private final String hangup;
        private final String transfer;
        private final String bridged;

        PartyHeaders(String prefix) {
            callerName = prefix + "Caller-ID-Name";
            callerNumber = prefix + "Caller-ID-Number";
            calleeName = prefix + "Callee-ID-Name";
            calleeNumber = prefix + "Callee-ID-Number";
            ani = prefix + "ANI";
            destination = prefix + "Destination-Number";
            uniqueId = prefix + "Unique-ID";
            source = prefix + "Source";
            context = prefix + "Context";
            channelName = prefix + "Channel-Name";
            profileCreated = prefix + "Profile-Created-Time";
            created = prefix + "Channel-Created-Time";
            answered = prefix + "Channel-Answered-Time";
            progress = prefix + "Channel-Progress-Time";
            progressMedia = prefix + "Channel-Progress-Media-Time";
            hangup = prefix + "Channel-Hangup-Time";
            transfer = prefix + "Channel-Transfer-Time";
            bridged = prefix + "Channel-Bridged-Time";
        }

        void describe(Channel leg, Map<String, String> headers) {
            // an answered outbound leg has changed sides: the one who was called is its caller
            boolean flipped = !leg.inbound() && leg.answered() && leg.callState.changedSides();
            var callee = leg.endpoint.callee();
            headers.put(callerName, flipped ? callee : leg.callerName());
            headers.put(callerNumber, flipped ? callee : leg.callerNumber());
            headers.put(calleeName, flipped ? leg.callerName() : "Outbound Call");
            headers.put(calleeNumber, flipped ? leg.callerNumber() : callee);
            headers.put(ani, leg.callerNumber());
            headers.put(destination, callee);
            headers.put(uniqueId, leg.uuid);
            headers.put(source, leg.inbound() ? "mod_sofia" : "src/switch_ivr_originate.c");
            headers.put(context, "default");
            headers.put(channelName, leg.endpoint.channelName());
            headers.put(profileCreated, Long.toString(leg.times.created));
            headers.put(created, Long.toString(leg.times.created));
            headers.put(answered, Long.toString(leg.times.answered));
            headers.put(progress, Long.toString(leg.times.progress));
            headers.put(progressMedia, Long.toString(leg.times.progressMedia));
            headers.put(hangup, Long.toString(leg.times.hangup));
            headers.put(transfer, "0");
            headers.put(bridged, Long.toString(leg.times.bridged));
        }
    }

    private static void describeVariables(Channel leg, Map<String, String> headers) {
        headers.put("variable_direction", leg.direction());
        if (!leg.inbound()) {
            headers.put("variable_is_outbound", TRUE);
        }
        headers.put("variable_uuid", leg.uuid);
        headers.put("variable_call_uuid", callUuid(leg));
        headers.put("variable_session_id", Long.toString(leg.sessionId));
        headers.put("variable_channel_name", leg.endpoint.channelName());
        leg.variables.forEach((name, value) -> headers.put(header(name), value));
        var application = leg.application;
        if (application != null) {
            headers.put("variable_current_application", application.name());
            if (!application.arguments().isEmpty()) {
                headers.put("variable_current_application_data", application.arguments());
            }
        }
        var other = leg.other;
        if (other != null && leg.bridged) {
            headers.put("variable_bridge_uuid", other.uuid);
            headers.put("variable_signal_bond", other.uuid);
        }
    }

    private static String header(String variable) {
        return VARIABLES.size() < REMEMBERED_NAMES
                ? VARIABLES.computeIfAbsent(variable, name -> "variable_" + name)
                : VARIABLES.getOrDefault(variable, "variable_" + variable);
    }

    private static String callUuid(Channel leg) {
        return leg.originator == null ? leg.uuid : leg.originator.uuid;
    }
}
