package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Notifications;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.telephony.OwnCall;

/// Dials: claims leads that are due, has them called, each on a thread of its own, and takes over what a dead worker
/// left.
@Singleton
public final class DialingWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DialingWorker.class);
    private static final long AFTER_A_FAILURE_MILLIS = 1000;
    /// What the database tells dialers on, see its triggers.
    private static final String CHANNEL = "dialing";
    private static final String ACTIONS = "call_actions";
    /// News that come together are one.
    private static final long GATHER_MILLIS = 10;
    /// So long calls that have ended may take to be written down when the process stops.
    private static final Duration SETTLING_AT_STOP = Duration.ofSeconds(3);

    private final Claims claims;
    private final OrderedCalls orders;
    private final OwnCalls ownCalls;
    private final CallStarter starter;
    private final StuckCallRescuer rescuer;
    private final WorkerLease lease;
    private final NextLook next;
    private final Notifications notifications;
    private final CallPlacer placer;
    private final SwitchNodes nodes;
    private final DialingSettings settings;
    private final Clock clock;

    private final LiveCalls live;
    private final Semaphore news = new Semaphore(0);
    /// Held from counting the free lines until they are taken, and from a claim until its calls are followed.
    private final ReentrantLock taking = new ReentrantLock();
    private final Thread dialing = Thread.ofPlatform().name("dialing").daemon().unstarted(this::dial);
    private final CountDownLatch ended = new CountDownLatch(1);
    private Notifications.Listening listening = () -> {};
    private Notifications.Listening handling = () -> {};
    private volatile boolean stopping;

    DialingWorker(
            Claims claims,
            OrderedCalls orders,
            CallActions actions,
            OwnCalls ownCalls,
            CallStarter starter,
            AttemptSettler settler,
            StuckCallRescuer rescuer,
            WorkerLease lease,
            NextLook next,
            Notifications notifications,
            CallPlacer placer,
            SwitchNodes nodes,
            DialingSettings settings,
            Clock clock) {
        this.claims = claims;
        this.orders = orders;
        this.ownCalls = ownCalls;
        this.starter = starter;
        this.rescuer = rescuer;
        this.lease = lease;
        this.next = next;
        this.notifications = notifications;
        this.placer = placer;
        this.nodes = nodes;
        this.settings = settings;
        this.clock = clock;
        this.live = new LiveCalls(settings.lines(), lease.worker(), settler, actions, clock, this::wake);
    }

    public void start() {
        placer.whenReady(this::wake);
        Thread.ofPlatform().name("dialing-heartbeat").daemon().start(this::keepAlive);
        dialing.start();
        listening = notifications.listen(CHANNEL, this::wake);
        placer.tellOwnCalls((call, node) -> Thread.startVirtualThread(() -> follow(call, node)));
        handling = notifications.listen(ACTIONS, this::handle);
    }

    /// There may be something to do: a campaign was activated, leads came in, a line or an agent is free.
    public void wake() {
        news.release();
    }

    /// Somebody wants something done with calls.
    void handle() {
        try {
            live.handle();
        } catch (RuntimeException e) {
            LOG.warn("what is to be done with calls could not be read; trying again: {}", e.getMessage());
        }
    }

    /// An agent has begun a call on their own phone.
    void follow(OwnCall call, long node) {
        taking.lock();
        try {
            if (!stopping && live.freeLines() > 0) {
                ownCalls.open(call, node, lease.worker()).ifPresent(claim -> starter.follow(claim, live));
            }
        } catch (RuntimeException e) {
            LOG.error("what {} dials on their own phone could not be written down", call.extension(), e);
        } finally {
            taking.unlock();
        }
    }

    int callsUnderWay() {
        return live.count();
    }

    /// One round: as many calls as there is room for.
    ///
    /// @return how many were begun
    int tick(Instant now) {
        taking.lock();
        try {
            long term = lease.term();
            int free = live.freeLines();
            if (free == 0 || !lease.isHeld(term) || !placer.isReady()) {
                return 0;
            }
            List<OrderedCalls.Ordered> ordered = orders.take(lease.worker(), free, placer.known(), now);
            ordered.forEach(order -> starter.begin(order, term, live));
            if (free == ordered.size()) {
                return ordered.size();
            }
            List<Claim> due = claims.due(lease.worker(), free - ordered.size());
            due.forEach(claim -> starter.begin(claim, term, live));
            return ordered.size() + due.size();
        } finally {
            taking.unlock();
        }
    }

    /// Goes on with the calls that nobody follows.
    ///
    /// @return how many there were
    int rescue(Instant now) {
        // a claim that takes long (the database is slow) must not keep the heart from beating
        Set<Long> known = placer.known();
        if (known.isEmpty() || !taking.tryLock()) {
            return 0;
        }
        try {
            lease.forgetTheDead(now);
            List<StuckCallRescuer.Orphan> orphans = rescuer.takeOver(now, live.freeLines(), known, live.ids());
            if (!orphans.isEmpty()) {
                LOG.info("taking over {} calls that nobody follows", orphans.size());
            }
            orphans.forEach(orphan -> starter.goOnWith(orphan, live));
            live.handle();
            return orphans.size();
        } finally {
            taking.unlock();
        }
    }

    /// No more claims; live calls are followed for a while, and what is then still live is handed over. The heart
    /// beats until then, or another worker would take the calls over before they are let go.
    public void stop() throws InterruptedException {
        stopping = true;
        listening.end();
        handling.end();
        wake();
        if (dialing.isAlive()) {
            dialing.join(settings.lease());
        }
        if (live.count() > 0) {
            LOG.info("stopping: following {} live calls for {}", live.count(), settings.stopPatience());
        }
        try {
            if (!live.awaitNone(settings.stopPatience())) {
                LOG.info("stopping: handing over {} live calls", live.count());
            }
            live.handOver(SETTLING_AT_STOP);
        } finally {
            ended.countDown();
            lease.end();
        }
    }

    private void dial() {
        while (!stopping) {
            try {
                int begun = tick(clock.instant());
                if (begun == 0) {
                    Duration wait = next.after(clock.instant(), live.count() > 0);
                    news.tryAcquire(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
                }
                Thread.sleep(GATHER_MILLIS);
                news.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("a round of dialing failed; trying again", e);
                pause(AFTER_A_FAILURE_MILLIS);
            }
        }
    }

    private void keepAlive() {
        try {
            do {
                beat();
            } while (!ended.await(lease.length().toMillis() / 5, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            lease.beat(clock.instant());
            nodes.connect();
            nodes.tell(lease.worker());
            if (!stopping) {
                rescue(clock.instant());
            }
        } catch (RuntimeException e) {
            LOG.error("no heartbeat reaches the database; without it no calls are placed", e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
