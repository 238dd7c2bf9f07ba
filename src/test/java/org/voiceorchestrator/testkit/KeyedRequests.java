package org.voiceorchestrator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// POSTs of one user with an `Idempotency-Key`, to a server of this process or another one.
///
/// @param token his access token
public record KeyedRequests(String url, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// As the administrator, who signs in.
    public static KeyedRequests ofAdministrator(String url) {
        Answer answer = send(request(url + "/api/auth/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\": \"admin\", \"password\": \"test-administrator\"}"))
                .build());
        return new KeyedRequests(url, String.valueOf(answer.at("access_token")));
    }

    public static String freshKey() {
        return UUID.randomUUID().toString();
    }

    /// @param body JSON; an empty text is no body
    public Answer post(String path, String key, String body) {
        return post(path, List.of(key), body);
    }

    /// With the header as many times as there are keys.
    public Answer post(String path, List<String> keys, String body) {
        HttpRequest.Builder request = request(url + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        keys.forEach(key -> request.header("Idempotency-Key", key));
        return send(request.build());
    }

    /// A form with a file, in a boundary of its own.
    public Answer upload(String path, String key, Map<String, String> fields, String file) {
        String boundary = "boundary-" + UUID.randomUUID();
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        form.append(
                "--%s\r\nContent-Disposition: form-data; name=\"csv_file\"; filename=\"leads.csv\"\r\n\r\n%s\r\n--%s--\r\n"
                        .formatted(boundary, file, boundary));
        return send(request(url + path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(form.toString()))
                .build());
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }

    private static Answer send(HttpRequest request) {
        try {
            return Answer.of(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
