package org.voiceorchestrator.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Posts the record of every leg that ends, as mod_json_cdr and mod_xml_cdr do: one after the other, whether or not
/// anybody listens on the event socket. What a process that dies has not posted is lost.
final class Cdrs {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final @Nullable CdrPosting posting;
    private final SwitchTime time;
    private final EventBus bus;
    private @Nullable Poster poster;

    Cdrs(@Nullable CdrPosting posting, SwitchTime time, EventBus bus) {
        this.posting = posting;
        this.time = time;
        this.bus = bus;
    }

    void report(Channel leg) {
        if (posting == null) {
            return;
        }
        if (poster == null) {
            poster = new Poster(posting, time);
        }
        boolean xml = posting.format() == CdrPosting.Format.XML || posting.format() == CdrPosting.Format.XML_FORM;
        poster.post(leg.uuid, xml ? CdrText.xml(leg, bus.coreUuid()) : CdrText.json(leg, bus.coreUuid()));
    }

    /// The process died.
    void forget() {
        if (poster != null) {
            poster.close();
            poster = null;
        }
    }

    private static final class Poster {
        private final CdrPosting posting;
        private final SwitchTime time;
        private final HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
                0,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("simulated-switch-cdrs").factory());

        Poster(CdrPosting posting, SwitchTime time) {
            this.posting = posting;
            this.time = time;
        }

        void post(String uuid, String text) {
            attempt(request(uuid, text), posting.retries());
        }

        private void attempt(HttpRequest request, int retriesLeft) {
            if (!thread.isShutdown()) {
                thread.execute(() -> {
                    if (!delivered(request) && retriesLeft > 0) {
                        time.afterRealTime(posting.delay(), () -> attempt(request, retriesLeft - 1));
                    }
                });
            }
        }

        private boolean delivered(HttpRequest request) {
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                return status >= 200 && status < 300;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private HttpRequest request(String uuid, String text) {
            var url = posting.url() + "?uuid=" + URLEncoder.encode(uuid, UTF_8);
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
            if (!posting.user().isEmpty()) {
                var pair = (posting.user() + ":" + posting.password()).getBytes(UTF_8);
                request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
            }
            var type = switch (posting.format()) {
                case JSON -> "application/json";
                case XML -> "text/xml";
                case JSON_FORM, XML_FORM -> "application/x-www-form-urlencoded";
            };
            var body = switch (posting.format()) {
                case JSON, XML -> text;
                case JSON_FORM, XML_FORM -> "cdr=" + URLEncoder.encode(text, UTF_8);
            };
            return request.header("Content-Type", type)
                    .header("User-Agent", type.contains("xml") ? "freeswitch-xml/1.0" : "freeswitch-json/1.0")
                    .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                    .build();
        }

        void close() {
            thread.shutdownNow();
            client.shutdownNow();
        }
    }
}
