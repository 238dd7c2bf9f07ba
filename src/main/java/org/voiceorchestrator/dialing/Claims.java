package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.dialing.Candidates.Candidate;
import org.voiceorchestrator.dialing.Floor.Slot;
import org.voiceorchestrator.dialing.Pairing.Pair;

/// Takes leads that are due: reads the floor, shares it out in slots, finds each slot a lead and a line, and opens the
/// calls.
@Singleton
final class Claims {
    /// One claim at a time in the whole cluster: what the floor says holds until the claim is committed, so every
    /// limit is exact. Who gives a waiting customer to an agent takes the same lock, and so does
    /// `donotcall.ListChanges` to know that no claim is under way.
    ///
    /// Whoever holds it and says nothing for five seconds (a process that is paused) loses it, and its transaction:
    /// the others would stand still with it.
    ///
    /// Its statements are planned once: planning each anew, for its values, was half of a claim's time. A plan
    /// may be from a day with few leads, so no table is read whole where there is an index.
    static final String LOCK = """
            SELECT set_config('idle_in_transaction_session_timeout', '5s', true),
                   set_config('plan_cache_mode', 'force_generic_plan', true),
                   set_config('enable_seqscan', 'off', true),
                   pg_advisory_xact_lock(hashtext('dialing.claims')),
                   clock_timestamp() AS locked_at
            """;

    /// Of a time zone of a campaign. Were more than these on a do-not-call list, a claim must still not read them all:
    /// `donotcall.DoNotCallUpkeep` takes as many at a time out of the way.
    private static final int LOOKED_AT = 1000;

    private final Database database;
    private final FloorReader floors;
    private final Routes routes;
    private final Candidates candidates;
    private final CallOpener opener;
    private final Clock clock;

    Claims(
            Database database,
            FloorReader floors,
            Routes routes,
            Candidates candidates,
            CallOpener opener,
            Clock clock) {
        this.database = database;
        this.floors = floors;
        this.routes = routes;
        this.candidates = candidates;
        this.opener = opener;
        this.clock = clock;
    }

    /// At most `n` leads that are due, as many as agents, campaigns and trunks have room for. From here on they are
    /// `dialing`, and their call logs are open in this worker's name.
    List<Claim> due(UUID worker, int n) {
        return database.inTransaction(() -> {
            Instant locked = database.sql(LOCK).one(row -> row.instant("locked_at"));
            Instant now = clock.instant();
            CallOpener.Opening opening = new CallOpener.Opening(worker, now, Duration.between(locked, now));
            List<Claim> claims = new ArrayList<>();
            Routes.Free lines = routes.now(now);
            Floor floor = floors.read(Math.min(n, lines.lines()), lines.home(), now);
            for (List<Slot> slots = Sharing.slots(floor); !slots.isEmpty(); slots = Sharing.slots(floor)) {
                List<Pair> pairs = pairs(floor, slots, lines, now);
                claims.addAll(opener.open(pairs, opening));
                floor = floor.after(slots, pairs.stream().map(Pair::filled).toList());
            }
            return claims;
        });
    }

    /// Hardly any lead that is due may not be called, so few are looked at; where that was not enough, many.
    private List<Pair> pairs(Floor floor, List<Slot> slots, Routes.Free lines, Instant now) {
        Pairing pairing = new Pairing(floor, slots, lines);
        Map<Long, Integer> wanted = wanted(slots);
        for (int lookedAt : List.of(slots.size() + slots.size() / 2 + 10, LOOKED_AT)) {
            List<Candidate> found = candidates.of(floor, wanted, lookedAt, now);
            pairing.add(found);
            wanted.keySet().retainAll(pairing.unfilled());
            if (wanted.isEmpty() || lookedAt >= LOOKED_AT) {
                break;
            }
        }
        return pairing.pairs();
    }

    private static Map<Long, Integer> wanted(List<Slot> slots) {
        Map<Long, Integer> wanted = new HashMap<>();
        slots.forEach(slot -> wanted.merge(slot.campaign(), 1, Integer::sum));
        return wanted;
    }
}
