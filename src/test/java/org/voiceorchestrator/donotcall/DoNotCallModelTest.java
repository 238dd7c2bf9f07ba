package org.voiceorchestrator.donotcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Role;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// One number through any story of entries, expiries, removals and changes of its lead by hand, beside a naive model
/// of what ought to be.
class DoNotCallModelTest {
    private static final TestServer server = new TestServer();
    private static final Caller BY = new Caller("model", Role.ADMIN, Optional.empty());
    private static final Instant FOR_GOOD = Instant.MAX;

    private static long campaign;

    @BeforeContainer
    static void start() {
        server.start();
        campaign = new Given(server).campaign();
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    sealed interface Step {
        /// @param hours until it expires; 0: for good
        record Add(DoNotCallScope scope, int hours) implements Step {}

        record Change(DoNotCallScope scope, int hours) implements Step {}

        record Remove(DoNotCallScope scope) implements Step {}

        record Pass(int hours) implements Step {}

        record Upkeep() implements Step {}

        record ByHand(String status) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        Arbitrary<DoNotCallScope> scopes = Arbitraries.of(DoNotCallScope.class);
        Arbitrary<Integer> hours = Arbitraries.integers().between(0, 5);
        Arbitrary<Step> step = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Combinators.combine(scopes, hours).as(Step.Add::new)),
                net.jqwik.api.Tuple.of(2, Combinators.combine(scopes, hours).as(Step.Change::new)),
                net.jqwik.api.Tuple.of(3, scopes.map(Step.Remove::new)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(1, 6).map(Step.Pass::new)),
                net.jqwik.api.Tuple.of(2, Arbitraries.create(Step.Upkeep::new)),
                net.jqwik.api.Tuple.of(
                        2,
                        Arbitraries.of("pending", "skipped", "do_not_call", "called")
                                .map(Step.ByHand::new)));
        return step.list().ofMinSize(1).ofMaxSize(14);
    }

    @Property(tries = 300)
    void leadsAndListsAreAsTheModelSays(@ForAll("stories") List<Step> stories) {
        Model model = new Model(server.clock().instant());
        for (Step step : stories) {
            model.take(step);
            model.check(step.toString());
        }
    }

    /// What ought to be, and the real one beside it.
    private static final class Model {
        private final String number = Given.freshNumber();
        private final long lead;
        private final Map<DoNotCallScope, Instant> entries = new EnumMap<>(DoNotCallScope.class);
        private String own = "pending";
        private Instant ownDue;

        Model(Instant now) {
            ownDue = now;
            lead = server.post("/api/dialer/leads/", Map.of("campaign", campaign, "phone_number", number))
                    .id();
        }

        private void take(Step step) {
            Instant now = server.clock().instant();
            switch (step) {
                case Step.Add add -> {
                    Instant wished = expiry(add.hours(), now);
                    entries.merge(
                            add.scope(),
                            wished,
                            (there, more) -> there.isAfter(now) && there.isAfter(more) ? there : more);
                    bean().add(body(add.scope(), add.hours(), now), BY, now);
                }
                case Step.Change change ->
                    entry(change.scope(), now).ifPresent(entry -> {
                        entries.put(change.scope(), expiry(change.hours(), now));
                        Map<String, Object> body = body(change.scope(), change.hours(), now);
                        bean().change(entry.id(), body, false, BY, now);
                    });
                case Step.Remove remove ->
                    entry(remove.scope(), now).ifPresent(entry -> {
                        entries.remove(remove.scope());
                        bean().remove(entry.id(), "the story wants it", BY, now);
                    });
                case Step.Pass pass -> server.clock().forward(Duration.ofHours(pass.hours()));
                case Step.Upkeep ignored -> {
                    server.bean(DoNotCallUpkeep.class).expire(now);
                    server.bean(DoNotCallUpkeep.class).stopLeads(now);
                    entries.values().removeIf(expiry -> !expiry.isAfter(now));
                    assertThat(entry(DoNotCallScope.COMPANY, now).isPresent())
                            .isEqualTo(entries.containsKey(DoNotCallScope.COMPANY));
                }
                case Step.ByHand byHand -> byHand(byHand.status(), now);
            }
        }

        private void byHand(String status, Instant now) {
            Answer answer = server.patch("/api/dialer/leads/" + lead, Map.of("status", status));
            boolean stopped = own.equals("pending") && strictest(now).equals(FOR_GOOD);
            boolean refused = status.equals("pending") && strictest(now).equals(FOR_GOOD);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(refused ? 409 : 200);
            if (refused || (stopped && status.equals("do_not_call"))) {
                return;
            }
            if (status.equals("pending") && !own.equals("pending")) {
                ownDue = now;
            }
            own = status;
        }

        private void check(String step) {
            Instant now = server.clock().instant();
            Answer shown = server.get("/api/dialer/leads/" + lead);
            Instant strictest = strictest(now);
            boolean stopped = own.equals("pending") && strictest.equals(FOR_GOOD);
            assertThat(shown.at("status")).as(step).isEqualTo(stopped ? "do_not_call" : own);
            Instant due = Instant.parse(String.valueOf(shown.at("due_at")));
            if (own.equals("pending") && !stopped) {
                if (strictest.isAfter(ownDue)) {
                    assertThat(due).as(step).isEqualTo(strictest);
                } else {
                    assertThat(due).as(step).isBeforeOrEqualTo(now);
                }
            }
            assertThat(server.get("/api/dialer/do-not-call/check/?number=" + number + "&campaign=" + campaign)
                            .at("may_be_called"))
                    .as(step)
                    .isEqualTo(strictest.equals(Instant.MIN));
        }

        /// Until when some list keeps the number from being called; none: always.
        private Instant strictest(Instant now) {
            return entries.values().stream()
                    .filter(expiry -> expiry.isAfter(now))
                    .max(Instant::compareTo)
                    .orElse(Instant.MIN);
        }

        private Optional<DoNotCallEntry> entry(DoNotCallScope scope, Instant now) {
            Long list = scope == DoNotCallScope.CAMPAIGN ? campaign : null;
            return server.bean(DoNotCallEntries.class)
                    .find(new org.voiceorchestrator.phone.PhoneNumber(number), list, now);
        }

        private Map<String, Object> body(DoNotCallScope scope, int hours, Instant now) {
            Map<String, Object> body = new HashMap<>(Map.of("phone_number", number));
            if (scope == DoNotCallScope.CAMPAIGN) {
                body.put("campaign", campaign);
            }
            body.put("expires_at", hours == 0 ? "" : expiry(hours, now).toString());
            return body;
        }

        private static Instant expiry(int hours, Instant now) {
            return hours == 0 ? FOR_GOOD : now.plus(Duration.ofHours(hours));
        }

        private static DoNotCallAdministration bean() {
            return server.bean(DoNotCallAdministration.class);
        }
    }
}
