package org.voiceorchestrator.why;

import java.util.List;
import java.util.stream.Collectors;
import org.voiceorchestrator.trunk.SwitchLinkState;
import org.voiceorchestrator.trunk.SwitchLinks;

/// Whether a switch that takes the campaign's calls is connected with a process that dials.
final class SwitchGate {
    private SwitchGate() {}

    static GateState of(Facts.OfCampaign campaign) {
        List<SwitchLinks.Alive> asked = campaign.links().stream()
                .filter(link -> campaign.trunks().isEmpty()
                        || campaign.trunks().stream().anyMatch(trunk -> goesOver(trunk, link)))
                .toList();
        if (campaign.links().isEmpty()) {
            return GateState.closed(Gate.SWITCH, "No process is dialing.", null);
        }
        if (asked.isEmpty()) {
            return GateState.closed(Gate.SWITCH, "None of the switches that its trunks go over is in use.", null);
        }
        boolean connected = asked.stream().anyMatch(link -> link.state() == SwitchLinkState.CONNECTED);
        String facts = asked.stream().map(SwitchGate::fact).distinct().collect(Collectors.joining("; ", "", "."));
        return connected ? GateState.passed(Gate.SWITCH, facts) : GateState.closed(Gate.SWITCH, facts, null);
    }

    private static boolean goesOver(Facts.OfTrunk trunk, SwitchLinks.Alive link) {
        return trunk.trunk().node() == null || trunk.trunk().node().equals(link.node());
    }

    private static String fact(SwitchLinks.Alive link) {
        return link.name()
                + switch (link.state()) {
                    case CONNECTED -> " is connected since " + link.since();
                    case GOING_DOWN -> " is going down since " + link.since() + " and takes no new calls";
                    case AWAY -> " is away since " + link.since() + " (" + link.error() + ")";
                };
    }
}
