package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.breaker.Breakers;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.trunk.CallerIdPool;
import org.voiceorchestrator.trunk.CallerIdPools;
import org.voiceorchestrator.trunk.Loads;
import org.voiceorchestrator.trunk.Node;
import org.voiceorchestrator.trunk.NodeRoom;
import org.voiceorchestrator.trunk.Trunk;
import org.voiceorchestrator.trunk.TrunkRoom;
import org.voiceorchestrator.trunk.Trunks;

/// Which trunk a call goes over, and which number the customer sees.
@Singleton
final class Routes {
    private final Database database;
    private final Trunks trunks;
    private final CallerIdPools pools;
    private final Breakers breakers;
    private final SwitchNodes nodes;
    private final LineHome home;
    private final Trunk configured;
    private final AtomicLong turn = new AtomicLong();

    Routes(
            Database database,
            Trunks trunks,
            CallerIdPools pools,
            Breakers breakers,
            SwitchNodes nodes,
            LineHome home,
            TrunkSettings settings) {
        this.database = database;
        this.trunks = trunks;
        this.pools = pools;
        this.breakers = breakers;
        this.nodes = nodes;
        this.home = home;
        this.configured = settings.trunk();
    }

    /// As they are for one claim.
    Free now(Instant now) {
        Loads loads = Loads.counted(database, now);
        List<Node> active = nodes.active();
        List<Trunk> inUse =
                trunks.inUse(configured, active.stream().map(Node::id).collect(Collectors.toSet()));
        return new Free(
                inUse, loads.trunks(), nodes.room(active, loads.nodes()), breakers.holding(), onLines(active), now);
    }

    /// Where there is but one switch nothing needs to be asked.
    private OnLines onLines(List<Node> active) {
        if (active.isEmpty()) {
            return new OnLines(Optional.of(CallPlacer.DEFAULT), Set.of());
        }
        return new OnLines(home.from(nodes.used(active), nodes.reachable(active)), home.campaigns());
    }

    /// Calls that are to be put through to lines.
    ///
    /// @param home the switch that has the lines, or is to have them; empty: it cannot be reached from here
    /// @param campaigns whose calls belong there
    private record OnLines(Optional<Long> home, Set<Long> campaigns) {}

    /// @param node the switch that places the call
    /// @param callerId the number that the customer sees; empty: the gateway's own
    record Route(Trunk trunk, long node, String callerId) {}

    final class Free {
        private final TrunkRoom room;
        private final NodeRoom switches;
        /// Of trunks whose calls failed: how many more may be tried.
        private final Map<Long, Integer> trials = new HashMap<>();
        /// Campaigns whose calls failed.
        private final Set<Long> trying;
        private final OnLines onLines;
        private boolean sparing;
        /// The one switch over which the next call can go; null: any.
        private @Nullable Long only;
        private Optional<Map<Long, CallerIdPool>> pool = Optional.empty();

        private Free(
                List<Trunk> inUse,
                Map<Long, TrunkRoom.Load> loads,
                NodeRoom switches,
                Breakers.Holding held,
                OnLines onLines,
                Instant now) {
            this.switches = switches;
            this.onLines = onLines;
            held.trunks().forEach((trunk, state) -> trials.put(trunk, state.mayProbe(now) ? 1 : 0));
            this.trying = held.campaigns().keySet();
            this.room = new TrunkRoom(inUse, loads, this::most);
        }

        private int most(Trunk trunk) {
            if (sparing && trials.containsKey(trunk.id())) {
                return 0;
            }
            if (only != null && trunk.node() != null && !only.equals(trunk.node())) {
                return 0;
            }
            return Math.min(trials.getOrDefault(trunk.id(), Integer.MAX_VALUE), switches.room(node(trunk)));
        }

        private @Nullable Long node(Trunk trunk) {
            return only == null ? trunk.node() : only;
        }

        /// The switch of agents' lines.
        long home() {
            return onLines.home().orElse(CallPlacer.DEFAULT);
        }

        int lines() {
            return Math.min(room.room(List.of()), switches.room(null));
        }

        /// Takes a line for a call; empty where the campaign's trunks have none, or where it has agents on lines whose
        /// switch cannot be reached from here.
        Optional<Route> take(CampaignRules campaign, String phoneNumber) {
            if (!onLines.campaigns().contains(campaign.id())) {
                return takeAt(null, campaign, phoneNumber);
            }
            return onLines.home().flatMap(node -> takeAt(node, campaign, phoneNumber));
        }

        /// @param node the switch over which the call has to go; null: any
        Optional<Route> takeAt(@Nullable Long node, CampaignRules campaign, String phoneNumber) {
            return confined(
                    node,
                    () -> trunk(campaign)
                            .flatMap(trunk -> over(
                                    trunk, () -> callerId(campaign, phoneNumber).orElse(trunk.callerId()))));
        }

        private Optional<Route> confined(@Nullable Long node, Supplier<Optional<Route>> taking) {
            only = node;
            Optional<Route> taken = taking.get();
            only = null;
            return taken;
        }

        /// The one call of a campaign that tries again goes over a trunk that is not itself in doubt, if there is one.
        private Optional<Trunk> trunk(CampaignRules campaign) {
            sparing = trying.contains(campaign.id());
            Optional<Trunk> taken = room.take(campaign.trunks());
            sparing = false;
            return taken.isPresent() ? taken : room.take(campaign.trunks());
        }

        /// Takes a line for a call that is of no campaign.
        Optional<Route> takeAny(@Nullable Long node) {
            return confined(node, () -> room.take(List.of()).flatMap(trunk -> over(trunk, trunk::callerId)));
        }

        private Optional<Route> over(Trunk trunk, Supplier<String> callerId) {
            trials.computeIfPresent(trunk.id(), (_, left) -> left - 1);
            return switches.take(node(trunk)).map(node -> new Route(trunk, node, callerId.get()));
        }

        private Optional<String> callerId(CampaignRules campaign, String phoneNumber) {
            Long id = campaign.callerIdPool();
            if (id == null) {
                return Optional.empty();
            }
            if (pool.isEmpty()) {
                pool = Optional.of(
                        pools.inUse().stream().collect(Collectors.toMap(CallerIdPool::id, Function.identity())));
            }
            return Optional.ofNullable(pool.get().get(id))
                    .flatMap(found -> found.choose(phoneNumber, turn.getAndIncrement()));
        }
    }
}
