package org.voiceorchestrator.freeswitch;

import java.time.Duration;
import java.util.Optional;

/// A switch that is kept in touch with: connects, stays connected, and gives its commands and events.
///
/// Its methods may be called from any thread. `api` and `bgapi` wait for the switch, and so refuse the listener's
/// thread with an [IllegalStateException]: the answer could stand behind events that nobody takes then.
public final class EslClient implements AutoCloseable {
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final EslTimeouts timeouts;
    private final EslStates states;
    private final EslJobs jobs;
    private final EslDispatcher dispatcher;
    private final EslKeeper keeper;

    private EslClient(EslSettings settings, EslListener listener) {
        timeouts = settings.timeouts();
        states = new EslStates(settings.address());
        jobs = new EslJobs(timeouts.job());
        dispatcher = new EslDispatcher(settings.address().toString(), listener, settings.undeliveredEvents());
        keeper = new EslKeeper(settings, states, jobs, dispatcher);
    }

    /// Begins to connect and goes on until [#close]; whether it has worked the listener hears, and `state` tells.
    public static EslClient start(EslSettings settings, EslListener listener) {
        var client = new EslClient(settings, listener);
        client.keeper.start();
        return client;
    }

    /// Has a short command carried out and gives what it printed. Everything else on the connection waits meanwhile.
    ///
    /// @throws EslRefused what it printed began with `-ERR` or `-USAGE`, or the user may not give it
    public String api(EslCommand command) throws EslConnectionLost, EslTimeout, EslRefused, InterruptedException {
        refuseListener();
        return switch (keeper.ready().send(WireCommand.api(command), timeouts.reply())) {
            case EslMessage.ApiResponse(var output)
            when isRefusal(output) -> throw new EslRefused(command.toString(), output.strip());
            case EslMessage.ApiResponse(var output) -> output;
            case EslMessage other -> throw refused(command, other);
        };
    }

    /// Has a command carried out on the switch's own time. The job's UUID is the caller's, so that it can be written
    /// down before; its BACKGROUND_JOB event goes to the listener too.
    ///
    /// @throws EslConnectionLost when `maybeSent()`, the job can still be found by [#job] and may have a result
    /// @throws EslTimeout likewise
    /// @throws IllegalArgumentException a job of this UUID is running, or it isn't one
    public EslJob bgapi(EslCommand command, String jobUuid)
            throws EslConnectionLost, EslTimeout, EslRefused, InterruptedException {
        refuseListener();
        var wire = WireCommand.bgapi(command, jobUuid);
        var job = jobs.register(jobUuid);
        boolean running = false;
        try {
            var answer = keeper.ready().send(wire, timeouts.reply());
            if (!(answer instanceof EslMessage.CommandReply reply && reply.ok())) {
                throw refused(command, answer);
            }
            running = true;
            return job;
        } catch (EslConnectionLost | EslTimeout e) {
            running = e.maybeSent();
            throw e;
        } catch (InterruptedException e) {
            running = true;
            throw e;
        } finally {
            if (!running) {
                jobs.forget(job);
            }
        }
    }

    /// A job whose result has not come yet.
    public Optional<EslJob> job(String jobUuid) {
        return jobs.find(jobUuid);
    }

    public EslState state() {
        return states.current();
    }

    public boolean isReady() {
        return states.current() instanceof EslState.Ready;
    }

    /// Closes the connection at once: commands in flight and jobs fail, calls go on at the switch. Events that came
    /// before are delivered yet, then onDown, if the listener takes them within some seconds.
    @Override
    public void close() {
        try {
            keeper.close(PATIENCE_AT_CLOSE);
            jobs.loseAll("the client was closed");
            dispatcher.stop(PATIENCE_AT_CLOSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseListener() {
        if (dispatcher.isThisThread()) {
            throw new IllegalStateException("the listener must not wait for the switch: hand it to another thread");
        }
    }

    private static boolean isRefusal(String output) {
        return output.startsWith("-ERR") || output.startsWith("-USAGE");
    }

    private static EslRefused refused(EslCommand command, EslMessage answer) {
        var reason = answer instanceof EslMessage.CommandReply reply ? reply.text() : answer.toString();
        return new EslRefused(command.toString(), reason);
    }
}
