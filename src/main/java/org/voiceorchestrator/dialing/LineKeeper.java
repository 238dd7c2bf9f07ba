package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.KeepTrying;
import org.voiceorchestrator.database.Notifications;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.telephony.LineSignal;
import org.voiceorchestrator.telephony.PlacedLine;
import org.voiceorchestrator.trunk.Node;

/// Keeps lines to agents up: rings those who are to have one, follows each on a thread of its own, hangs up what is
/// not needed any more, and goes on with the lines of workers that are gone.
///
///     none ── available, a campaign on lines ──> ringing ── answered ──> up <──> (customers, one at a time)
///
/// - not answered, or hung up between calls: none, and the agent is on break
/// - hung up to end a call, or gone with the switch, or unseen: none, and rung anew
/// - the agent on break, offline, out of the campaign, or at another phone, or the switch used no more: `ending`
///   behind the current call, then none
/// - the switch away for five seconds: nobody's, until somebody goes on with it; after ten more none, and rung anew
///   where the lines are then
@Singleton
public final class LineKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LineKeeper.class);
    private static final String CHANNEL = "dialing";
    /// A line whose agent said break goes when the call is over, of which nobody tells us.
    private static final Duration WHILE_LINES_ARE_UP = Duration.ofSeconds(1);
    /// A worker dies without a word.
    private static final Duration WHILE_THERE_ARE_NONE = Duration.ofSeconds(5);
    /// A line that could not be made for no fault of the agent's is not tried again at once.
    private static final Duration REST = Duration.ofSeconds(5);
    /// What nobody has gone on with by then is rung anew, where a switch can be reached.
    private static final Duration NOBODYS = Duration.ofSeconds(10);
    private static final long BETWEEN_TRIES_MILLIS = 1000;
    /// News that come together are one: there are some for every call that begins or ends.
    private static final long GATHER_MILLIS = 100;

    private final AgentLines lines;
    private final StrayLines strays;
    private final WorkerLease lease;
    private final CallPlacer placer;
    private final Notifications notifications;
    private final SwitchNodes nodes;
    private final DialingSettings settings;
    private final Clock clock;

    private final Map<UUID, Followed> followed = new ConcurrentHashMap<>();
    private final Map<Long, Instant> resting = new ConcurrentHashMap<>();
    /// Those whose switch went away while they were followed here.
    private final Map<UUID, AgentLines.Line> outOfReach = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("line-", 0).factory());
    private final Thread keeping = Thread.ofVirtual().name("lines").unstarted(this::keep);
    private Notifications.Listening listening = () -> {};
    private volatile boolean stopping;

    private record Followed(PlacedLine placed, Future<?> thread) {}

    LineKeeper(
            AgentLines lines,
            StrayLines strays,
            WorkerLease lease,
            CallPlacer placer,
            Notifications notifications,
            SwitchNodes nodes,
            DialingSettings settings,
            Clock clock) {
        this.lines = lines;
        this.strays = strays;
        this.lease = lease;
        this.placer = placer;
        this.notifications = notifications;
        this.nodes = nodes;
        this.settings = settings;
        this.clock = clock;
    }

    public void start() {
        keeping.start();
        listening = notifications.listen(CHANNEL, news::release);
    }

    /// Lines stay up: whoever comes after this process goes on with them.
    public void stop() throws InterruptedException {
        stopping = true;
        listening.end();
        keeping.interrupt();
        threads.shutdownNow();
        threads.awaitTermination(settings.lease().toMillis(), TimeUnit.MILLISECONDS);
    }

    /// One round, under the lease of this worker.
    void look(Instant now) {
        long term = lease.term();
        if (!placer.isReady() || !lease.isHeld(term)) {
            return;
        }
        List<Node> active = nodes.active();
        Set<Long> used = nodes.used(active);
        Set<Long> known = placer.known();
        Instant deadSince = now.minus(lease.length());
        strays.adopt(lease.worker(), known, followed.keySet(), deadSince)
                .forEach(line -> follow(line, placer.followLine(line.node(), line.id())));
        strays.letGoOfTheDead(known, deadSince, now);
        strays.forget(now.minus(NOBODYS));
        endForgotten(known);
        if (!followed.isEmpty()) {
            lines.toEnd(lease.worker(), used, now).forEach(this::end);
        }
        resting.values().removeIf(until -> !until.isAfter(now));
        AgentLines.Switches switches = new AgentLines.Switches(used, nodes.reachable(active));
        lines.open(lease.worker(), switches, Set.copyOf(resting.keySet()), now).forEach(line -> {
            // a worker that was away since then may not ring what others have taken over meanwhile
            if (lease.isHeld(term)) {
                follow(line, placer.ringLine(line.node(), line.id(), line.extension(), settings.agentRingFor()));
            }
        });
    }

    /// Lines that were out of reach and were forgotten meanwhile may still be up.
    private void endForgotten(Set<Long> known) {
        outOfReach.values().stream()
                .filter(line -> known.contains(line.node()))
                .filter(line -> outOfReach.remove(line.id(), line))
                .filter(line -> !strays.isKnown(line.id()))
                .forEach(line -> {
                    try (PlacedLine placed = placer.followLine(line.node(), line.id())) {
                        placed.end();
                    }
                });
    }

    private void end(UUID line) {
        Followed its = followed.get(line);
        if (its != null) {
            its.placed().end();
        }
    }

    private void follow(AgentLines.Line line, PlacedLine placed) {
        FutureTask<Void> following = new FutureTask<>(() -> run(line, placed), null);
        Followed before = followed.put(line.id(), new Followed(placed, following));
        if (before != null) {
            // it was another worker's for a while: what was heard here meanwhile was written by nobody
            before.thread().cancel(true);
        }
        threads.execute(following);
    }

    private void run(AgentLines.Line its, PlacedLine placed) {
        UUID line = its.id();
        try (placed) {
            followToTheEnd(its, placed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("line {} cannot be followed any further; taking it up again", line, e);
        } finally {
            followed.computeIfPresent(line, (_, one) -> one.placed().equals(placed) ? null : one);
            news.release();
        }
    }

    private void followToTheEnd(AgentLines.Line its, PlacedLine placed) throws InterruptedException {
        UUID line = its.id();
        long agent = its.agent();
        boolean up = false;
        while (true) {
            switch (placed.next()) {
                case LineSignal.Up(Instant at) -> {
                    up = true;
                    if (!write(line, () -> lines.up(line, lease.worker(), at))) {
                        placed.end();
                    }
                }
                case LineSignal.OutOfReach(Instant at) -> {
                    LOG.warn("line {} of agent {} cannot be followed from here: its switch is away", line, agent);
                    outOfReach.put(line, its);
                    write(line, () -> strays.letGo(line, lease.worker(), at));
                    return;
                }
                case LineSignal.Gone gone -> {
                    boolean wasUp = up;
                    LOG.info("line {} of agent {} is gone: {}", line, agent, gone.cause());
                    if (!write(line, () -> {
                        if (lines.gone(line, lease.worker(), wasUp, gone) && !gone.byAgent()) {
                            resting.put(agent, clock.instant().plus(REST));
                        }
                    })) {
                        lines.drop(line, lease.worker());
                    }
                    return;
                }
            }
        }
    }

    /// While the database is away it is kept and written later.
    ///
    /// @return false: the database refuses it
    private static boolean write(UUID line, Runnable statement) throws InterruptedException {
        return KeepTrying.untilDone("line " + line + ": what became of it", statement);
    }

    private void keep() {
        while (!stopping) {
            try {
                look(clock.instant());
                Duration wait = followed.isEmpty() ? WHILE_THERE_ARE_NONE : WHILE_LINES_ARE_UP;
                news.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                Thread.sleep(GATHER_MILLIS);
                news.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("the lines could not be looked after; trying again", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
