package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// No test but a measurement, run by name: 12,000 bridged calls as fast as they are taken, 3,000 live all the while.
class SwitchLoadMeasurement {
    private static final int CALLS = 12_000;
    private static final int LIVE = 3_000;

    private static double switchSeconds() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                        .filter(thread ->
                                thread != null && thread.getThreadName().equals("simulated-switch"))
                        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                        .sum()
                / 1e9;
    }

    @Test
    void originatesPerSecond() throws Exception {
        var talk = Scenario.always(CallBehaviour.answersAfter(Duration.ofMillis(100), Duration.ofSeconds(2)));
        try (var simulated = SimulatedSwitch.start(SimulatedSwitchConfig.of(talk));
                var client = RawClient.login(
                        simulated,
                        "plain BACKGROUND_JOB CHANNEL_CREATE CHANNEL_PROGRESS CHANNEL_ANSWER CHANNEL_BRIDGE"
                                + " CHANNEL_UNBRIDGE CHANNEL_HANGUP_COMPLETE CHANNEL_DESTROY")) {
            client.countOnly();
            long began = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                // two legs a call
                client.awaitEvents("CHANNEL_DESTROY", 2 * (i - LIVE));
                client.send("bgapi originate {lead_id=" + i + ",ignore_early_media=true}sofia/gateway/carrier/" + i
                        + " &bridge(user/" + i + ")\n\n");
            }
            client.awaitEvents("CHANNEL_DESTROY", 2 * CALLS);
            double seconds = (System.nanoTime() - began) / 1e9;

            assertThat(simulated.calls()).hasSize(CALLS).allMatch(PlacedCall::wasAnswered);
            System.out.printf(
                    "%.0f calls (two legs each) a second in %.1f s; %.1f s of processor by the switch's thread%n",
                    CALLS / seconds, seconds, switchSeconds());
        }
    }
}
