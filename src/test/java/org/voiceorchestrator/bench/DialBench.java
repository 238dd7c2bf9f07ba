package org.voiceorchestrator.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// How soon a lead that may be called is called, how many calls a second one process makes, what a call costs it, and
/// what it asks the database when there is nothing to do. Dialer, switch and PostgreSQL share the machine.
public final class DialBench {
    private static final int ROUNDS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String SWITCH_THREAD = "simulated-switch";

    private DialBench() {}

    public static void main(String[] args) {
        List<String> wanted = args.length > 0 ? List.of(args) : List.of("latency", "rate", "live", "idle");
        if (wanted.contains("latency")) {
            latency();
        }
        if (wanted.contains("rate")) {
            rate("refused by the network", Scenario.always(CallBehaviour.refuses(486)), 20_000);
            rate(
                    "talk with an agent",
                    Scenario.always(CallBehaviour.answersAfter(Duration.ofMillis(500), Duration.ofSeconds(2))),
                    10_000);
        }
        if (wanted.contains("live")) {
            live();
        }
        if (wanted.contains("idle")) {
            idle();
        }
    }

    /// A server that dials, its switch, and one campaign whose agents take 3,000 calls at a time.
    private static final class House implements AutoCloseable {
        private final SimulatedSwitch simulated;
        private final TestServer server;
        private final GivenCalls given;
        private final long campaign;

        House(Scenario scenario) {
            simulated = SimulatedSwitch.start(SimulatedSwitchConfig.of(scenario.agentsTakeSeveralCalls()));
            server = new TestServer()
                    .withSystemClock()
                    .with("database.url", TestDatabase.fresh())
                    .with("dialer.dialing.enabled", true)
                    .with("dialer.dialing.lines", 3000)
                    .with("dialer.trunk.lines", 3000)
                    .with("dialer.trunk.calls-per-second", 10_000)
                    .with("freeswitch.host", "127.0.0.1")
                    .with("freeswitch.port", simulated.port())
                    .with("freeswitch.password", "ClueCon")
                    .start();
            given = new GivenCalls(server.database());
            campaign = given.campaign("Bench", given.agent("Bench", "200", 100));
            for (int i = 1; i < 30; i++) {
                given.agent("Bench" + i, String.valueOf(200 + i), 100);
            }
            change("INSERT INTO campaign_agents SELECT %d, id FROM agents ON CONFLICT DO NOTHING".formatted(campaign));
            Await.until(
                    "the switch is there", () -> server.bean(CallPlacer.class).isReady());
        }

        long count(String from) {
            return server.database().sql("SELECT count(*) AS n FROM " + from).one(row -> row.bigint("n"));
        }

        /// By the figures: counting the call log again and again would be most of what is measured.
        long ended() {
            return server.database()
                    .sql("SELECT coalesce(sum(total_calls - live_calls), 0)::bigint AS n FROM campaign_figures")
                    .one(row -> row.bigint("n"));
        }

        void change(String statement) {
            server.database().sql(statement).update();
        }

        @Override
        public void close() {
            server.close();
            simulated.close();
        }
    }

    private static void latency() {
        try (House house = new House(Scenario.always(CallBehaviour.refuses(486)))) {
            List<Double> added = new ArrayList<>();
            List<Double> due = new ArrayList<>();
            List<Double> activated = new ArrayList<>();
            String path = "/api/dialer/campaigns/" + house.campaign;
            for (int i = 0; i < ROUNDS; i++) {
                Instant before = now();
                house.given.leads(house.campaign, List.of("92300%07d".formatted(i)));
                added.add(since(before, house, 3 * i));

                Instant soon = now().plusMillis(200);
                house.server
                        .database()
                        .sql("""
                                INSERT INTO leads (campaign_id, phone_number, segment, max_attempts, due_at)
                                VALUES (:campaign, :number, 'follow_up', 1, :due)
                                """)
                        .with("campaign", house.campaign)
                        .with("number", "92301%07d".formatted(i))
                        .with("due", soon)
                        .update();
                due.add(since(soon, house, 3 * i + 1));

                house.server.post(path + "/pause/");
                house.given.leads(house.campaign, List.of("92302%07d".formatted(i)));
                LockSupport.parkNanos(50_000_000);
                before = now();
                house.server.post(path + "/activate/");
                activated.add(since(before, house, 3 * i + 2));
            }
            tell("a lead is added", added);
            tell("a lead is due", due);
            tell("a campaign is activated (from the request on)", activated);
        }
    }

    private static Instant now() {
        return java.time.Clock.systemUTC().instant();
    }

    /// From then until the switch heard of the next call, in milliseconds; waits until that has ended.
    private static double since(Instant then, House house, int callsBefore) {
        Await.until("it is dialed", () -> house.simulated.calls().size() > callsBefore);
        Instant heard = house.simulated.calls().get(callsBefore).startedAt();
        Await.until("it is over", () -> house.count("call_logs WHERE ended_at IS NOT NULL") > callsBefore);
        return Duration.between(then, heard).toNanos() / 1e6;
    }

    private static void tell(String what, List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s -> originate: median %.0f ms, 95 of 100 within %.0f ms, longest %.0f ms%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted[sorted.length - 1]);
    }

    private static void rate(String what, Scenario scenario, int calls) {
        try (House house = new House(scenario)) {
            house.change("UPDATE campaigns SET status = 'paused'");
            house.given.leads(house.campaign, numbers(calls));
            house.change("ANALYZE");
            double ours = ourSeconds();
            long began = System.nanoTime();
            house.change("UPDATE campaigns SET status = 'active'");
            Await.until("all are over", PATIENCE, () -> house.ended() >= calls);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d calls that %s: %.0f a second, %.2f ms of processor each (PostgreSQL and switch aside)%n",
                    calls,
                    what,
                    calls / seconds,
                    1000 * (ourSeconds() - ours) / calls);
        }
    }

    private static void live() {
        try (House house = new House(Scenario.always(CallBehaviour.staysAfter(Duration.ofMillis(500))))) {
            house.given.leads(house.campaign, numbers(3000));
            long began = System.nanoTime();
            Await.until(
                    "3,000 talk",
                    PATIENCE,
                    () -> house.count("call_logs WHERE bridged_at IS NOT NULL AND ended_at IS NULL") == 3000);
            double seconds = (System.nanoTime() - began) / 1e9;
            double before = ourSeconds();
            LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(
                    Locale.ROOT,
                    "3,000 live calls after %.1f s; then %.1f %% of a processor, %d MB of heap with the switch's%n",
                    seconds,
                    100 * (ourSeconds() - before) / 20,
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        }
    }

    private static void idle() {
        try (House house = new House(Scenario.always(CallBehaviour.refuses(486)))) {
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            long before = transactions(house);
            LockSupport.parkNanos(Duration.ofSeconds(60).toNanos());
            System.out.printf(
                    "idle, one campaign without leads: %d transactions a minute%n", transactions(house) - before);
        }
    }

    private static long transactions(House house) {
        return house.server
                .database()
                .sql("SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()")
                .one(row -> row.bigint("n"));
    }

    private static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add("92300%07d".formatted(i));
        }
        return numbers;
    }

    /// Of processor time, without the switch's thread.
    private static double ourSeconds() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long switches = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals(SWITCH_THREAD))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
        return (system.getProcessCpuTime() - switches) / 1e9;
    }
}
