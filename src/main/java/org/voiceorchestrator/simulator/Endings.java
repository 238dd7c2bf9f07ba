package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.simulator.Channel.AnswerState;
import org.voiceorchestrator.simulator.Channel.CallState;
import org.voiceorchestrator.simulator.Channel.State;
import org.voiceorchestrator.simulator.OriginateCommand.Application;

/// How legs end, in the orders that were recorded: alone, unanswered, and together with the leg they are bridged to.
final class Endings {
    /// A parked or bridged leg notices that it was hung up at its next 20 ms of sound.
    private static final Duration NEXT_SOUND = Duration.ofMillis(20);

    private static final Pattern PARK_TIMEOUT = Pattern.compile("([0-9]{1,6})(?::(.*))?");

    private final SwitchTime time;
    private final ChannelEvents events;
    private final Channels channels;
    private final Recordings recordings;
    private final Sounds sounds;

    Endings(SwitchTime time, ChannelEvents events, Channels channels, Recordings recordings, Sounds sounds) {
        this.time = time;
        this.events = events;
        this.channels = channels;
        this.recordings = recordings;
        this.sounds = sounds;
    }

    /// Does nothing to a leg that has ended already.
    void end(Channel leg, HangupCause cause, Farewell how) {
        if (leg.ended()) {
            return;
        }
        var other = leg.other;
        if (leg.bridged && other != null) {
            endBridge(leg, other, cause, how);
        } else if (leg.answered() && leg.connected) {
            endAnswered(leg, cause, how, other);
        } else {
            endUnanswered(leg, cause, how);
        }
    }

    /// Ends a leg that we, not the far end, want gone.
    void kill(Channel leg, HangupCause cause) {
        end(leg, cause, leg.answered() ? new Farewell.SentBye() : new Farewell.SentCancel());
    }

    /// Whoever waits for the leg hears of it in the midst of its last events; just where, the real switch leaves
    /// open.
    private void endUnanswered(Channel leg, HangupCause cause, Farewell how) {
        hangUp(leg, cause, how);
        int chance = leg.originator == null ? leg.dice.nextInt(10) : 9;
        if (chance == 0) {
            leg.placement.failed(cause);
        }
        if (leg.parked) {
            leaveApplication(leg);
        }
        complete(leg);
        if (chance > 0 && chance < 8) {
            leg.placement.failed(cause);
        }
        destroy(leg);
        if (chance >= 8) {
            leg.placement.failed(cause);
        }
    }

    private void endAnswered(Channel leg, HangupCause cause, Farewell how, @Nullable Channel dialing) {
        hangUp(leg, cause, how);
        if (dialing != null && leg == dialing.originator) {
            kill(dialing, HangupCause.ORIGINATOR_CANCEL);
        }
        time.after(leg.parked ? NEXT_SOUND : Duration.ZERO, () -> {
            leaveApplication(leg);
            complete(leg);
            destroy(leg);
        });
    }

    private void endBridge(Channel leg, Channel other, HangupCause cause, Farewell how) {
        boolean survives = other.has("park_after_bridge");
        hangUp(leg, cause, how);
        if (leg.bridgeOwner || how instanceof Farewell.SentBye) {
            endBridgeFromItsOwner(leg, other, survives);
        } else {
            complete(leg);
            time.after(NEXT_SOUND, () -> {
                unbridge(leg, other);
                letGo(other, leg, survives);
                destroy(leg);
                finishUnless(survives, other);
            });
        }
    }

    private void endBridgeFromItsOwner(Channel leg, Channel other, boolean survives) {
        letGo(other, leg, survives);
        time.after(NEXT_SOUND, () -> {
            unbridge(leg, other);
            complete(leg);
            destroy(leg);
            finishUnless(survives, other);
        });
    }

    /// The one who is left: hung up for the same cause, or parked again.
    private void letGo(Channel left, Channel gone, boolean survives) {
        if (left.ended()) {
            return;
        }
        if (!survives) {
            hangUp(left, gone.cause == null ? HangupCause.NORMAL_CLEARING : gone.cause, new Farewell.SentBye());
            return;
        }
        left.bridged = false;
        left.other = null;
        park(left);
    }

    void park(Channel leg) {
        leg.application = new Application("park", "");
        leg.state = State.CS_EXECUTE;
        leg.parked = true;
        if (leg.answered()) {
            leg.callState = CallState.ACTIVE;
        }
        events.tellApplication("CHANNEL_EXECUTE", leg);
        limitPark(leg);
        events.tell("CHANNEL_PARK", leg);
    }

