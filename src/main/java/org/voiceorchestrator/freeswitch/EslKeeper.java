package org.voiceorchestrator.freeswitch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one connection: makes it, looks after it, makes it again. Its thread goes round and round until it is closed.
final class EslKeeper implements EslConnection.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(EslKeeper.class);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private final EslSettings settings;
    private final EslTimeouts timeouts;
    private final EslStates states;
    private final EslJobs jobs;
    private final EslDispatcher dispatcher;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable EslConnection connection;
    private volatile String firstJob = "";
    private volatile CountDownLatch up = new CountDownLatch(1);
    private volatile long lastHeartbeat;
    /// The reader's alone; there is one reader at a time.
    private Optional<String> previousCore = Optional.empty();

    EslKeeper(EslSettings settings, EslStates states, EslJobs jobs, EslDispatcher dispatcher) {
        this.settings = settings;
        this.timeouts = settings.timeouts();
        this.states = states;
        this.jobs = jobs;
        this.dispatcher = dispatcher;
        this.thread =
                Thread.ofVirtual().name("esl-keeper " + settings.address()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// The connection while it is ready for commands.
    EslConnection ready() throws EslConnectionLost {
        var ready = connection;
        var state = states.current();
        if (ready == null || !(state instanceof EslState.Ready)) {
            throw new EslConnectionLost(state.inWords(), false);
        }
        return ready;
    }

    void close(Duration patience) throws InterruptedException {
        states.move(new EslState.Close());
        closing.countDown();
        var open = connection;
        if (open != null) {
            open.close("closed by us");
        }
        if (!dispatcher.isThisThread()) {
            thread.join(patience);
        }
    }

    private void run() {
        var backOff = new BackOff(timeouts, ThreadLocalRandom.current());
        try {
            while (!isClosing()) {
                try {
                    connectOnce();
                } catch (RuntimeException e) {
                    LOG.error("keeping the connection to the switch failed", e);
                    states.move(new EslState.Lost("an error of ours: " + e));
                }
                rest(backOff.after(states.current()));
            }
        } catch (InterruptedException _) {
            LOG.debug("the keeper was told to end");
        }
    }

    private void rest(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = until - System.nanoTime()) {
            jobs.forgetOverdue();
            if (closing.await(Math.min(left, LONGEST_TICK.toNanos()), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    private void connectOnce() throws InterruptedException {
        states.move(new EslState.Attempt());
        up = new CountDownLatch(1);
        EslConnection made;
        try {
            made = EslConnection.open(settings, this);
        } catch (IOException e) {
            states.move(new EslState.Lost("can't connect: " + e.getMessage()));
            return;
        }
        connection = made;
        try {
            // what close() can't have seen
            if (!isClosing() && shakeHands(made)) {
                watch(made);
            }
        } catch (EslException e) {
            made.close(String.valueOf(e.getMessage()));
        } finally {
            made.close("given up");
            while (!made.awaitEnd(LONGEST_TICK)) {
                jobs.forgetOverdue();
            }
            connection = null;
            states.move(new EslState.Lost(made.whyClosed()));
        }
    }

    /// False when it came to nothing; the state says why.
    private boolean shakeHands(EslConnection made) throws EslException, InterruptedException {
        states.move(new EslState.TcpOpened());
        if (made.awaitGreeting(timeouts.connect()) instanceof EslMessage.RudeRejection) {
            states.move(new EslState.Refused("its access list does not have this machine"));
            return false;
        }
        states.move(new EslState.Greeted());
        if (!accepted(made.send(WireCommand.auth(settings.address().password()), timeouts.reply()))) {
            states.move(new EslState.Refused("it refused the password"));
            return false;
        }
        states.move(new EslState.PasswordAccepted());
        lastHeartbeat = System.nanoTime();
        var subscribed = made.send(WireCommand.events(settings.subscriptions()), timeouts.reply());
        if (!accepted(subscribed)) {
            made.close("the switch refused the subscriptions: " + subscribed);
            return false;
        }
        return awaitFirstEvent(made);
    }

    /// A job that does nothing: its end is an event, and shows that events come and from which core. Where the user
    /// may not run it, the next HEARTBEAT does.
    private boolean awaitFirstEvent(EslConnection made) throws EslException, InterruptedException {
        firstJob = UUID.randomUUID().toString();
        var reply = made.send(WireCommand.bgapi(EslCommand.status(), firstJob), timeouts.reply());
        var patience = accepted(reply) ? timeouts.reply() : timeouts.heartbeat();
        long until = System.nanoTime() + patience.toNanos();
        while (!up.await(tick().toNanos(), TimeUnit.NANOSECONDS)) {
            if (made.isClosed() || (System.nanoTime() - until > 0 && !made.isHeldUp())) {
                made.close("subscribed, and no event came");
                return false;
            }
        }
        return true;
    }

    private static boolean accepted(EslMessage message) {
        return message instanceof EslMessage.CommandReply reply && reply.ok();
    }

    private void watch(EslConnection made) throws InterruptedException {
        while (!made.awaitEnd(tick())) {
            jobs.forgetOverdue();
            if (made.isHeldUp()) {
                // the listener's fault: what the switch sent meanwhile is still to be read
                lastHeartbeat = System.nanoTime();
            } else if (System.nanoTime() - lastHeartbeat > timeouts.heartbeat().toNanos()) {
                made.close("no HEARTBEAT for " + timeouts.heartbeat().toSeconds() + " s");
            } else if (made.silence().compareTo(timeouts.silence()) > 0) {
                askForASign(made);
            }
        }
    }

    private void askForASign(EslConnection made) throws InterruptedException {
        try {
            made.send(WireCommand.api(EslCommand.uuidExists(new UUID(0, 0).toString())), timeouts.reply());
        } catch (EslTimeout _) {
            if (!made.isHeldUp() && made.silence().compareTo(timeouts.silence()) > 0) {
                made.close("the switch gives no sign of life");
            }
        } catch (EslConnectionLost _) {
            LOG.debug("the connection ended while it was asked for a sign of life");
        }
    }

    private Duration tick() {
        var tick = timeouts.silence().dividedBy(4);
        return tick.compareTo(LONGEST_TICK) < 0 ? tick : LONGEST_TICK;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    @Override
    public void onEvent(EslConnection from, EslEvent event) throws InterruptedException {
        if (up.getCount() > 0 && event.coreUuid().isPresent()) {
            comeUp(from, event.coreUuid().get());
        }
        if (event.name().equals("HEARTBEAT")) {
            lastHeartbeat = System.nanoTime();
        }
        jobs.take(event);
        if (!isFirstJob(event)) {
            dispatcher.put(new EslDispatcher.Happened(event), () -> !from.isClosed());
        }
    }

    private boolean isFirstJob(EslEvent event) {
        return event.name().equals("BACKGROUND_JOB") && event.jobUuid().equals(Optional.of(firstJob));
    }

    private void comeUp(EslConnection from, String coreUuid) throws InterruptedException {
        var session = new EslSession(coreUuid, previousCore);
        if (session.restarted()) {
            jobs.loseAll("the switch was started anew");
        }
        states.move(new EslState.FirstEvent(coreUuid));
        if (dispatcher.put(new EslDispatcher.Up(session), () -> !from.isClosed())) {
            // only now: a restart that the listener was not told of would never be told
            previousCore = Optional.of(coreUuid);
            up.countDown();
        }
    }

    @Override
    public void onEnd(EslConnection from, String reason) throws InterruptedException {
        // before it was up the state is the keeper's own, who is amid a step of it
        if (up.getCount() == 0) {
            states.move(new EslState.Lost(reason));
            dispatcher.put(new EslDispatcher.Down(reason), () -> !isClosing());
        }
    }
}
