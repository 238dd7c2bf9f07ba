package org.voiceorchestrator.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// Clients that each send one request after another on a connection of their own, as fast as they are answered: plain
/// sockets, so that the machine's time goes to the server.
final class Polling {
    private Polling() {}

    /// Requests a second over all connections.
    ///
    /// @param request of a connection's number: the head of a request, without its last empty line
    static double requestsPerSecond(String url, int connections, double seconds, IntFunction<List<String>> request)
            throws IOException, InterruptedException {
        URI server = URI.create(url);
        AtomicLong answered = new AtomicLong();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int number = i;
                clients.add(threads.submit(() -> {
                    poll(server, request, number, end, answered);
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        return answered.get() / ((System.nanoTime() - start) / 1e9);
    }

    private static void poll(URI server, IntFunction<List<String>> request, int number, long end, AtomicLong answered)
            throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort());
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            socket.setTcpNoDelay(true);
            int turn = number;
            while (System.nanoTime() < end) {
                String head = String.join("\r\n", request.apply(turn)) + "\r\n\r\n";
                turn++;
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                skipAnswer(in);
                answered.incrementAndGet();
            }
        }
    }

    private static void skipAnswer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.contains(" 200 ") && !status.contains(" 304 ")) {
            throw new IOException("answered " + status);
        }
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
