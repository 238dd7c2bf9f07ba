package org.voiceorchestrator.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client on a plain socket: sends what it is told, keeps what comes.
final class RawClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final BlockingQueue<RawFrame> replies = new LinkedBlockingQueue<>();
    private final List<Map<String, String>> events = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<RawFrame> eventFrames = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private boolean countsOnly;

    private RawClient(Socket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::read);
    }

    /// Connected, nothing said.
    static RawClient connect(SimulatedSwitch target) throws IOException {
        return new RawClient(new Socket(InetAddress.getLoopbackAddress(), target.port()));
    }

    /// Greeted, logged in, and subscribed to these events (`plain ALL`).
    static RawClient login(SimulatedSwitch target, String events) throws Exception {
        var client = connect(target);
        client.reply();
        client.command("auth ClueCon");
        client.command("event " + events);
        return client;
    }

    private void read() {
        try (var in = new BufferedInputStream(socket.getInputStream())) {
            for (var frame = RawFrame.read(in); frame != null; frame = RawFrame.read(in)) {
                keep(frame);
            }
        } catch (IOException _) {
            // cut off: what has come stays
        } finally {
            change(() -> closed = true);
        }
    }

    private void keep(RawFrame frame) {
        if (frame.isEvent()) {
            change(() -> {
                Map<String, String> event = frame.type().equals("text/event-plain") ? frame.event() : Map.of();
                if (!countsOnly) {
                    eventFrames.add(frame);
                    events.add(event);
                }
                counts.merge(event.getOrDefault("Event-Name", ""), 1, Integer::sum);
            });
        } else {
            replies.add(frame);
        }
    }

    private void change(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// From now on events are counted and forgotten.
    void countOnly() {
        change(() -> countsOnly = true);
    }

    void send(String text) throws IOException {
        // one write: a switch that answers and hangs up may have closed the socket by the next line
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /// The next frame that is no event.
    RawFrame reply() throws InterruptedException {
        var frame = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no reply came");
        }
        return frame;
    }

    @Nullable
    RawFrame replyWithin(Duration patience) throws InterruptedException {
        return replies.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    RawFrame command(String command) throws Exception {
        send(command + "\n\n");
        return reply();
    }

    String api(String command) throws Exception {
        return command("api " + command).body();
    }

    /// The job's id.
    String bgapi(String command) throws Exception {
        return command("bgapi " + command).headers().getOrDefault("Job-UUID", "");
    }

    Map<String, String> awaitEvent(String what, Predicate<Map<String, String>> wanted) throws InterruptedException {
        awaitTrue(what, () -> events.stream().anyMatch(wanted));
        return events().stream().filter(wanted).findFirst().orElseThrow();
    }

    Map<String, String> awaitEvent(String name) throws InterruptedException {
        return awaitEvent(name, event -> name.equals(event.get("Event-Name")));
    }

    Map<String, String> awaitEvent(String name, String uuid) throws InterruptedException {
        return awaitEvent(
                name + " of " + uuid,
                event -> name.equals(event.get("Event-Name")) && uuid.equals(event.get("Unique-ID")));
    }

    /// What the job printed.
    String awaitJob(String job) throws InterruptedException {
        return awaitEvent("job " + job, event -> job.equals(event.get("Job-UUID")))
                .getOrDefault("_body", "");
    }

    void awaitEvents(String name, int count) throws InterruptedException {
        awaitTrue(count + " " + name, () -> counts.getOrDefault(name, 0) >= count);
    }

    void awaitClosed() throws InterruptedException {
        awaitTrue("the end of the connection", () -> closed);
    }

    void awaitTrue(String what, BooleanSupplier condition) throws InterruptedException {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError(what + " did not come; came: " + counts);
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    List<Map<String, String>> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    List<RawFrame> eventFrames() {
        lock.lock();
        try {
            return List.copyOf(eventFrames);
        } finally {
            lock.unlock();
        }
    }

    List<String> eventNames(String uuid) {
        return events().stream()
                .filter(event -> uuid.equals(event.get("Unique-ID")))
                .map(event -> event.getOrDefault("Event-Name", ""))
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
