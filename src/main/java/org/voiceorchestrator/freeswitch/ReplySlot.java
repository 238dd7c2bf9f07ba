package org.voiceorchestrator.freeswitch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A place in the queue of answers that a connection owes. Who waits may go; the place stays until its answer has come,
/// or the next one would get it.
final class ReplySlot {
    /// What may come: each kind of command has an answer of its own.
    enum Kind {
        GREETING,
        REPLY,
        OUTPUT
    }

    private sealed interface Ending {}

    private record Answered(EslMessage message) implements Ending {}

    private record Lost(String reason) implements Ending {}

    private final String command;
    private final Kind kind;
    private final Runnable onEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<Ending> ending = new AtomicReference<>();

    /// @param onEnd run once, at the answer or the loss
    ReplySlot(String command, Kind kind, Runnable onEnd) {
        this.command = command;
        this.kind = kind;
        this.onEnd = onEnd;
    }

    /// @throws EslProtocolException when this can't be the answer: then no later one can be trusted either
    void answer(EslMessage message) throws EslProtocolException {
        if (!fits(message)) {
            throw new EslProtocolException(command + " was answered by a " + message.getClass().getSimpleName());
        }
        end(new Answered(message));
    }

    void fail(String reason) {
        end(new Lost(reason));
    }

    EslMessage await(long deadlineNanos) throws EslTimeout, EslConnectionLost, InterruptedException {
        if (!ended.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new EslTimeout(command + " was not answered in time", true);
        }
        return switch (ending.get()) {
            case Answered(var message) -> message;
            case Lost(var reason) -> throw new EslConnectionLost(reason, true);
        };
    }

    private boolean fits(EslMessage message) {
        return switch (message) {
            case EslMessage.AuthRequest _, EslMessage.RudeRejection _ -> kind == Kind.GREETING;
            case EslMessage.ApiResponse _ -> kind == Kind.OUTPUT;
            // a forbidden command is refused by a reply, whatever it is
            case EslMessage.CommandReply reply -> kind == Kind.REPLY || (kind == Kind.OUTPUT && !reply.ok());
            case EslMessage.Event _,
                    EslMessage.DisconnectNotice _,
                    EslMessage.LogData _,
                    EslMessage.Unknown _ -> false;
        };
    }

    private void end(Ending how) {
        if (ending.compareAndSet(null, how)) {
            ended.countDown();
            onEnd.run();
        }
    }
}
