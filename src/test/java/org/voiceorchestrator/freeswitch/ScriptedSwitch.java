package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/// A listening socket whose connections the test plays by hand, step by step, on its own thread.
final class ScriptedSwitch implements AutoCloseable {
    static final String PASSWORD = "Clue Con'é";
    static final String CORE = "11111111-aaaa-4000-8000-000000000001";
    static final String OTHER_CORE = "22222222-bbbb-4000-8000-000000000002";
    private static final int TOO_LONG_MILLIS = 10_000;

    private final ServerSocket server;

    ScriptedSwitch() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setSoTimeout(TOO_LONG_MILLIS);
    }

    EslAddress address() {
        return new EslAddress("127.0.0.1", server.getLocalPort(), PASSWORD);
    }

    Peer accept() throws IOException {
        return new Peer(server.accept());
    }

    /// A connection all the way to Ready.
    Peer acceptReady(String core) throws IOException {
        var peer = accept();
        peer.greet();
        peer.expect("auth " + PASSWORD);
        peer.send(EslFrame.commandReply("+OK accepted"));
        peer.comeUp(core);
        return peer;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    static EslEvent event(String name, String core, Map<String, String> more, String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Event-Name", name);
        headers.put("Core-UUID", core);
        headers.putAll(more);
        return EslEvent.of(headers, body);
    }

    static EslEvent job(String uuid, String output) {
        return event("BACKGROUND_JOB", CORE, Map.of("Job-UUID", uuid), output);
    }

    /// The switch's end of one connection.
    static final class Peer implements AutoCloseable {
        private final Socket socket;
        private final EslRequestDecoder decoder = new EslRequestDecoder();
        private final Queue<EslRequest> heard = new ArrayDeque<>();

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(TOO_LONG_MILLIS);
        }

        void greet() throws IOException {
            send(EslFrame.authRequest());
        }

        void comeUp(String core) throws IOException {
            assertThat(expect("event plain ").argument())
                    .contains("BACKGROUND_JOB")
                    .contains("HEARTBEAT");
            send(EslFrame.commandReply("+OK event listener enabled plain"));
            var status = expect("bgapi status");
            var job = accept(status);
            send(event("BACKGROUND_JOB", core, Map.of("Job-UUID", job), "UP\n"));
        }

        /// Replies to a bgapi command and gives its job's id.
        String accept(EslRequest bgapi) throws IOException {
            var job = bgapi.header("Job-UUID").orElseThrow();
            send(EslFrame.commandReply("+OK Job-UUID: " + job, new EslHeader("Job-UUID", job)));
            return job;
        }

        EslRequest expect(String start) throws IOException {
            var request = next();
            assertThat(request.line()).startsWith(start);
            return request;
        }

        EslRequest next() throws IOException {
            while (heard.isEmpty()) {
                var bytes = new byte[4096];
                int n = socket.getInputStream().read(bytes);
                if (n < 0) {
                    throw new AssertionError("the client hung up");
                }
                decoder.offer(bytes, 0, n);
                for (var request = decoder.next(); request != null; request = decoder.next()) {
                    heard.add(request);
                }
            }
            return heard.remove();
        }

        void send(EslFrame... frames) throws IOException {
            for (var frame : frames) {
                sendRaw(frame.encode());
            }
        }

        void send(EslEvent event) throws IOException {
            send(event.toPlainFrame());
        }

        void sendRaw(String text) throws IOException {
            sendRaw(text.getBytes(UTF_8));
        }

        void sendRaw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /// The client neither speaks nor hangs up for so long.
        void expectNothingFor(Duration time) throws IOException {
            socket.setSoTimeout(Math.toIntExact(time.toMillis()));
            try {
                throw new AssertionError("the client spoke or hung up: "
                        + socket.getInputStream().read());
            } catch (SocketTimeoutException _) {
                socket.setSoTimeout(TOO_LONG_MILLIS);
            }
        }

        /// Waits for the client to hang up; what it still says is passed over.
        void awaitHangup() throws IOException {
            var in = socket.getInputStream();
            try {
                while (in.read() >= 0) {
                    // what was under way
                }
            } catch (SocketTimeoutException e) {
                throw new AssertionError("the client did not hang up", e);
            } catch (SocketException _) {
                // a reset is a hang-up too
            }
        }

        /// As a killed process: with a reset.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
