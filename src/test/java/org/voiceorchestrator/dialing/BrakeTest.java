package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.call.CallOutcome;

class BrakeTest {
    private static final Instant NOON = Instant.parse("2026-11-20T07:00:00Z");
    private static final CallOutcome REFUSED = new CallOutcome.NotPlaced("GATEWAY_DOWN");
    private static final CallOutcome TALKED = new CallOutcome.Answered("NORMAL_CLEARING");

    private final Brake brake = new Brake();

    private boolean refusedAt(Instant at) {
        return brake.after(REFUSED, at, at);
    }

    @Test
    void aCallThatCannotBePlacedHoldsTheDialingForASecond() {
        assertThat(brake.isOn(NOON)).isFalse();
        assertThat(refusedAt(NOON)).isTrue();
        assertThat(brake.isOn(NOON.plusMillis(999))).isTrue();
        assertThat(brake.isOn(NOON.plusMillis(1000))).isFalse();
    }

    @Test
    void manyAtOnceAreOneReason() {
        refusedAt(NOON);
        assertThat(refusedAt(NOON.plusMillis(5))).isFalse();
        assertThat(brake.isOn(NOON.plusMillis(1000))).isFalse();
    }

    @Test
    void eachTimeItHoldsTwiceAsLongUpToHalfAMinute() {
        Instant now = NOON;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(refusedAt(now)).isTrue();
            assertThat(brake.isOn(now.plusSeconds(seconds).minusMillis(1))).isTrue();
            now = now.plusSeconds(seconds);
            assertThat(brake.isOn(now)).isFalse();
        }
    }

    @Test
    void aCallThatCouldBePlacedSinceLetsItGo() {
        refusedAt(NOON);
        brake.after(TALKED, NOON.plusMillis(1), NOON.plusMillis(500));
        assertThat(brake.isOn(NOON.plusMillis(500))).isFalse();
        refusedAt(NOON.plusSeconds(5));
        assertThat(brake.isOn(NOON.plusSeconds(6))).isFalse();
    }

    @Test
    void theEndOfACallFromBeforeDoesNot() {
        refusedAt(NOON);
        brake.after(TALKED, NOON.minusSeconds(60), NOON.plusMillis(500));
        assertThat(brake.isOn(NOON.plusMillis(500))).isTrue();
    }
}
