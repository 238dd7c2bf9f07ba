package org.voiceorchestrator.freeswitch;

import java.time.Duration;

/// A command that the switch carries out on its own time. The loss of a connection doesn't end it: the switch goes on,
/// and tells its result to the next connection.
public final class EslJob {
    private final String uuid;
    private final long deadline;
    private final Pending<String> result = new Pending<>();

    EslJob(String uuid, Duration remembered) {
        this.uuid = uuid;
        this.deadline = System.nanoTime() + remembered.toNanos();
    }

    public String uuid() {
        return uuid;
    }

    public boolean isDone() {
        return result.hasEnded();
    }

    /// What the command printed, as `+OK 68dc..\n` or `-ERR USER_BUSY\n`: a refusal is a result like another.
    ///
    /// @throws EslTimeout no result yet; it may be waited for again, until the settings' time for jobs is over
    /// @throws EslConnectionLost the switch was started anew, or the client was closed: there will be no result
    public String await(Duration timeout) throws EslTimeout, EslConnectionLost, InterruptedException {
        long nanos = Math.min(timeout.toNanos(), deadline - System.nanoTime());
        return result.await(nanos, "job " + uuid + " has no result yet");
    }

    void done(String output) {
        result.got(output);
    }

    void lost(String reason) {
        result.lost(reason);
    }

    boolean isOverdue() {
        return System.nanoTime() - deadline > 0;
    }
}
