package org.voiceorchestrator.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A wire between a client and a server, both on this machine, that can be cut and mended. While it is cut,
/// connections end at once, also new ones.
public final class Wire implements AutoCloseable {
    private static final int CHUNK = 16 * 1024;

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile @Nullable String lastWords;
    private volatile @Nullable String unheard;
    private volatile boolean deaf;

    /// A wire to a port of this machine.
    public Wire(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    /// Where the client is to connect.
    public int port() {
        return entrance.getLocalPort();
    }

    public void cut() {
        cut = true;
        cutOnce();
    }

    /// Connections end, and new ones are welcome.
    public void cutOnce() {
        ends.forEach(Wire::end);
        ends.clear();
    }

    public void mend() {
        cut = false;
    }

    /// Is cut once, right after the client has said this and the server has it.
    public void cutOnceAfter(String words) {
        lastWords = words;
    }

    /// Whether it has been cut after those words.
    public boolean hasHeardThem() {
        return lastWords == null;
    }

    /// From these words of the client's on, the server hears nothing of that connection any more.
    public void swallowFrom(String words) {
        unheard = words;
    }

    /// Whether something was swallowed.
    public boolean isSwallowing() {
        return deaf;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                if (cut) {
                    end(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // the client comes again, or the wire is closed
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        server.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        ends.add(client);
        ends.add(server);
        Thread.ofVirtual().start(() -> pass(client, server, true));
        Thread.ofVirtual().start(() -> pass(server, client, false));
    }

    private void pass(Socket from, Socket to, boolean fromClient) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[CHUNK];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                String said = fromClient ? new String(bytes, 0, n, StandardCharsets.ISO_8859_1) : "";
                if (fromClient && isUnheard(said)) {
                    continue;
                }
                out.write(bytes, 0, n);
                String words = lastWords;
                if (fromClient && words != null && said.contains(words)) {
                    lastWords = null;
                    break;
                }
            }
        } catch (IOException e) {
            // one end is gone: the other goes, too
        }
        end(from);
        end(to);
        ends.remove(from);
        ends.remove(to);
    }

    private boolean isUnheard(String said) {
        String words = unheard;
        deaf = deaf || (words != null && said.contains(words));
        return deaf;
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
