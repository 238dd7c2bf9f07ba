package org.voiceorchestrator.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EslStateTest {
    private static final List<EslState> ALL = List.of(
            new EslState.Disconnected(2, "x"),
            new EslState.Connecting(2),
            new EslState.Greeting(2),
            new EslState.Authenticating(2),
            new EslState.Subscribing(2),
            new EslState.Ready("core"),
            new EslState.AuthRefused(2, "x"),
            new EslState.Closed());

    static List<EslState> all() {
        return ALL;
    }

    @Test
    void theWayUpHasFiveSteps() {
        EslState state = new EslState.Disconnected(0, "");
        for (var input : List.of(
                new EslState.Attempt(),
                new EslState.TcpOpened(),
                new EslState.Greeted(),
                new EslState.PasswordAccepted(),
                new EslState.FirstEvent("core"))) {
            state = EslState.next(state, input);
        }
        assertThat(state).isEqualTo(new EslState.Ready("core"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void closingIsForGoodFromEveryState(EslState state) {
        var closed = EslState.next(state, new EslState.Close());
        assertThat(closed).isEqualTo(new EslState.Closed());
        assertThat(EslState.next(closed, new EslState.Attempt())).isEqualTo(closed);
        assertThat(EslState.next(closed, new EslState.FirstEvent("core"))).isEqualTo(closed);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aStepTakenInTheWrongStateIsRefused(EslState state) {
        var steps = List.of(
                new EslState.Attempt(),
                new EslState.TcpOpened(),
                new EslState.Greeted(),
                new EslState.PasswordAccepted(),
                new EslState.FirstEvent("core"));
        long legal = steps.stream().filter(step -> isLegal(state, step)).count();
        assertThat(legal)
                .isEqualTo(
                        switch (state) {
                            case EslState.Closed _ -> 5;
                            case EslState.Ready _ -> 0;
                            case EslState.Disconnected _,
                                    EslState.AuthRefused _,
                                    EslState.Connecting _,
                                    EslState.Greeting _,
                                    EslState.Authenticating _,
                                    EslState.Subscribing _ -> 1;
                        });
    }

    private static boolean isLegal(EslState state, EslState.Input input) {
        try {
            EslState.next(state, input);
            return true;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("can't happen in");
            return false;
        }
    }

    @Test
    void lossesAreCountedUntilItWasReady() {
        var lost = new EslState.Lost("gone");
        assertThat(EslState.next(new EslState.Greeting(3), lost)).isEqualTo(new EslState.Disconnected(4, "gone"));
        assertThat(EslState.next(new EslState.Ready("core"), lost)).isEqualTo(new EslState.Disconnected(1, "gone"));
    }

    @Test
    void aRefusalIsNotForgottenByTheHangupThatFollowsIt() {
        var refused = EslState.next(new EslState.Authenticating(0), new EslState.Refused("password"));
        assertThat(refused).isEqualTo(new EslState.AuthRefused(1, "password"));
        assertThat(EslState.next(refused, new EslState.Lost("eof"))).isEqualTo(refused);
        assertThatThrownBy(() -> EslState.next(new EslState.Ready("core"), new EslState.Refused("late")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theWaitGrowsToItsLimitAndIsLongAtOnceAfterARefusal() {
        var backOff = new BackOff(EslTimeouts.DEFAULT, new Random(7));
        for (int failures = 1; failures < 100; failures++) {
            long whole = Math.min(15_000, 500L << Math.min(failures - 1, 10));
            assertThat(backOff.after(new EslState.Disconnected(failures, "")))
                    .isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
        }
        assertThat(backOff.after(new EslState.Disconnected(0, ""))).isZero();
        assertThat(backOff.after(new EslState.AuthRefused(1, ""))).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }
}
