package org.voiceorchestrator.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.freeswitch.EslRequest;
import org.voiceorchestrator.freeswitch.EslRequestDecoder;

/// The port: accepts connections on the loopback interface, reads requests, hands both to the switch's thread. While
/// the listener is closed nobody can connect, as with a process that is not there.
final class ConnectionListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionListener.class);
    private static final int BACKLOG = 128;

    /// Called on threads of this class.
    record Callbacks(
            Consumer<ClientSession> connected,
            BiConsumer<ClientSession, EslRequest> requested,
            Consumer<ClientSession> disconnected) {}

    private final Callbacks callbacks;
    private final ServerSocket server;
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private ConnectionListener(Callbacks callbacks, ServerSocket server) {
        this.callbacks = callbacks;
        this.server = server;
        this.acceptor = Thread.ofVirtual().name("simulated-switch-accept").start(this::accept);
    }

    static ConnectionListener open(int port, Callbacks callbacks) {
        try {
            var server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return new ConnectionListener(callbacks, server);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated switch can't listen on port " + port, e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void cutAll() {
        sessions.forEach(ClientSession::cut);
    }

    /// Returns when the port is free: it stays taken for as long as a thread waits on it.
    void close() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                begin(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("the simulated switch could not accept a connection", e);
                }
            }
        }
    }

    private void begin(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var session = new ClientSession(socket);
        sessions.add(session);
        if (server.isClosed()) {
            // came in just as everybody was cut off
            session.cut();
        }
        callbacks.connected().accept(session);
        Thread.ofVirtual().name("simulated-switch-writer").start(session::write);
        Thread.ofVirtual().name("simulated-switch-reader").start(() -> read(session, socket));
    }

    private void read(ClientSession session, Socket socket) {
        var decoder = new EslRequestDecoder();
        var piece = new byte[16 * 1024];
        try (var in = socket.getInputStream()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                decoder.offer(piece, 0, read);
                for (var request = decoder.next(); request != null; request = decoder.next()) {
                    callbacks.requested().accept(session, request);
                }
            }
        } catch (IOException e) {
            LOG.debug("a client of the simulated switch is gone: {}", e.toString());
        } finally {
            sessions.remove(session);
            session.cut();
            callbacks.disconnected().accept(session);
        }
    }
}
