package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.telephony.CallRequest;
import org.voiceorchestrator.telephony.CallSignal;
import org.voiceorchestrator.telephony.PlacedCall;

/// Dials: claims leads that are due, has them called, each on a thread of its own, and takes over what a dead worker
/// left.
@Singleton
public final class DialingWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DialingWorker.class);
    /// Without news, leads whose time has come are looked for this often.
    private static final long LOOK_EVERY_MILLIS = 1000;
    /// News that come together are one.
    private static final long GATHER_MILLIS = 10;

    private final Claims claims;
    private final AttemptSettler settler;
    private final StuckCallRescuer rescuer;
    private final WorkerLease lease;
    private final CallPlacer placer;
    private final DialingSettings settings;
    private final TrunkSettings trunk;
    private final Clock clock;

    private final Lines lines;
    private final Brake brake = new Brake();
    private final Semaphore news = new Semaphore(0);
    private final ExecutorService calls = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());
    private volatile boolean stopping;

    DialingWorker(
            Claims claims,
            AttemptSettler settler,
            StuckCallRescuer rescuer,
            WorkerLease lease,
            CallPlacer placer,
            DialingSettings settings,
            TrunkSettings trunk,
            Clock clock) {
        this.claims = claims;
        this.settler = settler;
        this.rescuer = rescuer;
        this.lease = lease;
        this.placer = placer;
        this.settings = settings;
        this.trunk = trunk;
        this.clock = clock;
        this.lines = new Lines(settings.lines());
    }

    public void start() {
        Thread.ofPlatform().name("dialing-heartbeat").daemon().start(this::keepAlive);
        Thread.ofPlatform().name("dialing").daemon().start(this::dial);
    }

    /// There may be something to do: a campaign was activated, leads came in, a line or an agent is free.
    public void wake() {
        news.release();
    }

    /// One round: as many calls as there is room for.
    ///
    /// @return how many were begun
    int tick(Instant now) {
        int free = lines.free();
        if (free == 0 || !lease.isHeld() || !placer.isReady() || brake.isOn(now)) {
            return 0;
        }
        List<Claim> due = claims.due(lease.worker(), free);
        lines.take(due.size());
        due.forEach(claim -> begin(claim.callId(), () -> place(claim)));
        return due.size();
    }

    /// Goes on with the calls that dead workers have left.
    ///
    /// @return how many there were
    int rescue(Instant now) {
        if (!placer.isReady()) {
            return 0;
        }
        lease.forgetTheDead(now);
        List<StuckCallRescuer.Orphan> orphans = rescuer.takeOver(now, lines.free());
        lines.take(orphans.size());
        if (!orphans.isEmpty()) {
            LOG.info("taking over {} calls of workers that are gone", orphans.size());
        }
        orphans.forEach(orphan -> begin(orphan.callId(), () -> placer.follow(orphan.callId(), orphan.reached())));
        return orphans.size();
    }

    /// No more claims; live calls are followed for a while, and what is then still live is handed over.
    public void stop() throws InterruptedException {
        stopping = true;
        wake();
        if (lines.busy() > 0) {
            LOG.info("stopping: following {} live calls for {}", lines.busy(), settings.stopPatience());
        }
        if (!lines.awaitAllFree(settings.stopPatience().toMillis())) {
            LOG.info("stopping: handing over {} live calls", lines.busy());
        }
        lease.end();
        calls.shutdownNow();
    }

    private PlacedCall place(Claim claim) {
        if (!lease.isHeld()) {
            LOG.warn("call {} is not placed: this worker was away for longer than its lease", claim.callId());
            return new Unfollowed(clock.instant(), new CallOutcome.NotPlaced("the worker had lost its lease"));
        }
        return placer.place(new CallRequest(
                claim.callId(),
                claim.agentLegId(),
                trunk.gateway(),
                trunk.prefix() + claim.phoneNumber(),
                trunk.callerId(),
                claim.extension(),
                settings.ringFor(),
                settings.agentRingFor()));
    }

    private void begin(UUID call, Supplier<PlacedCall> beginning) {
        calls.execute(() -> {
            try {
                follow(call, beginning);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                lines.release();
                wake();
            }
        });
    }

    private void follow(UUID call, Supplier<PlacedCall> beginning) throws InterruptedException {
        CallAttempt attempt = new CallAttempt(call, lease.worker(), settler);
        try (PlacedCall placed = beginning.get()) {
            CallSignal.Ended end = attempt.follow(placed);
            if (brake.after(end.outcome(), clock.instant())) {
                LOG.warn(
                        "calls cannot be placed ({}); dialing pauses",
                        end.outcome().cause());
            }
        } catch (RuntimeException e) {
            LOG.error("call {} cannot be followed any further", call, e);
            attempt.follow(new Unfollowed(clock.instant(), new CallOutcome.Lost("an error here: see the log")));
        }
    }

    private void dial() {
        while (!stopping) {
            try {
                int begun = tick(clock.instant());
                if (begun == 0) {
                    news.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                }
                Thread.sleep(GATHER_MILLIS);
                news.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("a round of dialing failed; trying again", e);
                pause(LOOK_EVERY_MILLIS);
            }
        }
    }

    private void keepAlive() {
        while (!stopping) {
            try {
                lease.beat(clock.instant());
                rescue(clock.instant());
            } catch (RuntimeException e) {
                LOG.error("no heartbeat reaches the database; without it no calls are placed", e);
            }
            pause(lease.length().toMillis() / 5);
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
