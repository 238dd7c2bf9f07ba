package org.voiceorchestrator.freeswitch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A command that the switch carries out on its own time. The loss of a connection doesn't end it: the switch goes on,
/// and tells its result to the next connection.
public final class EslJob {
    private sealed interface Ending {}

    private record Done(String output) implements Ending {}

    private record Lost(String reason) implements Ending {}

    private final String uuid;
    private final long deadline;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Ending> ending = new AtomicReference<>();

    EslJob(String uuid, Duration remembered) {
        this.uuid = uuid;
        this.deadline = System.nanoTime() + remembered.toNanos();
    }

    public String uuid() {
        return uuid;
    }

    public boolean isDone() {
        return ended.getCount() == 0;
    }

    /// What the command printed, as `+OK 68dc..\n` or `-ERR USER_BUSY\n`: a refusal is a result like another.
    ///
    /// @throws EslTimeout no result yet; it may be waited for again
    /// @throws EslConnectionLost the switch was started anew, or the client was closed: there will be no result
    public String await(Duration timeout) throws EslTimeout, EslConnectionLost, InterruptedException {
        if (!ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new EslTimeout("job " + uuid + " has no result yet", true);
        }
        return switch (ending.get()) {
            case Done(var output) -> output;
            case Lost(var reason) -> throw new EslConnectionLost(reason, true);
        };
    }

    void done(String output) {
        end(new Done(output));
    }

    void lost(String reason) {
        end(new Lost(reason));
    }

    boolean isOverdue() {
        return System.nanoTime() - deadline > 0;
    }

    private void end(Ending how) {
        if (ending.compareAndSet(null, how)) {
            ended.countDown();
        }
    }
}
