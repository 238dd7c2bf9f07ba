package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour.Answer;
import org.voiceorchestrator.simulator.CallBehaviour.Busy;
import org.voiceorchestrator.simulator.CallBehaviour.InvalidNumber;
import org.voiceorchestrator.simulator.CallBehaviour.NoAnswer;
import org.voiceorchestrator.simulator.CallBehaviour.PlacementFailure;
import org.voiceorchestrator.simulator.CallBehaviour.Refuse;
import org.voiceorchestrator.simulator.CallBehaviour.Reject;
import org.voiceorchestrator.simulator.CallBehaviour.Silent;

class ScenarioTest {
    @Test
    void exactNumberBeatsTheLongestSuffixWhichBeatsTheRest() {
        var scenario = Scenario.always(CallBehaviour.refuses(503))
                .number("923001230002", new Silent())
                .suffix("02", CallBehaviour.noAnswer())
                .suffix("0002", CallBehaviour.busy());

        assertThat(scenario.behaviourOf("923001230002", 0)).isInstanceOf(Silent.class);
        assertThat(scenario.behaviourOf("923004560002", 0)).isInstanceOf(Busy.class);
        assertThat(scenario.behaviourOf("923004561102", 0)).isInstanceOf(NoAnswer.class);
        assertThat(scenario.behaviourOf("923004561103", 0)).isInstanceOf(Refuse.class);
    }

    @Test
    void numberMayBehaveAnewAtEachAttempt() {
        var scenario = Scenario.answering().number("1", CallBehaviour.busy(), CallBehaviour.noAnswer(), new Silent());

        assertThat(scenario.behaviourOf("1", 0)).isInstanceOf(Busy.class);
        assertThat(scenario.behaviourOf("1", 1)).isInstanceOf(NoAnswer.class);
        assertThat(scenario.behaviourOf("1", 2)).isInstanceOf(Silent.class);
        assertThat(scenario.behaviourOf("1", 9)).isInstanceOf(Silent.class);
    }

    @Test
    void carrierSuffixesKnowEveryStatus() {
        var scenario = Scenario.carrierSuffixes();

        assertThat(scenario.behaviourOf("5559486", 0)).isEqualTo(CallBehaviour.refuses(486));
        assertThat(scenario.behaviourOf("5559604", 0)).isEqualTo(CallBehaviour.refuses(604));
        assertThat(scenario.behaviourOf("5550002", 0)).isInstanceOf(Busy.class);
    }

    @Test
    void demoCallsComeInTheirSharesWithBelievableTimes() {
        var scenario = Scenario.demo(42);
        Map<Class<?>, Integer> counts = new HashMap<>();
        long talked = 0;
        for (int i = 0; i < 20_000; i++) {
            var behaviour = scenario.behaviourOf("92300" + (1_000_000 + i), 0);
            counts.merge(behaviour.getClass(), 1, Integer::sum);
            if (behaviour instanceof Answer answer) {
                talked += answer.talk().toMillis();
            }
        }

        assertThat(counts.get(Answer.class)).isBetween(6_000, 6_800);
        assertThat(counts.get(Busy.class)).isBetween(2_200, 2_600);
        assertThat(counts.get(NoAnswer.class)).isBetween(7_200, 8_000);
        assertThat(counts.get(Reject.class)).isBetween(1_000, 1_400);
        assertThat(counts.get(InvalidNumber.class)).isBetween(800, 1_200);
        assertThat(counts.get(Refuse.class)).isBetween(1_200, 1_600);
        assertThat(Duration.ofMillis(talked / counts.getOrDefault(Answer.class, 1)))
                .isBetween(Duration.ofSeconds(41), Duration.ofSeconds(49));
    }

    @Test
    void nextAttemptIsAnotherDrawButAlwaysTheSameOne() {
        var scenario = Scenario.demo(1);

        assertThat(scenario.behaviourOf("923001234567", 3)).isEqualTo(scenario.behaviourOf("923001234567", 3));
        assertThat(scenario.behaviourOf("923001234567", 0)).isNotEqualTo(scenario.behaviourOf("923001234567", 1));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new PlacementFailure("NO_SUCH_CAUSE")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallBehaviour.refuses(200)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatedSwitchConfig.of(Scenario.answering()).withTimeScale(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeScale");
    }
}
