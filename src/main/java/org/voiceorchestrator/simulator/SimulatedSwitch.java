package org.voiceorchestrator.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A FreeSWITCH that places no calls: it listens on a port of the loopback interface and behaves as its scenario says.
/// All methods may be called from any thread.
///
/// Attempts are counted over restarts, and the history of calls stays.
public final class SimulatedSwitch implements AutoCloseable {
    /// So long a real one goes on after SIGTERM until it closes its connections.
    private static final Duration SHUTDOWN_LASTS = Duration.ofMillis(2300);

    private final SwitchTime time;
    private final CallHistory history = new CallHistory();
    private final SwitchCore core;
    private final int port;
    private volatile ConnectionListener listener;
    private volatile @Nullable CountDownLatch ice;

    private SimulatedSwitch(SimulatedSwitchConfig config, Clock clock) {
        time = new SwitchTime(clock, config.timeScale());
        core = new SwitchCore(config, time, history);
        listener = listen(config.port());
        port = listener.port();
        time.run(core::begin);
    }

    public static SimulatedSwitch start(SimulatedSwitchConfig config) {
        return start(config, Clock.systemUTC());
    }

    /// The switch's clock begins at the given clock's instant.
    public static SimulatedSwitch start(SimulatedSwitchConfig config, Clock clock) {
        return new SimulatedSwitch(config, clock);
    }

    private ConnectionListener listen(int wanted) {
        return ConnectionListener.open(
                wanted,
                new ConnectionListener.Callbacks(
                        session -> time.run(() -> core.connected(session)),
                        (session, request) -> time.run(() -> core.requested(session, request)),
                        session -> time.run(() -> core.disconnected(session))));
    }

    public int port() {
        return port;
    }

    public String coreUuid() {
        return time.ask(() -> core.bus().coreUuid());
    }

    /// Every originate that a client ever gave, in order, also those that were refused.
    public List<PlacedCall> calls() {
        return history.calls();
    }

    /// The same and the legs that bridges placed.
    public List<PlacedCall> legs() {
        return history.legs();
    }

    /// Those of [#calls] that have not been hung up.
    public List<PlacedCall> liveCalls() {
        return history.liveCalls();
    }

    /// Numbers behind a gateway that had two calls at one time.
    public Set<String> overlappingCalls() {
        return history.overlapping();
    }

    /// Waits until no channel is left; false when there still is one after that time (of the wall's clock).
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        return history.awaitIdle(patience);
    }

    /// Cuts all connections; calls go on, and new connections are welcome.
    public void dropConnections() {
        listener.cutAll();
    }

    /// The process stops as if suspended: connections stay open and new ones come to be, but nothing is said, and what
    /// would have happened meanwhile happens after [#unfreeze].
    public synchronized void freeze() {
        if (ice == null) {
            var melted = new CountDownLatch(1);
            ice = melted;
            time.run(() -> await(melted));
        }
    }

    public synchronized void unfreeze() {
        var melting = ice;
        if (melting != null) {
            ice = null;
            melting.countDown();
        }
    }

    private static void await(CountDownLatch melted) {
        try {
            melted.await();
        } catch (InterruptedException _) {
            // the switch is being closed
            Thread.currentThread().interrupt();
        }
    }

    /// kill -9 and a new start: connections end without a word, all calls are gone without an event, and the Core-UUID
    /// is another one.
    public void restart() {
        crash();
        boot();
    }

    /// kill -9: until [#boot] nobody can connect.
    public synchronized void crash() {
        unfreeze();
        listener.close();
        time.ask(() -> {
            core.crash();
            return true;
        });
        listener.cutAll();
    }

    /// Starts again on the same port after [#crash] or [#shutdown].
    public synchronized void boot() {
        listener = listen(port);
        time.run(core::begin);
    }

    /// SIGTERM: all calls end with SYSTEM_SHUTDOWN, 2.3 seconds later connections are told and closed. Returns when
    /// that is done.
    public void shutdown() throws InterruptedException {
        var done = new CountDownLatch(1);
        time.run(() -> {
            core.hangUpAllForShutdown();
            time.after(SHUTDOWN_LASTS, () -> {
                core.sayShutdown();
                done.countDown();
            });
        });
        done.await();
        synchronized (this) {
            listener.close();
            time.ask(() -> {
                core.crash();
                return true;
            });
        }
    }

    /// Every event comes twice, as some of the real switch's do.
    public void duplicateEvents(boolean twice) {
        time.run(() -> core.bus().sendTwice(twice));
    }

    /// Events of different channels and jobs come in another order than they happened, up to 300 ms late; those of one
    /// channel stay in theirs, as with the real switch.
    public void jumbleEvents(boolean jumbled) {
        time.run(() -> core.bus().jumble(jumbled));
    }

    public void gatewayDown(String gateway) {
        time.run(() -> core.gateways().mark(gateway, true));
    }

    public void gatewayUp(String gateway) {
        time.run(() -> core.gateways().mark(gateway, false));
    }

    /// The phone of an agent, and what is done with it by hand.
    public Softphone phone(String extension) {
        return new Softphone(time, core.phones(), extension);
    }

    public void maxSessions(int most) {
        time.run(() -> core.admission().maxSessions(most));
    }

    /// From the next second on, N admits N-1.
    public void sessionsPerSecond(int most) {
        time.run(() -> core.admission().perSecond(most));
    }

    @Override
    public synchronized void close() {
        unfreeze();
        listener.close();
        listener.cutAll();
        time.close();
    }
}
