package org.voiceorchestrator.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/// Uploads to a process that may die at any moment.
final class Uploads {
    private Uploads() {}

    static void send(String url, String campaign, byte[] file) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer = http.send(
                            HttpRequest.newBuilder(URI.create(url + "/api/auth/login"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(
                                            "{\"username\":\"admin\",\"password\":\"test-administrator\"}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            String token = answer.replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
            http.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/dialer/csv-upload/upload/"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "multipart/form-data; boundary=b0undary")
                            .POST(BodyPublishers.ofByteArray(form(campaign, file)))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            // the process died meanwhile: that is what the test is about
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] form(String campaign, byte[] file) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--b0undary\r\nContent-Disposition: form-data; name=\"campaign_id\"\r\n\r\n" + campaign
                        + "\r\n--b0undary\r\nContent-Disposition: form-data; name=\"segment\"\r\n\r\nfollow_up"
                        + "\r\n--b0undary\r\nContent-Disposition: form-data; name=\"csv_file\"; filename=\"leads.csv\""
                        + "\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(file);
        form.writeBytes("\r\n--b0undary--\r\n".getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
