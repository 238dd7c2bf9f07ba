package org.voiceorchestrator.why;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.breaker.BreakerState;

/// The gates between a campaign and the network.
final class TrunkGates {
    private final Instant now;

    TrunkGates(Instant now) {
        this.now = now;
    }

    List<GateState> of(Facts.OfCampaign campaign) {
        List<Facts.OfTrunk> withLines = campaign.trunks().stream()
                .filter(trunk -> trunk.load().live() < trunk.trunk().lines() && !trunk.elsewhere() && !trunk.holds(now))
                .toList();
        String lines = campaign.trunks().isEmpty()
                ? "None of its trunks is in use."
                : campaign.trunks().stream()
                        .map(trunk ->
                                trunk.trunk().name() + " has " + trunk.load().live() + " of "
                                        + trunk.trunk().lines() + " lines" + place(trunk) + held(trunk))
                        .collect(Collectors.joining("; ", "", "."));
        String pace = withLines.stream()
                .map(trunk -> trunk.trunk().name() + " began " + trunk.load().lastSecond() + " of "
                        + trunk.trunk().callsPerSecond() + " calls in the last second")
                .collect(Collectors.joining("; ", "", "."));
        boolean hasPace = withLines.stream()
                .anyMatch(trunk -> trunk.load().lastSecond() < trunk.trunk().callsPerSecond());
        return List.of(
                withLines.isEmpty()
                        ? GateState.closed(Gate.TRUNK, lines, nextTrial(campaign))
                        : GateState.passed(Gate.TRUNK, lines),
                hasPace || withLines.isEmpty()
                        ? GateState.passed(
                                Gate.CALLS_PER_SECOND, withLines.isEmpty() ? "No trunk has a free line." : pace)
                        : GateState.closed(Gate.CALLS_PER_SECOND, pace, now.plusSeconds(1)));
    }

    private static String place(Facts.OfTrunk trunk) {
        return trunk.elsewhere() ? ", at another switch than the lines of the campaign's agents" : "";
    }

    private static String held(Facts.OfTrunk trunk) {
        BreakerState breaker = trunk.breaker();
        return breaker == null
                ? ""
                : " and is held since " + breaker.openSince() + " (" + breaker.reason() + "): " + probe(breaker);
    }

    /// When a trunk may be tried again; null where only a line that becomes free can help.
    private static @Nullable Instant nextTrial(Facts.OfCampaign campaign) {
        return campaign.trunks().stream()
                .map(Facts.OfTrunk::breaker)
                .filter(Objects::nonNull)
                .map(BreakerState::nextProbeAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    static String probe(BreakerState breaker) {
        return breaker.nextProbeAt() == null
                ? "one call is being tried"
                : "one call may be tried from " + breaker.nextProbeAt() + " on";
    }
}
