package org.voiceorchestrator.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.freeswitch.EslFrame;
import org.voiceorchestrator.freeswitch.EslRequest;

/// One client's connection. Its state belongs to the switch's thread; a thread of its own writes what is queued.
final class ClientSession {
    private static final int MAX_QUEUED = 100_000;
    /// So many events lost and the real switch gives a client up.
    private static final int MAX_LOST = 500;
    /// No frame is empty, so this marks the end.
    private static final byte[] END = {};
    static final String GOODBYE = "Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n";

    private final Socket socket;
    private final BlockingQueue<byte[]> outbox = new LinkedBlockingQueue<>(MAX_QUEUED);
    private final Subscriptions subscriptions = new Subscriptions();
    private final Deque<EslRequest> waiting = new ArrayDeque<>();
    private final List<byte[]> heldEvents = new ArrayList<>();
    private boolean authenticated;
    private boolean logging;
    private boolean held;
    private boolean leaving;
    private int jobs;
    private int lost;

    ClientSession(Socket socket) {
        this.socket = socket;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    boolean authenticated() {
        return authenticated;
    }

    void authenticate() {
        authenticated = true;
    }

    /// The old state.
    boolean logging(boolean now) {
        boolean before = logging;
        logging = now;
        return before;
    }

    boolean leaving() {
        return leaving;
    }

    void send(EslFrame frame) {
        queue(frame.encode());
    }

    void sendEvent(byte[] bytes) {
        if (held) {
            heldEvents.add(bytes);
        } else if (!leaving || jobs > 0) {
            queue(bytes);
        }
    }

    private void queue(byte[] bytes) {
        if (!outbox.offer(bytes) && ++lost > MAX_LOST) {
            cut();
        }
    }

    /// A command that blocks its connection is running: later commands and events wait for its reply.
    void hold() {
        held = true;
    }

    void release() {
        held = false;
        heldEvents.forEach(this::queue);
        heldEvents.clear();
    }

    /// True when the request has to wait for its turn.
    boolean mustWait(EslRequest request) {
        if (held || !waiting.isEmpty()) {
            waiting.add(request);
            return true;
        }
        return false;
    }

    @Nullable
    EslRequest nextWaiting() {
        return held ? null : waiting.poll();
    }

    void jobStarted() {
        jobs++;
    }

    void jobEnded() {
        jobs--;
        if (leaving && jobs == 0) {
            say(GOODBYE);
        }
    }

    /// Says goodbye once all its jobs have ended.
    void leave() {
        leaving = true;
        if (jobs == 0) {
            say(GOODBYE);
        }
    }

    /// The process is gone: nothing more is heard or said.
    void abandon() {
        leaving = true;
        jobs = 0;
    }

    /// Last words.
    void say(String notice) {
        leaving = true;
        send(EslFrame.disconnectNotice(notice));
        queue(END);
    }

    /// At once, without a word; what is queued is lost. From any thread.
    void cut() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone either way
        }
        outbox.clear();
        outbox.offer(END);
    }

    void write() {
        try (socket) {
            var out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
            while (true) {
                var bytes = outbox.poll();
                if (bytes == null) {
                    out.flush();
                    bytes = outbox.take();
                }
                if (bytes.length == 0) {
                    out.flush();
                    return;
                }
                out.write(bytes);
            }
        } catch (IOException _) {
            // the client is gone: its reader notices too
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
