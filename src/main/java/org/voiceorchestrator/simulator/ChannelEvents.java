package org.voiceorchestrator.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.voiceorchestrator.simulator.Channel.CallState;

/// Tells of channels: the headers that a client lives on, fewer than the real switch's 277 but named and valued alike.
final class ChannelEvents {
    private static final String TRUE = "true";

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
        headers.put("Call-Direction", "outbound");
        headers.put("Presence-Call-Direction", "outbound");
        headers.put("Channel-HIT-Dialplan", Boolean.toString(leg.application != null));
        headers.put("Channel-Call-UUID", callUuid(leg));
        headers.put("Answer-State", leg.answerState.name().toLowerCase(Locale.ROOT));
        if (leg.answered()) {
            headers.put("Channel-Read-Codec-Name", "PCMU");
            headers.put("Channel-Read-Codec-Rate", "8000");
            headers.put("Channel-Write-Codec-Name", "PCMU");
            headers.put("Channel-Write-Codec-Rate", "8000");
        }
        describeParty("Caller-", leg, headers);
        headers.put("Caller-Direction", "outbound");
        headers.put("Caller-Profile-Index", "1");
        var other = leg.other;
        if (other != null) {
            headers.put("Other-Type", leg.originator == null ? "originatee" : "originator");
            describeParty("Other-Leg-", other, headers);
        }
        describeVariables(leg, headers);
    }

    private static void describeParty(String prefix, Channel leg, Map<String, String> headers) {
        // an answered outbound leg has changed sides: the one who was called is its caller
        boolean flipped = leg.answered() && (leg.callState == CallState.ACTIVE || leg.callState == CallState.HANGUP);
        var callee = leg.endpoint.callee();
        headers.put(prefix + "Caller-ID-Name", flipped ? callee : leg.callerName());
        headers.put(prefix + "Caller-ID-Number", flipped ? callee : leg.callerNumber());
        headers.put(prefix + "Callee-ID-Name", flipped ? leg.callerName() : "Outbound Call");
        headers.put(prefix + "Callee-ID-Number", flipped ? leg.callerNumber() : callee);
        headers.put(prefix + "ANI", leg.callerNumber());
        headers.put(prefix + "Destination-Number", callee);
        headers.put(prefix + "Unique-ID", leg.uuid);
        headers.put(prefix + "Source", "src/switch_ivr_originate.c");
        headers.put(prefix + "Context", "default");
        headers.put(prefix + "Channel-Name", leg.endpoint.channelName());
        headers.put(prefix + "Profile-Created-Time", Long.toString(leg.times.created));
        headers.put(prefix + "Channel-Created-Time", Long.toString(leg.times.created));
        headers.put(prefix + "Channel-Answered-Time", Long.toString(leg.times.answered));
        headers.put(prefix + "Channel-Progress-Time", Long.toString(leg.times.progress));
        headers.put(prefix + "Channel-Progress-Media-Time", Long.toString(leg.times.progressMedia));
        headers.put(prefix + "Channel-Hangup-Time", Long.toString(leg.times.hangup));
        headers.put(prefix + "Channel-Transfer-Time", "0");
        headers.put(prefix + "Channel-Bridged-Time", Long.toString(leg.times.bridged));
    }

    private static void describeVariables(Channel leg, Map<String, String> headers) {
        headers.put("variable_direction", "outbound");
        headers.put("variable_is_outbound", TRUE);
        headers.put("variable_uuid", leg.uuid);
        headers.put("variable_call_uuid", callUuid(leg));
        headers.put("variable_session_id", Long.toString(leg.sessionId));
        headers.put("variable_channel_name", leg.endpoint.channelName());
        leg.variables.forEach((name, value) -> headers.put("variable_" + name, value));
        var application = leg.application;
        if (application != null) {
            headers.put("variable_current_application", application.name());
        }
        var other = leg.other;
        if (other != null && leg.bridged) {
            headers.put("variable_bridge_uuid", other.uuid);
            headers.put("variable_signal_bond", other.uuid);
        }
    }

    private static String callUuid(Channel leg) {
        return leg.originator == null ? leg.uuid : leg.originator.uuid;
    }
}
