package org.voiceorchestrator.dialing;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.telephony.SwitchAddress;
import org.voiceorchestrator.telephony.SwitchLink;
import org.voiceorchestrator.trunk.Node;
import org.voiceorchestrator.trunk.NodeRoom;
import org.voiceorchestrator.trunk.NodeRoom.Way;
import org.voiceorchestrator.trunk.Nodes;
import org.voiceorchestrator.trunk.SwitchLinkState;
import org.voiceorchestrator.trunk.SwitchLinks;
import org.voiceorchestrator.trunk.TrunkRoom;

/// The switches that this process dials over.
@Singleton
final class SwitchNodes {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchNodes.class);

    private final Nodes nodes;
    private final CallPlacer placer;
    private final SwitchAddress configured;
    private final Environment environment;
    private final SwitchLinks links;
    private final Set<String> missing = new HashSet<>();
    private List<Node> unreachable = new ArrayList<>();

    SwitchNodes(Nodes nodes, CallPlacer placer, SwitchAddress configured, Environment environment, SwitchLinks links) {
        this.nodes = nodes;
        this.placer = placer;
        this.configured = configured;
        this.environment = environment;
        this.links = links;
    }

    /// Sees to it that all that are in use are connected.
    void connect() {
        Map<Long, SwitchAddress> wanted = new HashMap<>();
        unreachable = new ArrayList<>();
        for (Node node : nodes.inUse()) {
            Optional<String> password = password(node);
            if (password.isPresent()) {
                wanted.put(node.id(), address(node, password.get()));
            } else {
                unreachable.add(node);
            }
        }
        placer.connect(wanted);
    }

    private static SwitchAddress address(Node node, String password) {
        return new SwitchAddress(
                node.host(),
                node.port(),
                password,
                false,
                "node " + node.name() + " at " + node.host() + ":" + node.port());
    }

    /// Tells people how this process stands with each switch. The built-in one is of no use where there are others.
    void tell(UUID worker) {
        List<SwitchLinks.Told> all = new ArrayList<>();
        boolean others = !nodes.active().isEmpty();
        placer.links().forEach((node, link) -> {
            if (node != CallPlacer.DEFAULT || !configured.builtIn() || !others) {
                all.add(new SwitchLinks.Told(node, state(link), link.since(), link.error()));
            }
        });
        for (Node node : unreachable) {
            all.add(new SwitchLinks.Told(
                    node.id(),
                    SwitchLinkState.AWAY,
                    node.updatedAt(),
                    node.passwordVariable() + ", which is to hold its password, is not set for this process"));
        }
        links.tell(worker, all);
    }

    private static SwitchLinkState state(SwitchLink link) {
        if (!link.connected()) {
            return SwitchLinkState.AWAY;
        }
        return link.goingDown() ? SwitchLinkState.GOING_DOWN : SwitchLinkState.CONNECTED;
    }

    /// Of the environment variable that the node names, or the property of the same name in small letters and with
    /// dots: `SW1_PASSWORD` or `sw1.password`.
    private Optional<String> password(Node node) {
        String property = node.passwordVariable().toLowerCase(Locale.ROOT).replace('_', '.');
        Optional<String> password = environment.getProperty(property, String.class);
        if (password.isPresent()) {
            missing.remove(node.passwordVariable());
        } else if (missing.add(node.passwordVariable())) {
            LOG.error(
                    "node {} is not dialed over: {}, which is to hold its password, is not set for this process",
                    node.name(),
                    node.passwordVariable());
        }
        return password;
    }

    /// As they are for one claim. The built-in switch counts only where there is no other.
    ///
    /// @param active those that calls may go over
    NodeRoom room(List<Node> active, Map<Long, TrunkRoom.Load> loads) {
        Set<Long> ready = placer.ready();
        List<Way> ways = new ArrayList<>();
        if (ready.contains(CallPlacer.DEFAULT) && !(configured.builtIn() && !active.isEmpty())) {
            ways.add(new Way(CallPlacer.DEFAULT, null, null));
        }
        active.stream()
                .filter(node -> ready.contains(node.id()))
                .forEach(node -> ways.add(new Way(node.id(), node.lines(), node.callsPerSecond())));
        return new NodeRoom(ways, loads);
    }

    /// The switches that calls may go over, whether they can be reached from here or not.
    Set<Long> used(List<Node> active) {
        Set<Long> used = active.stream().map(Node::id).collect(Collectors.toCollection(HashSet::new));
        if (!configured.builtIn() || used.isEmpty()) {
            used.add(CallPlacer.DEFAULT);
        }
        return used;
    }

    /// Those of the used switches that can be reached from here.
    Set<Long> reachable(List<Node> active) {
        Set<Long> reachable = used(active);
        reachable.retainAll(placer.ready());
        return reachable;
    }

    List<Node> active() {
        return nodes.active();
    }
}
