package org.voiceorchestrator.freeswitch;

/// Where the client stands with its switch. The drawing is in package-info.java; [#next] is the only way from one
/// state to another.
public sealed interface EslState {
    /// Between two attempts, of which so many in a row have come to nothing.
    record Disconnected(int failures, String reason) implements EslState {}

    record Connecting(int failures) implements EslState {}

    /// TCP is there. A frozen switch stays in this state.
    record Greeting(int failures) implements EslState {}

    record Authenticating(int failures) implements EslState {}

    /// Until the first event shows that events come, and from which start of the switch.
    record Subscribing(int failures) implements EslState {}

    record Ready(String coreUuid) implements EslState {}

    /// The password or our address is not welcome: somebody has to mend that. Tried again, but seldom.
    record AuthRefused(int failures, String reason) implements EslState {}

    record Closed() implements EslState {}

    /// What can happen to it.
    sealed interface Input {}

    record Attempt() implements Input {}

    record TcpOpened() implements Input {}

    record Greeted() implements Input {}

    record PasswordAccepted() implements Input {}

    record Refused(String reason) implements Input {}

    record FirstEvent(String coreUuid) implements Input {}

    record Lost(String reason) implements Input {}

    record Close() implements Input {}

    /// The state after that input; Closed stays closed.
    ///
    /// @throws IllegalStateException when that can't happen in this state
    static EslState next(EslState state, Input input) {
        if (state instanceof Closed) {
            return state;
        }
        return switch (input) {
            case Attempt _ when state instanceof Disconnected idle -> new Connecting(idle.failures());
            case Attempt _ when state instanceof AuthRefused refused -> new Connecting(refused.failures());
            case TcpOpened _ when state instanceof Connecting(int failures) -> new Greeting(failures);
            case Greeted _ when state instanceof Greeting(int failures) -> new Authenticating(failures);
            case PasswordAccepted _ when state instanceof Authenticating(int failures) -> new Subscribing(failures);
            case FirstEvent(var coreUuid) when state instanceof Subscribing -> new Ready(coreUuid);
            case Refused(var reason)
            when state instanceof Greeting(int failures) -> new AuthRefused(failures + 1, reason);
            case Refused(var reason)
            when state instanceof Authenticating(int failures) -> new AuthRefused(failures + 1, reason);
            case Lost(var reason) -> lost(state, reason);
            case Close _ -> new Closed();
            case Attempt _, TcpOpened _, Greeted _, PasswordAccepted _, Refused _, FirstEvent _ ->
                throw new IllegalStateException(input + " can't happen in " + state);
        };
    }

    /// For people; never holds the password.
    default String inWords() {
        return switch (this) {
            case Disconnected disconnected -> "no connection to the switch: " + disconnected.reason();
            case Connecting _ -> "connecting to the switch";
            case Greeting _ -> "connected to the switch, which has said nothing yet";
            case Authenticating _ -> "giving the switch the password";
            case Subscribing _ -> "waiting for the first event of the switch";
            case Ready _ -> "connected to the switch";
            case AuthRefused refused -> "the switch does not let us in: " + refused.reason();
            case Closed _ -> "the connection to the switch was closed by us";
        };
    }

    private static EslState lost(EslState state, String reason) {
        return switch (state) {
            case Connecting(int failures) -> new Disconnected(failures + 1, reason);
            case Greeting(int failures) -> new Disconnected(failures + 1, reason);
            case Authenticating(int failures) -> new Disconnected(failures + 1, reason);
            case Subscribing(int failures) -> new Disconnected(failures + 1, reason);
            case Ready _ -> new Disconnected(1, reason);
            // the refusal already said why; the switch hangs up after it
            case AuthRefused refused -> refused;
            case Disconnected disconnected -> disconnected;
            case Closed closed -> closed;
        };
    }
}
