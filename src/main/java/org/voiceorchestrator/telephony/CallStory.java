package org.voiceorchestrator.telephony;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslEvent;

/// What has become of the customer's side of a call, or of the agent's where the call begins with it. It goes forward
/// only: what the switch says twice or late changes nothing; and it has one end.
final class CallStory {
    private final String uuid;
    private final Consumer<CallSignal> told;
    /// The agent's side where the call begins with it; else null.
    private final @Nullable FirstAgent first;

    private CallRequest.Then then;
    private CallState state;
    private boolean channelSeen;
    /// Why the switch says it could not, while the channel's own end has not come yet.
    private @Nullable String refusal;
    /// The agent who was called first has left; the customer's channel ends within moments, or was never there.
    private boolean firstHasLeft;
    /// Whether the switch did not know the call when it was last asked.
    private boolean missing;
    /// What became of it, should it be gone.
    private String whereto = "the call ended while nobody was watching";

    /// @param told hears each signal, in order
    CallStory(
            String uuid,
            CallRequest.Then then,
            CallPlacer.Reached reached,
            @Nullable FirstAgent first,
            Consumer<CallSignal> told) {
        this.uuid = uuid;
        this.then = then;
        this.first = first;
        this.told = told;
        this.state = switch (reached) {
            case NOTHING -> CallState.DIALING;
            case ANSWER -> CallState.ANSWERED;
            case BRIDGE -> CallState.BRIDGED;
        };
        this.channelSeen = reached != CallPlacer.Reached.NOTHING;
    }

    CallState state() {
        return state;
    }

    /// What was to happen to whoever answers, as it stands by now.
    CallRequest.Then then() {
        return then;
    }

    /// From here on it is no message any more: whoever finds no agent was abandoned.
    void waitsForAgent() {
        if (then instanceof CallRequest.Then.Message) {
            then = new CallRequest.Then.Wait();
        }
    }

    /// Whether nothing more can be expected but the end, which is then asked after.
    boolean isEndNear() {
        return missing || refusal != null || firstHasLeft;
    }

    /// What ends the call as it stands.
    EslCommand hangUp() {
        if (first != null && !channelSeen) {
            return EslCommand.uuidKill(first.uuid(), first.hasAnswered() ? "NORMAL_CLEARING" : HangupCauses.TAKEN_BACK);
        }
        return EslCommand.uuidKill(
                uuid, state.before(CallState.ANSWERED) ? HangupCauses.TAKEN_BACK : "NORMAL_CLEARING");
    }

    boolean isOf(EslEvent event) {
        Optional<String> of = event.name().equals("BACKGROUND_JOB") ? event.jobUuid() : event.uniqueId();
        return of.equals(Optional.of(uuid));
    }

    boolean isOfFirstAgent(EslEvent event) {
        return first != null && first.isMeant(event);
    }

    /// Something that was said of the customer's channel, or of the job that makes it.
    void hear(Inbox.Heard heard) {
        switch (heard.event().name()) {
            case "CHANNEL_CREATE" -> channelSeen = true;
            case "CHANNEL_PROGRESS", "CHANNEL_PROGRESS_MEDIA" -> reach(CallState.RINGING, heard.at());
            case "CHANNEL_ANSWER" -> reach(CallState.ANSWERED, heard.at());
            case "CHANNEL_BRIDGE" -> reach(CallState.BRIDGED, heard.at());
            case "CHANNEL_HANGUP_COMPLETE", "CHANNEL_DESTROY" -> hungUp(heard);
            case "BACKGROUND_JOB" -> jobEnded(heard);
            default -> {
                // an event that tells a dialer nothing
            }
        }
    }

    void hearFirstAgent(Inbox.Heard heard) {
        if (first == null) {
            return;
        }
        first.hear(heard.event());
        switch (heard.event().name()) {
            case "CHANNEL_BRIDGE" -> reach(CallState.BRIDGED, heard.at());
            case "CHANNEL_HANGUP_COMPLETE" -> {
                String cause = heard.event().header("Hangup-Cause").orElse("NORMAL_UNSPECIFIED");
                if (!first.hasAnswered()) {
                    end(heard.at(), HangupCauses.agentNotReached(cause));
                } else if (!channelSeen) {
                    refusal = cause;
                }
                firstHasLeft = true;
            }
            default -> {
                // the customer's side tells
            }
        }
    }

