package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.List;
import org.voiceorchestrator.simulator.Channel.State;
import org.voiceorchestrator.simulator.OriginateCommand.Application;
import org.voiceorchestrator.simulator.OriginateCommand.DialString;

/// Connects legs: the bridge application, which first calls the other side, and `uuid_bridge`.
final class Bridges {
    /// `uuid_bridge` says +OK when it has queued its work; this long (43 to 67 ms were seen) it takes.
    private static final Duration QUEUED = Duration.ofMillis(50);

    private final SwitchTime time;
    private final ChannelEvents events;
    private final Channels channels;
    private final Placing placing;
    private final Endings endings;
    private final Answering answering;

    Bridges(
            SwitchTime time,
            ChannelEvents events,
            Channels channels,
            Placing placing,
            Endings endings,
            Answering answering) {
        this.time = time;
        this.events = events;
        this.channels = channels;
        this.placing = placing;
        this.endings = endings;
        this.answering = answering;
    }

    void dial(Channel leg, String dialString) {
        events.tellApplication("CHANNEL_EXECUTE", leg);
        var placed = placing.place(new Placing.Request(DialString.parse(dialString), leg, new Callee(leg)));
        placed.ifPresent(callee -> leg.other = callee);
    }

    /// The wait of a leg for the one it calls.
    private final class Callee implements Placement {
        private final Channel caller;
        private final int transfers;

        Callee(Channel caller) {
            this.caller = caller;
            this.transfers = caller.transfers;
        }

        @Override
        public boolean takesEarlyMedia() {
            return false;
        }

        @Override
        public void connected(Channel leg) {
            if (!caller.answered()) {
                answering.answer(caller);
            }
            connect(caller, leg);
            leg.state = State.CS_EXCHANGE_MEDIA;
        }

        @Override
        public void failed(HangupCause cause) {
            if (!caller.ended() && caller.transfers == transfers) {
                inheritRefusal();
                caller.other = null;
                boolean goesOn = cause == HangupCause.NO_ANSWER || caller.has("continue_on_fail");
                endings.kill(caller, goesOn ? HangupCause.NORMAL_CLEARING : cause);
            }
        }

        /// The caller is told in SIP why its callee refused.
        private void inheritRefusal() {
            var callee = caller.other;
            if (callee != null && callee.farewell instanceof Farewell.Refused) {
                for (var name : List.of("sip_invite_failure_status", "sip_invite_failure_phrase")) {
                    caller.variables.put(name, callee.variable(name));
                }
            }
        }
    }

    /// The first is the one that hears of the bridge.
    void bridge(Channel first, Channel second) {
        time.after(QUEUED, () -> {
            boolean bridgedAlready = first.bridged && first.other == second;
            if (first.ended() || second.ended() || bridgedAlready) {
                return;
            }
            if (first.answered() && second.answered()) {
                leave(first);
                leave(second);
                enter(first, second);
                enter(second, first);
                connect(first, second);
            } else {
                bothDie(first, second);
            }
        });
    }

    private void leave(Channel leg) {
        var other = leg.other;
        if (leg.bridged && other != null) {
            // stolen: the one who talked to it is sent away, or waits again where it is told to
            var owner = leg.bridgeOwner ? leg : other;
            events.tellBridge("CHANNEL_UNBRIDGE", owner, owner == leg ? other : leg);
            for (var one : new Channel[] {leg, other}) {
                one.bridged = false;
                one.bridgeOwner = false;
                one.other = null;
            }
            if (other.has("park_after_bridge")) {
                endings.park(other);
            } else {
                endings.kill(other, HangupCause.NORMAL_CLEARING);
            }
        } else {
            endings.leaveApplication(leg);
        }
    }

    private void enter(Channel leg, Channel other) {
        leg.application = new Application("uuid_bridge", other.uuid);
        leg.state = State.CS_SOFT_EXECUTE;
        leg.other = other;
        events.tellApplication("CHANNEL_EXECUTE", leg);
    }

    private void connect(Channel owner, Channel other) {
        owner.bridgeOwner = true;
        other.bridgeOwner = false;
        join(owner, other);
        join(other, owner);
        events.tellBridge("CHANNEL_BRIDGE", owner, other);
        events.tell("CALL_UPDATE", other);
        events.tell("CALL_UPDATE", owner);
    }

    private void join(Channel leg, Channel other) {
        leg.bridged = true;
        leg.other = other;
        leg.times.bridged = time.micros();
        leg.variables.put("last_bridge_to", other.uuid);
        leg.variables.put("bridge_channel", other.endpoint.channelName());
        channels.bridged(leg);
        leg.otherHangsUpAfter.ifPresent(talk -> other.owns(
                time.after(talk, () -> endings.end(other, HangupCause.NORMAL_CLEARING, new Farewell.ReceivedBye()))));
    }

    /// What the real switch does to a leg that has not been answered, and to the one it should be bridged to.
    private void bothDie(Channel first, Channel second) {
        var early = first.answered() ? second : first;
        var other = first.answered() ? first : second;
        early.placement.failed(HangupCause.ORIGINATOR_CANCEL);
        endings.kill(early, HangupCause.DESTINATION_OUT_OF_ORDER);
        endings.kill(other, HangupCause.ORIGINATOR_CANCEL);
    }
}
