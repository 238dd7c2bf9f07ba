package org.voiceorchestrator.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class NumberCapsTest {
    private static final Instant NOW = Instant.parse("2026-03-29T10:00:00Z");

    private static boolean mayBeCalled(NumberCaps caps, ZoneId zone, Instant at, List<Instant> calls) {
        LocalDate day = LocalDate.ofInstant(at, zone);
        long ofTheDay = calls.stream()
                .filter(call -> LocalDate.ofInstant(call, zone).equals(day))
                .count();
        long rolling = calls.stream()
                .filter(call -> Duration.between(call, at).compareTo(Duration.ofHours(24)) < 0)
                .count();
        return (caps.daily() == 0 || ofTheDay < caps.daily()) && (caps.rolling() == 0 || rolling < caps.rolling());
    }

    @Property
    void theNextCallIsTheFirstMomentThatBothLimitsAllow(
            @ForAll @IntRange(max = 4) int daily,
            @ForAll @IntRange(max = 4) int rolling,
            @ForAll("zones") ZoneId zone,
            @ForAll("calls") List<Instant> calls) {
        NumberCaps caps = new NumberCaps(daily, rolling);
        Instant expected = NOW;
        while (!mayBeCalled(caps, zone, expected, calls)) {
            expected = expected.plus(Duration.ofMinutes(15));
        }
        assertThat(caps.nextCall(zone, NOW, calls)).isEqualTo(expected);
    }

    @Example
    void aCampaignMayBeStricterNotLaxer() {
        NumberCaps general = new NumberCaps(3, 0);
        assertThat(general.orStricter(2, 5)).isEqualTo(new NumberCaps(2, 5));
        assertThat(general.orStricter(9, null)).isEqualTo(new NumberCaps(3, 0));
    }

    /// Whole quarters, of the last two days.
    @Provide
    Arbitrary<List<Instant>> calls() {
        return Arbitraries.integers()
                .between(0, 200)
                .map(quarters -> NOW.minus(Duration.ofMinutes(15L * quarters)))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Asia/Karachi", "Europe/Berlin", "Pacific/Auckland", "America/New_York")
                .map(ZoneId::of);
    }
}