    /// `park_timeout=seconds[:cause]` holds for one parking, and takes `park_after_bridge` along. As with all its
    /// timeouts the real switch counts whole epoch seconds.
    private void limitPark(Channel leg) {
        var limit = PARK_TIMEOUT.matcher(leg.variable("park_timeout"));
        if (!limit.matches()) {
            return;
        }
        leg.variables.remove("park_timeout");
        leg.variables.remove("park_after_bridge");
        var cause = HangupCause.of(String.valueOf(limit.group(2))).orElse(HangupCause.NORMAL_CLEARING);
        leg.parkTimeout = time.after(time.untilEpochSecond(Integer.parseInt(limit.group(1))), () -> kill(leg, cause));
        leg.owns(leg.parkTimeout);
    }

    /// Takes legs out of what they do, so that they can do something else. Whom they talked to, and is not sent
    /// along, is let go; the last event of its own comes after what follows at once.
    void sendElsewhere(List<Channel> legs) {
        legs.stream().filter(leg -> !leg.ended()).forEach(leg -> {
            leg.transfers++;
            var other = leg.other;
            if (leg.bridged && other != null) {
                partFrom(leg, other, legs.contains(other));
            } else {
                var dialing = other != null && leg == other.originator ? other : null;
                leg.other = null;
                leaveApplication(leg);
                if (dialing != null) {
                    kill(dialing, HangupCause.ORIGINATOR_CANCEL);
                }
            }
            if (leg.answered()) {
                leg.callState = CallState.ACTIVE;
            }
        });
    }

    private void partFrom(Channel leg, Channel other, boolean sentAlong) {
        sounds.stop(leg, "done");
        boolean survives = sentAlong || other.has("park_after_bridge");
        if (!survives) {
            hangUp(other, HangupCause.NORMAL_CLEARING, new Farewell.SentBye());
            complete(other);
        }
        unbridge(leg, other);
        for (var one : List.of(leg, other)) {
            one.bridged = false;
            one.bridgeOwner = false;
        }
        leg.other = null;
        if (survives) {
            other.other = null;
        } else {
            time.run(() -> destroy(other));
        }
        if (survives && !sentAlong) {
            park(other);
        }
    }

    void cutSoundOff(Channel leg) {
        if (!leg.ended()) {
            sounds.stop(leg, "break").run();
        }
    }

    private void finishUnless(boolean survives, Channel leg) {
        if (!survives && leg.ended()) {
            complete(leg);
            destroy(leg);
        }
    }

    private void unbridge(Channel one, Channel two) {
        var owner = one.bridgeOwner ? one : two;
        var other = one.bridgeOwner ? two : one;
        events.tellBridge("CHANNEL_UNBRIDGE", owner, other);
        if (owner.ended()) {
            events.tellApplication("CHANNEL_EXECUTE_COMPLETE", owner);
        }
        owner.bridgeOwner = false;
    }

    void leaveApplication(Channel leg) {
        sounds.stop(leg, "done");
        if (leg.parked) {
            leg.parked = false;
            leg.parkTimeout.cancel();
            events.tell("CHANNEL_UNPARK", leg);
        }
        events.tellApplication("CHANNEL_EXECUTE_COMPLETE", leg);
    }

    private void hangUp(Channel leg, HangupCause cause, Farewell how) {
        leg.cancelTimers();
        leg.cause = cause;
        leg.farewell = how;
        leg.answerState = AnswerState.HANGUP;
        leg.times.hangup = time.micros();
        channels.hungUp(leg);
        events.tell("CHANNEL_HANGUP", leg);
    }

    private void complete(Channel leg) {
        sounds.stop(leg, "done");
        recordings.stopAll(leg);
        leg.state = State.CS_REPORTING;
        leg.callState = CallState.HANGUP;
        var cause = leg.cause;
        if (cause != null) {
            leg.variables.putAll(leg.farewell.variables());
            leg.variables.put("hangup_cause", cause.name());
            leg.variables.put("hangup_cause_q850", Integer.toString(cause.q850()));
        }
        CallDurations.put(leg.times, leg.variables);
        events.tell("CHANNEL_HANGUP_COMPLETE", leg);
        channels.reported(leg);
    }

    private void destroy(Channel leg) {
        events.tell("CHANNEL_DESTROY", leg);
        channels.remove(leg);
    }
}
