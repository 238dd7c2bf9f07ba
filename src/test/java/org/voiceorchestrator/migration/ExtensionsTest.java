package org.voiceorchestrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets which extension.
class ExtensionsTest {
    @Test
    void listedAgentsGetTheirsAndOthersTheFirstFreeOnes() {
        Extensions extensions =
                Extensions.read(List.of("\uFEFFagent_id,extension", "AgentB , 102", "", "AgentC;front-desk"), 101);
        Extensions.Dispenser dispenser = extensions.dispenser(Set.of("101", "104"));
        assertThat(dispenser.forAgent("AgentA")).contains("103");
        assertThat(dispenser.forAgent("AgentB")).contains("102");
        assertThat(dispenser.forAgent("AgentC")).contains("front-desk");
        assertThat(dispenser.forAgent("AgentD")).contains("105");
        assertThat(dispenser.forAgent("AgentA")).as("asked again").contains("103");
    }

    @Test
    void nobodyGetsOneByAGuess() {
        assertThat(Extensions.read(List.of("AgentA,101"), null)
                        .dispenser(Set.of())
                        .forAgent("AgentB"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AgentA", "AgentA,", ",101", "AgentA,1 0 1", "AgentA,101,102", "Agent A,101"})
    void aLineThatIsNoneIsNamed(String line) {
        assertThatThrownBy(() -> Extensions.read(List.of("AgentX,1", line), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Line 2 is not agent_id,extension");
    }

    @Test
    void anAgentListedTwiceWithDifferentExtensionsIsRefused() {
        assertThat(Extensions.read(List.of("A,1", "A,1"), null).listed()).containsEntry("A", "1");
        assertThatThrownBy(() -> Extensions.read(List.of("A,1", "A,2"), null)).hasMessageContaining("Line 2: A has");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_000_000})
    void theFirstOneIsAnExtension(int first) {
        assertThatThrownBy(() -> Extensions.read(List.of(), first)).isInstanceOf(IllegalArgumentException.class);
    }
}
