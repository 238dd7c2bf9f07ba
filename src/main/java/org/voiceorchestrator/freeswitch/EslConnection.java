package org.voiceorchestrator.freeswitch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One TCP connection, from its greeting to its end. Answers have no name on the wire: they come in the order of the
/// commands, so a command takes its place in the queue and is written under one lock.
///
/// A reader thread takes everything in; when the sink keeps it waiting nothing more is read, and TCP holds the switch
/// back. At the end, whoever brought it about, every command in flight fails at once.
final class EslConnection {
    /// Takes what isn't an answer; called by the reader alone.
    interface Sink {
        void onEvent(EslConnection connection, EslEvent event) throws InterruptedException;

        /// The last call.
        void onEnd(EslConnection connection, String reason) throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(EslConnection.class);
    private static final int READ_BYTES = 32 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final Sink sink;
    private final ReplySlot greeting = new ReplySlot("the connection", ReplySlot.Kind.GREETING, () -> {});
    private final ConcurrentLinkedQueue<ReplySlot> owed = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore room;
    private final AtomicReference<@Nullable String> end = new AtomicReference<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile long lastByte = System.nanoTime();
    private volatile boolean delivering;

    private EslConnection(Socket socket, int commandsInFlight, Sink sink) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.sink = sink;
        this.room = new Semaphore(commandsInFlight, true);
        owed.add(greeting);
    }

    static EslConnection open(EslSettings settings, Sink sink) throws IOException {
        var address = settings.address();
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(
                    new InetSocketAddress(address.host(), address.port()),
                    Math.toIntExact(settings.timeouts().connect().toMillis()));
            var connection = new EslConnection(socket, settings.commandsInFlight(), sink);
            Thread.ofVirtual().name("esl-reader " + address).start(connection::read);
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /// A switch that is stopped still has its connections made by its kernel: only the greeting shows that it lives.
    EslMessage awaitGreeting(Duration timeout) throws EslTimeout, EslConnectionLost, InterruptedException {
        return greeting.await(System.nanoTime() + timeout.toNanos());
    }

    EslMessage send(WireCommand command, Duration timeout) throws EslTimeout, EslConnectionLost, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        if (!room.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new EslTimeout("too many commands in flight to send " + command, false);
        }
        var kind = command.api() ? ReplySlot.Kind.OUTPUT : ReplySlot.Kind.REPLY;
        var slot = new ReplySlot(command.name(), kind, room::release);
        boolean written = false;
        try {
            write(command, slot, deadline);
            written = true;
        } finally {
            if (!written) {
                slot.fail("not sent");
            }
        }
        return slot.await(deadline);
    }

    private void write(WireCommand command, ReplySlot slot, long deadline)
            throws EslTimeout, EslConnectionLost, InterruptedException {
        var bytes = command.encode();
        if (!writing.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new EslTimeout("the switch takes nothing: " + command + " was not sent", false);
        }
        try {
            var reason = end.get();
            if (reason != null) {
                throw new EslConnectionLost(reason, false);
            }
            owed.add(slot);
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            close("writing failed: " + e.getMessage());
        } finally {
            writing.unlock();
        }
        failOwedIfEnded();
    }

    /// Ends it, for the first reason that is given.
    void close(String reason) {
        if (end.compareAndSet(null, reason)) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("closing the connection to the switch", e);
            }
            failOwedIfEnded();
        }
    }

    String whyClosed() {
        return String.valueOf(end.get());
    }

    boolean isClosed() {
        return end.get() != null;
    }

    /// True once the sink has heard of the end.
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return finished.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// How long nothing has come. Says nothing about the switch while the reader is held up here.
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastByte);
    }

    boolean isHeldUp() {
        return delivering;
    }

    private void read() {
        try {
            close(readToTheEnd());
        } catch (IOException e) {
            close(e instanceof EslProtocolException ? "not understood: " + e.getMessage() : "lost: " + e.getMessage());
        } catch (InterruptedException | RuntimeException e) {
            LOG.error("the reader of the switch's connection broke", e);
            close("the reader broke: " + e);
        }
        try {
            sink.onEnd(this, whyClosed());
        } catch (InterruptedException | RuntimeException e) {
            LOG.error("the end of the switch's connection could not be told", e);
        } finally {
            finished.countDown();
        }
    }

    private String readToTheEnd() throws IOException, InterruptedException {
        var in = socket.getInputStream();
        var decoder = new EslDecoder();
        var bytes = new byte[READ_BYTES];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            lastByte = System.nanoTime();
            decoder.offer(bytes, 0, n);
            for (var frame = decoder.next(); frame != null; frame = decoder.next()) {
                var message = EslMessage.from(frame);
                if (message instanceof EslMessage.DisconnectNotice(var text)) {
                    return "the switch hung up: " + text.lines().findFirst().orElse("");
                }
                take(message);
            }
        }
        return decoder.atFrameBoundary()
                ? "the switch closed the connection"
                : "the switch closed the connection amid a frame";
    }

    private void take(EslMessage message) throws EslProtocolException, InterruptedException {
        switch (message) {
            case EslMessage.Event(var event) -> deliver(event);
            case EslMessage.AuthRequest _,
                    EslMessage.CommandReply _,
                    EslMessage.ApiResponse _,
                    EslMessage.RudeRejection _ -> answer(message);
            case EslMessage.DisconnectNotice _, EslMessage.LogData _, EslMessage.Unknown _ ->
                LOG.debug("passed over: {}", message.getClass().getSimpleName());
        }
    }

    private void deliver(EslEvent event) throws InterruptedException {
        delivering = true;
        try {
            sink.onEvent(this, event);
        } finally {
            lastByte = System.nanoTime();
            delivering = false;
        }
    }

    private void answer(EslMessage message) throws EslProtocolException {
        var slot = owed.poll();
        if (slot == null) {
            throw new EslProtocolException("a " + message.getClass().getSimpleName() + " that nobody asked for");
        }
        try {
            slot.answer(message);
        } catch (EslProtocolException e) {
            slot.fail(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void failOwedIfEnded() {
        var reason = end.get();
        if (reason == null) {
            return;
        }
        for (var slot = owed.poll(); slot != null; slot = owed.poll()) {
            slot.fail(reason);
        }
    }
}
