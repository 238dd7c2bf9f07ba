package org.voiceorchestrator.leadimport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.TestServer;

/// Listens to server-sent events, as a browser does.
final class EventReader {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final String contentType;
    private final Thread thread;
    private final HttpClient client;

    private EventReader(HttpClient client, HttpResponse<InputStream> response) {
        this.client = client;
        contentType = response.headers().firstValue("Content-Type").orElse("");
        thread = Thread.startVirtualThread(() -> readAll(response.body()));
    }

    static EventReader of(TestServer server, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + server.token("viewer"))
                .build();
        try {
            HttpClient client = HttpClient.newHttpClient();
            return new EventReader(client, client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String contentType() {
        return contentType;
    }

    String text() {
        return String.join("\n", lines);
    }

    /// Of the events so far.
    List<String> names() {
        return lines.stream()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring("event: ".length()))
                .toList();
    }

    void awaitEnd() {
        Await.until("the stream ends", () -> !thread.isAlive());
    }

    /// Closes the connection, as a browser does when its page is closed.
    void leave() {
        client.shutdownNow();
    }

    private void readAll(InputStream body) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("broken off: " + e);
        }
    }
}