    /// Steps that an event or a dump tells of, which were not heard when they happened.
    void catchUp(Inbox.Heard heard) {
        missing = false;
        channelSeen = true;
        EslEvent channel = heard.event();
        channel.micros("Caller-Channel-Progress-Time").ifPresent(at -> reach(CallState.RINGING, heard.ours(at)));
        channel.micros("Caller-Channel-Answered-Time").ifPresent(at -> reach(CallState.ANSWERED, heard.ours(at)));
        channel.micros("Caller-Channel-Bridged-Time").ifPresent(at -> reach(CallState.BRIDGED, heard.ours(at)));
    }

    /// The switch does not know the channel. Said twice, it is over.
    void isMissing(Instant now) {
        if (first != null && !channelSeen && refusal == null && first.isThere()) {
            missing = false;
        } else if (missing) {
            gone(now);
        } else {
            missing = true;
        }
    }

    /// Nothing more will be heard of it, should it be gone.
    ///
    /// @param why for people
    void isDoubtful(String why) {
        whereto = why;
    }

    private void jobEnded(Inbox.Heard heard) {
        String body = heard.event().body().strip();
        if (body.startsWith("+OK")) {
            channelSeen |= first == null;
            return;
        }
        String why = body.startsWith("-ERR ") ? body.substring("-ERR ".length()) : body;
        if (first != null) {
            end(heard.at(), HangupCauses.agentNotReached(why));
            return;
        }
        // the channel's own end tells more and comes within moments
        refusal = why;
        if (!channelSeen) {
            end(heard.at(), HangupCauses.withoutChannel(why));
        }
    }

    /// The last events of a channel. One that never began (a gateway that is down) is destroyed without a cause; its
    /// job tells why.
    private void hungUp(Inbox.Heard heard) {
        Optional<String> cause = heard.event().header("Hangup-Cause");
        if (cause.isPresent() || channelSeen) {
            catchUp(heard);
            end(heard.at(), outcome(cause.orElse("NORMAL_UNSPECIFIED")));
        }
    }

    private void reach(CallState reached, Instant at) {
        channelSeen = true;
        if (!state.before(reached)) {
            return;
        }
        state = reached;
        told.accept(
                switch (reached) {
                    case RINGING -> new CallSignal.Ringing(at);
                    case ANSWERED -> new CallSignal.Answered(at);
                    case BRIDGED -> new CallSignal.Bridged(at);
                    case DIALING, OVER -> throw new IllegalArgumentException("not a step: " + reached);
                });
    }

    private CallOutcome outcome(String cause) {
        return switch (state) {
            case DIALING, RINGING -> HangupCauses.unanswered(cause);
            case ANSWERED ->
                isServedByAnswering()
                        ? new CallOutcome.Answered(cause)
                        : HangupCauses.answeredWithoutAgent(cause, then);
            case BRIDGED, OVER -> new CallOutcome.Answered(cause);
        };
    }

    private boolean isServedByAnswering() {
        return then instanceof CallRequest.Then.Message || then instanceof CallRequest.Then.Own;
    }

    /// The switch does not know the call any more, and nobody saw it end.
    void gone(Instant now) {
        boolean served = state == CallState.ANSWERED && isServedByAnswering();
        if (state == CallState.BRIDGED || served) {
            end(now, new CallOutcome.Answered(""));
        } else if (refusal != null) {
            end(now, first != null && !channelSeen ? HangupCauses.withAgentOnly(refusal) : outcome(refusal));
        } else {
            end(now, new CallOutcome.Lost(whereto));
        }
    }

    void end(Instant at, CallOutcome outcome) {
        if (state != CallState.OVER) {
            state = CallState.OVER;
            told.accept(new CallSignal.Ended(at, outcome));
        }
    }
}
