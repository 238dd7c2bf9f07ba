package org.voiceorchestrator.breaker;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.database.Row;

/// The breakers of all campaigns and trunks.
@Singleton
public final class Breakers {
    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

    private static final String ADD = """
            INSERT INTO breakers (scope, id, failures, failing_since)
            SELECT scope, id, 0, 'epoch'
            FROM unnest(:scopes::text[], :ids::bigint[]) AS s (scope, id)
            ORDER BY scope, id
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK = """
            SELECT b.scope, b.id, b.failures, b.failing_since, b.recent, b.recent_since, b.of_calls, b.opened_at, b.cause,
                   b.probes, b.probe_at, b.probe_call
            FROM breakers AS b
            JOIN unnest(:scopes::text[], :ids::bigint[]) AS s (scope, id) USING (scope, id)
            ORDER BY b.scope, b.id
            FOR UPDATE OF b
            """;

    private static final String STORE = """
            UPDATE breakers
            SET failures = :failures,
                failing_since = :since,
                recent = :recent,
                recent_since = :recent_since,
                of_calls = :of_calls,
                opened_at = :opened,
                cause = :cause,
                probes = :probes,
                probe_at = :probe_at,
                probe_call = :probe_call
            WHERE scope = :scope
              AND id = :id
            """;

    private static final String REST = "DELETE FROM breakers WHERE scope = :scope AND id = :id";

    private static final String HOLDING = "SELECT b.scope, b.id, " + BreakerState.COLUMNS + """
            FROM breakers AS b
            WHERE b.opened_at IS NOT NULL
            """;

    /// The campaign's own and those of the trunks it calls over.
    private static final String RESET = """
            DELETE FROM breakers
            WHERE (scope = 'campaign' AND id = :campaign)
               OR (scope = 'trunk'
                   AND (id IN (SELECT trunk_id FROM campaign_trunks WHERE campaign_id = :campaign)
                        OR NOT EXISTS (SELECT FROM campaign_trunks WHERE campaign_id = :campaign)))
            RETURNING opened_at IS NOT NULL AS held
            """;

    private static final Comparator<Key> IN_ORDER =
            Comparator.comparing((Key key) -> Names.of(key.scope)).thenComparingLong(Key::id);

    private static final Hold CALLS_ARE_BEGUN = new Hold(null, "", 0, null, null);

    private final Database database;
    private final BreakerSettings settings;

    Breakers(Database database, BreakerSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// What a breaker is for.
    @Serdeable
    public enum Scope {
        @JsonProperty("campaign")
        CAMPAIGN,
        /// Trunk 0 is the one in the settings.
        @JsonProperty("trunk")
        TRUNK
    }

    private record Key(Scope scope, long id) {}

    private record Known(Key key, Breaker breaker) {}

    /// The breakers that hold calls back, by the ids of what they are for.
    public record Holding(Map<Long, BreakerState> campaigns, Map<Long, BreakerState> trunks) {
        private Map<Long, BreakerState> of(Scope scope) {
            return scope == Scope.CAMPAIGN ? campaigns : trunks;
        }
    }

    /// A call that has taught something.
    ///
    /// @param campaign null: of none
    public record Call(@Nullable Long campaign, long trunk, Lesson.Of heard) {
        private Stream<Key> keys() {
            Key way = new Key(Scope.TRUNK, trunk);
            return campaign == null ? Stream.of(way) : Stream.of(new Key(Scope.CAMPAIGN, campaign), way);
        }

        private boolean failed() {
            return heard.lesson() instanceof Lesson.Failed;
        }
    }

    /// Belongs into the transaction of what was heard.
    ///
    /// @param calls in the order in which it happened
    public void hear(List<Call> calls, Instant now) {
        List<Key> failing = calls.stream()
                .filter(Call::failed)
                .flatMap(Call::keys)
                .distinct()
                .toList();
        if (!failing.isEmpty()) {
            database.sql(ADD).with(names(failing)).update();
        }
        List<Key> all = calls.stream().flatMap(Call::keys).distinct().toList();
        Map<Key, Breaker> known = new TreeMap<>(IN_ORDER);
        database.sql(LOCK).with(names(all)).list(Breakers::known).forEach(one -> known.put(one.key, one.breaker));
        known.forEach((key, before) -> {
            Breaker after = before;
            for (Call call : calls) {
                if (call.keys().anyMatch(key::equals)) {
                    after = after.after(call.heard(), now, settings);
                }
            }
            if (!after.equals(before) || after.equals(Breaker.REST)) {
                store(key, after);
                tell(key, before, after);
            }
        });
    }

    public Holding holding() {
        Holding holding = new Holding(new HashMap<>(), new HashMap<>());
        database.sql(HOLDING)
                .list(row -> holding.of(Names.parse(Scope.class, row.text("scope")))
                        .put(row.bigint("id"), Objects.requireNonNull(BreakerState.of(row))));
        return holding;
    }

    /// Somebody knows better: the campaign calls again at once.
    ///
    /// @return whether anything held it back
    public boolean reset(long campaign) {
        return database.sql(RESET).with("campaign", campaign).list(row -> row.bool("held")).stream()
                .anyMatch(held -> held);
    }

    private void store(Key key, Breaker breaker) {
        switch (breaker) {
            case Breaker.Closed closed
            when closed.equals(Breaker.REST) ->
                database.sql(REST)
                        .with("scope", Names.of(key.scope))
                        .with("id", key.id)
                        .update();
            case Breaker.Closed closed -> store(key, closed, new Trip(closed.failures(), 0), CALLS_ARE_BEGUN);
            case Breaker.Open(Instant since, Trip trip, String cause, int probes, Instant nextProbe) ->
                store(key, Breaker.REST, trip, new Hold(since, cause, probes, nextProbe, null));
            case Breaker.HalfOpen(Instant since, Trip trip, String cause, int probes, UUID probe) ->
                store(key, Breaker.REST, trip, new Hold(since, cause, probes, null, probe));
        }
    }

    private record Hold(
            @Nullable Instant opened,
            String cause,
            int probes,
            @Nullable Instant probeAt,
            @Nullable UUID probeCall) {}

    private void store(Key key, Breaker.Closed closed, Trip trip, Hold hold) {
        database.sql(STORE)
                .with("scope", Names.of(key.scope))
                .with("id", key.id)
                .with("failures", trip.failures())
                .with("of_calls", trip.ofCalls())
                .with("since", closed.since())
                .with("recent", closed.recent().outcomes())
                .with("recent_since", closed.recent().since())
                .with("opened", hold.opened)
                .with("cause", hold.cause)
                .with("probes", hold.probes)
                .with("probe_at", hold.probeAt)
                .with("probe_call", hold.probeCall)
                .update();
    }

    private static void tell(Key key, Breaker before, Breaker after) {
        String what = Names.of(key.scope) + " " + key.id;
        if (after instanceof Breaker.Open open) {
            String how =
                    before instanceof Breaker.Closed ? open.trip().inWords() : "the call that tried it came to nothing";
            LOG.warn("{}: {} ({}); it is held, and one call is tried at {}", what, how, open.cause(), open.nextProbe());
        } else if (!(before instanceof Breaker.Closed) && after instanceof Breaker.Closed) {
            LOG.info("{}: a call got through; it goes on", what);
        }
    }

    private static Map<String, @Nullable Object> names(List<Key> keys) {
        List<Key> ordered = keys.stream().sorted(IN_ORDER).toList();
        return new HashMap<>(Map.of(
                "scopes",
                ordered.stream().map(key -> Names.of(key.scope)).collect(Collectors.toList()),
                "ids",
                ordered.stream().map(Key::id).collect(Collectors.toList())));
    }

    private static Known known(Row row) {
        return new Known(new Key(Names.parse(Scope.class, row.text("scope")), row.bigint("id")), breaker(row));
    }

    private static Breaker breaker(Row row) {
        Instant opened = row.instantOrNull("opened_at");
        if (opened == null) {
            return new Breaker.Closed(
                    row.integer("failures"),
                    row.instant("failing_since"),
                    new Recent(row.instant("recent_since"), row.text("recent")));
        }
        Trip trip = new Trip(row.integer("failures"), row.integer("of_calls"));
        String cause = row.text("cause");
        int probes = row.integer("probes");
        UUID probe = row.uuidOrNull("probe_call");
        return probe == null
                ? new Breaker.Open(opened, trip, cause, probes, row.instant("probe_at"))
                : new Breaker.HalfOpen(opened, trip, cause, probes, probe);
    }
}
