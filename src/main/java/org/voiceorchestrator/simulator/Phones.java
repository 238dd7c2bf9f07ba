package org.voiceorchestrator.simulator;

import java.util.Map;
import java.util.SplittableRandom;
import org.voiceorchestrator.simulator.Channel.State;
import org.voiceorchestrator.simulator.Farewell.ReceivedBye;
import org.voiceorchestrator.simulator.Farewell.ReceivedCancel;
import org.voiceorchestrator.simulator.Farewell.Refused;

/// What agents do with their phones by themselves. Touched by the switch's thread alone.
final class Phones {
    private static final int DECLINE = 603;

    private final SwitchTime time;
    private final ChannelEvents events;
    private final Channels channels;
    private final Endings endings;
    private final Registrations registrations;
    private final PhoneTransfers transfers;

    Phones(
            SwitchTime time,
            ChannelEvents events,
            Channels channels,
            Endings endings,
            Registrations registrations,
            PhoneTransfers transfers) {
        this.time = time;
        this.events = events;
        this.channels = channels;
        this.endings = endings;
        this.registrations = registrations;
        this.transfers = transfers;
    }

    Registrations registrations() {
        return registrations;
    }

    PhoneTransfers transfers() {
        return transfers;
    }

    void hangUp(String extension) {
        channels.all().stream()
                .filter(leg -> leg.endpoint.phone().equals(extension))
                .forEach(this::hangUp);
    }

    private void hangUp(Channel leg) {
        if (leg.answered()) {
            endings.end(leg, HangupCause.NORMAL_CLEARING, new ReceivedBye());
        } else if (leg.inbound()) {
            endings.end(leg, HangupCause.ORIGINATOR_CANCEL, new ReceivedCancel());
        } else {
            endings.end(leg, HangupCause.CALL_REJECTED, new Refused(DECLINE));
        }
    }

    /// The dialplan knows no way out: the leg waits, unanswered, for whoever drives this switch.
    void dial(String extension, String number, String uuid) {
        endings.park(begin(extension, number, uuid));
    }

    /// The dialplan leads from an extension to the phone that has it.
    void consult(String extension, String other, String uuid) {
        transfers.callPhone(begin(extension, other, uuid), other);
    }

    private Channel begin(String extension, String number, String uuid) {
        var leg = new Channel(
                uuid,
                channels.nextSessionId(),
                new Endpoint.Inbound(extension, number),
                new SplittableRandom(channels.sessionsSinceStart()),
                new NobodyWaits(),
                null);
        leg.variables.putAll(Map.of(
                "sip_from_user", extension,
                "sip_to_user", number,
                "sip_authorized", "true",
                "user_name", extension,
                "domain_name", Registrations.DOMAIN));
        leg.times.created = time.micros();
        channels.add(leg);
        events.tell("CHANNEL_CREATE", leg);
        leg.connected = true;
        leg.state = State.CS_EXECUTE;
        return leg;
    }

    /// Of a leg that nobody asked for.
    private static final class NobodyWaits implements Placement {
        @Override
        public boolean takesEarlyMedia() {
            return false;
        }

        @Override
        public void connected(Channel leg) {}

        @Override
        public void failed(HangupCause cause) {}
    }
}
