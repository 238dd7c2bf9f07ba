package org.voiceorchestrator.freeswitch;

/// A place in the queue of answers that a connection owes. Who waits may go; the place stays until its answer has
/// come, or the next one would get it.
final class ReplySlot {
    /// What may come: each kind of command has an answer of its own.
    enum Kind {
        GREETING,
        REPLY,
        OUTPUT
    }

    private final String command;
    private final Kind kind;
    private final Runnable onEnd;
    private final Pending<EslMessage> answer = new Pending<>();

    /// @param onEnd run once, at the answer or the loss
    ReplySlot(String command, Kind kind, Runnable onEnd) {
        this.command = command;
        this.kind = kind;
        this.onEnd = onEnd;
    }

    /// @throws EslProtocolException when this can't be the answer: then no later one can be trusted either
    void answer(EslMessage message) throws EslProtocolException {
        if (!fits(message)) {
            throw new EslProtocolException(
                    command + " was answered by a " + message.getClass().getSimpleName());
        }
        if (answer.got(message)) {
            onEnd.run();
        }
    }

    void fail(String reason) {
        if (answer.lost(reason)) {
            onEnd.run();
        }
    }

    EslMessage await(long deadlineNanos) throws EslTimeout, EslConnectionLost, InterruptedException {
        return answer.await(deadlineNanos - System.nanoTime(), command + " was not answered in time");
    }

    private boolean fits(EslMessage message) {
        return switch (message) {
            case EslMessage.AuthRequest _, EslMessage.RudeRejection _ -> kind == Kind.GREETING;
            case EslMessage.ApiResponse _ -> kind == Kind.OUTPUT;
            // a forbidden command is refused by a reply, whatever it is
            case EslMessage.CommandReply reply -> kind == Kind.REPLY || (kind == Kind.OUTPUT && !reply.ok());
            case EslMessage.Event _, EslMessage.DisconnectNotice _, EslMessage.LogData _, EslMessage.Unknown _ -> false;
        };
    }
}
