package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.simulator.OriginateCommand.Application;

/// One leg, from CHANNEL_CREATE to CHANNEL_DESTROY. Touched by the switch's thread alone.
final class Channel {
    enum State {
        CS_NONE(0),
        CS_INIT(2),
        CS_SOFT_EXECUTE(3),
        CS_EXECUTE(4),
        CS_EXCHANGE_MEDIA(5),
        CS_CONSUME_MEDIA(7),
        CS_REPORTING(11);

        final int number;

        State(int number) {
            this.number = number;
        }
    }

    enum CallState {
        DOWN,
        RINGING,
        EARLY,
        ACTIVE,
        HELD,
        /// Taken off hold; stays until the leg does something else.
        UNHELD,
        HANGUP;

        /// Whether the parties of an outbound leg stand the other way round.
        boolean changedSides() {
            return switch (this) {
                case DOWN, RINGING, EARLY -> false;
                case ACTIVE, HELD, UNHELD, HANGUP -> true;
            };
        }
    }

    enum AnswerState {
        RINGING,
        EARLY,
        ANSWERED,
        HANGUP
    }

    /// Microseconds on the switch's clock, 0 for never.
    static final class Times {
        long created;
        long progress;
        long progressMedia;
        long answered;
        long bridged;
        long hangup;
    }

    /// A sound that is being played.
    ///
    /// @param application the one that plays it
    /// @param outer what the leg does besides, and goes on with
    /// @param then what follows when it has been heard
    record Playback(
            Application application,
            @Nullable Application outer,
            long startedMicros,
            SwitchTime.Timer end,
            Runnable then) {}

    final String uuid;
    final long sessionId;
    final Endpoint endpoint;
    /// Decides where the real switch leaves an order open.
    final RandomGenerator dice;
    final Placement placement;
    /// The leg whose application placed this one.
    final @Nullable Channel originator;

    final Map<String, String> variables = new LinkedHashMap<>();
    final Times times = new Times();
    /// By path, with the time at which each began.
    final Map<String, Long> recordings = new LinkedHashMap<>();
    private final List<SwitchTime.Timer> timers = new ArrayList<>();

    State state = State.CS_INIT;
    CallState callState = CallState.DOWN;
    AnswerState answerState = AnswerState.RINGING;

    @Nullable
    HangupCause cause;

    Farewell farewell = new Farewell.SentBye();
    /// The leg this one is or was bridged to, or that it is being connected with.
    @Nullable
    Channel other;

    boolean bridged;
    /// The one that BRIDGE and UNBRIDGE are told of.
    boolean bridgeOwner;

    @Nullable
    Application application;

    /// It has been through an application.
    boolean executed;

    @Nullable
    Playback playback;

    boolean parked;
    SwitchTime.Timer parkTimeout = () -> {};
    /// How often it was sent to do something else: who waited for it before has lost it.
    int transfers;
    /// Whoever waited for it has been told.
    boolean connected;
    /// After a bridge this long the other leg hangs up.
    Optional<Duration> otherHangsUpAfter = Optional.empty();

    Channel(
            String uuid,
            long sessionId,
            Endpoint endpoint,
            RandomGenerator dice,
            Placement placement,
            @Nullable Channel originator) {
        this.uuid = uuid;
        this.sessionId = sessionId;
        this.endpoint = endpoint;
        this.dice = dice;
        this.placement = placement;
        this.originator = originator;
        this.other = originator;
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    boolean has(String variable) {
        return variable(variable).equals("true");
    }

    boolean answered() {
        return times.answered > 0;
    }

    /// From CHANNEL_HANGUP on.
    boolean ended() {
        return cause != null;
    }

    /// Ends with this leg.
    void owns(SwitchTime.Timer timer) {
        timers.add(timer);
    }

    void cancelTimers() {
        timers.forEach(SwitchTime.Timer::cancel);
        timers.clear();
    }

    /// It was made by a phone that called the switch.
    boolean inbound() {
        return endpoint instanceof Endpoint.Inbound;
    }

    String direction() {
        return inbound() ? "inbound" : "outbound";
    }

    String callerNumber() {
        if (endpoint instanceof Endpoint.Inbound inbound) {
            return inbound.extension();
        }
        var given = variable("origination_caller_id_number");
        if (!given.isEmpty()) {
            return given;
        }
        return originator == null ? "0000000000" : originator.endpoint.callee();
    }

    String callerName() {
        if (inbound()) {
            return callerNumber();
        }
        var given = variable("origination_caller_id_name");
        if (!given.isEmpty()) {
            return given;
        }
        return originator == null ? "" : originator.endpoint.callee();
    }
}
