package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where else a number must not be, as people write it.
class DuplicateScopeTest {
    @Property
    void whatIsWrittenIsReadBack(@ForAll("scopes") DuplicateScope scope) {
        assertThat(DuplicateScope.parse(scope.written())).isEqualTo(scope);
    }

    @Property
    void anythingElseIsRefusedWithASentence(@ForAll String text) {
        try {
            assertThat(DuplicateScope.parse(text).written().replace("days:", ""))
                    .isEqualTo(text.replaceFirst("days:0*", ""));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageEndingWith(".").message().contains("365");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"days:0", "days:366", "days:999999999", "days:-1", "days:", "days", "everything", ""})
    void daysBeyondAYearAndUnknownWordsAreRefused(String text) {
        assertThatThrownBy(() -> DuplicateScope.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("365");
    }

    @Property
    void daysAreCountedBackFromTheImport(@ForAll @IntRange(min = 1, max = 365) int days) {
        Instant now = Instant.parse("2026-02-09T07:00:00Z");
        assertThat(new DuplicateScope.LastDays(days).since(now)).isEqualTo(now.minus(Duration.ofHours(24L * days)));
    }

    @Provide
    Arbitrary<DuplicateScope> scopes() {
        return Arbitraries.oneOf(
                Arbitraries.just(new DuplicateScope.Campaign()),
                Arbitraries.just(new DuplicateScope.ActiveCampaigns()),
                Arbitraries.integers().between(1, 365).map(DuplicateScope.LastDays::new));
    }
}
