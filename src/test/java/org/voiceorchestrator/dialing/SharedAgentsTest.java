package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SharedAgentsTest {
    @Provide
    Arbitrary<Map<Long, Set<Long>>> memberships() {
        Arbitrary<Set<Long>> agents = Arbitraries.longs().between(1, 12).set().ofMaxSize(12);
        return Arbitraries.maps(Arbitraries.longs().between(1, 6), agents).ofMaxSize(6);
    }

    @Property
    void everyAgentCountsOnceAndWhereHeIsAMember(@ForAll("memberships") Map<Long, Set<Long>> members) {
        Map<Long, Set<Long>> dealt = SharedAgents.dealtOut(members);
        List<Long> counted = dealt.values().stream().flatMap(Set::stream).toList();
        assertThat(counted)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        members.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        assertThat(dealt.keySet()).isEqualTo(members.keySet());
        dealt.forEach((campaign, agents) ->
                assertThat(members.getOrDefault(campaign, Set.of())).containsAll(agents));
    }

    @Example
    void thoseOfTwoCampaignsAreShared() {
        assertThat(SharedAgents.dealtOut(Map.of(1L, Set.of(1L, 2L, 3L, 4L), 2L, Set.of(1L, 2L, 3L, 4L))))
                .allSatisfy((_, agents) -> assertThat(agents).hasSize(2));
        assertThat(SharedAgents.dealtOut(Map.of(1L, Set.of(1L, 2L, 3L, 4L), 2L, Set.of(4L))))
                .isEqualTo(Map.of(1L, Set.of(1L, 2L, 3L), 2L, Set.of(4L)));
    }
}
