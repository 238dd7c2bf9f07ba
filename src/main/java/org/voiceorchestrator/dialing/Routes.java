package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.trunk.CallerIdPool;
import org.voiceorchestrator.trunk.CallerIdPools;
import org.voiceorchestrator.trunk.Trunk;
import org.voiceorchestrator.trunk.TrunkRoom;
import org.voiceorchestrator.trunk.Trunks;

/// Which trunk a call goes over, and which number the customer sees.
@Singleton
final class Routes {
    private static final String LOADS = """
            SELECT trunk, sum(live)::integer AS live, sum(begun)::integer AS begun
            FROM (SELECT coalesce(trunk_id, 0) AS trunk, count(*) AS live, 0 AS begun
                  FROM call_logs
                  WHERE ended_at IS NULL
                  GROUP BY 1
                  UNION ALL
                  SELECT coalesce(trunk_id, 0), 0, count(*)
                  FROM call_logs
                  WHERE initiated_at > :a_second_ago
                  GROUP BY 1) AS counted
            GROUP BY trunk
            """;

    private final Database database;
    private final Trunks trunks;
    private final CallerIdPools pools;
    private final Trunk configured;
    private final AtomicLong turn = new AtomicLong();

    Routes(Database database, Trunks trunks, CallerIdPools pools, TrunkSettings settings) {
        this.database = database;
        this.trunks = trunks;
        this.pools = pools;
        this.configured = Trunk.configured(
                settings.gateway(),
                settings.lines(),
                settings.callsPerSecond(),
                settings.prefix(),
                settings.callerId());
    }

    /// As they are for one claim.
    Free now(Instant now) {
        Map<Long, TrunkRoom.Load> loads = database
                .sql(LOADS)
                .with("a_second_ago", now.minusSeconds(1))
                .list(row ->
                        Map.entry(row.bigint("trunk"), new TrunkRoom.Load(row.integer("live"), row.integer("begun"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        // a trunk of another switch than the one that is connected cannot be reached
        return new Free(new TrunkRoom(trunks.inUse(configured), loads, trunk -> trunk.node() == null));
    }

    /// @param callerId the number that the customer sees; empty: the gateway's own
    record Route(Trunk trunk, String callerId) {}

    final class Free {
        private final TrunkRoom room;
        private Optional<Map<Long, CallerIdPool>> pool = Optional.empty();

        private Free(TrunkRoom room) {
            this.room = room;
        }

        int lines() {
            return room.room(List.of());
        }

        /// Takes a line for a call; empty where the campaign's trunks have none.
        Optional<Route> take(CampaignRules campaign, String phoneNumber) {
            return room.take(campaign.trunks())
                    .map(trunk ->
                            new Route(trunk, callerId(campaign, phoneNumber).orElse(trunk.callerId())));
        }

        /// Takes a line for a call that is of no campaign.
        Optional<Route> takeAny() {
            return room.take(List.of()).map(trunk -> new Route(trunk, trunk.callerId()));
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
