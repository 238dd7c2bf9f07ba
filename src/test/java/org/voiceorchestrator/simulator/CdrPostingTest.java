package org.voiceorchestrator.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CdrPosting.Format;

/// The records of ended legs, as they arrive at a web server.
class CdrPostingTest {
    private static final String TALK = "originate {origination_uuid=cust,lead_name='O\\'Brien & Sons',"
            + "ignore_early_media=true}sofia/gateway/carrier/5550013 &bridge({origination_uuid=agent}user/101)";

    private record Post(String query, String authorization, String type, String body) {}

    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/cdr", exchange -> {
            var headers = exchange.getRequestHeaders();
            posts.add(new Post(
                    exchange.getRequestURI().getQuery(),
                    String.valueOf(headers.getFirst("Authorization")),
                    String.valueOf(headers.getFirst("Content-Type")),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private SimulatedSwitch posting(Format format) {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cdr");
        return SimulatedSwitch.start(SimulatedSwitchConfig.of(Scenario.carrierSuffixes())
                .withTimeScale(20)
                .withCdrs(new CdrPosting(url, format, "freeswitch", "s3cret", 3, Duration.ofMillis(1))));
    }

    private Post next() throws InterruptedException {
        var post = posts.poll(20, TimeUnit.SECONDS);
        assertThat(post).as("a record").isNotNull();
        return post;
    }

    @Test
    void bothLegsOfATalkArePostedAsJson() throws Exception {
        try (var simulated = posting(Format.JSON);
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi(TALK);

            var one = next();
            var other = next();

            var customer = one.query().equals("uuid=cust") ? one : other;
            assertThat(customer.type()).isEqualTo("application/json");
            assertThat(customer.authorization())
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("freeswitch:s3cret".getBytes(UTF_8)));
            JsonNode cdr = new ObjectMapper().readTree(customer.body());
            var variables = cdr.path("variables");
            assertThat(cdr.path("core-uuid").asText()).isEqualTo(simulated.coreUuid());
            assertThat(variables.path("uuid").asText()).isEqualTo("cust");
            assertThat(variables.path("hangup_cause").asText()).isEqualTo("NORMAL_CLEARING");
            assertThat(variables.path("bridge_uuid").asText()).isEqualTo("agent");
            assertThat(variables.path("lead_name").asText()).isEqualTo("O%27Brien%20%26%20Sons");
            assertThat(variables.path("answer_uepoch").asText())
                    .isEqualTo(cdr.at("/callflow/0/times/answered_time").asText())
                    .matches("[1-9][0-9]{15}");
            assertThat(Integer.parseInt(variables.path("billsec").asText())).isBetween(1, 3);
        }
    }

    @Test
    void xmlComesInAForm() throws Exception {
        try (var simulated = posting(Format.XML_FORM);
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi("originate {origination_uuid=cust}sofia/gateway/carrier/5550002 &park()");

            var post = next();

            assertThat(post.type()).isEqualTo("application/x-www-form-urlencoded");
            assertThat(post.body()).startsWith("cdr=");
            var xml = URLDecoder.decode(post.body().substring(4), UTF_8);
            var cdr = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
                    .getDocumentElement();
            assertThat(cdr.getTagName()).isEqualTo("cdr");
            assertThat(cdr.getElementsByTagName("hangup_cause").item(0).getTextContent())
                    .isEqualTo("USER_BUSY");
        }
    }

    @Test
    void recordThatIsRefusedIsPostedAgain() throws Exception {
        refusals.set(2);
        try (var simulated = posting(Format.JSON);
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi("originate {origination_uuid=cust}sofia/gateway/carrier/5550002 &park()");

            var first = next();
            assertThat(next()).isEqualTo(first);
            assertThat(next()).isEqualTo(first);
            assertThat(simulated.awaitIdle(RawClient.PATIENCE)).isTrue();
        }
        assertThat(posts).isEmpty();
    }

    @Test
    void callsThatEndWhileNobodyListensAreRecordedToo() throws Exception {
        try (var simulated = posting(Format.XML)) {
            try (var client = RawClient.login(simulated, "plain ALL")) {
                client.awaitJob(client.bgapi("originate {origination_uuid=cust}sofia/gateway/carrier/5550001 &park()"));
            }

            assertThat(next().query()).isEqualTo("uuid=cust");
        }
    }

    @Test
    void deadSwitchRecordsNothing() throws Exception {
        try (var simulated = posting(Format.JSON);
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi("originate {origination_uuid=cust}sofia/gateway/carrier/5550009 &park()"));

            simulated.restart();

            try (var second = RawClient.login(simulated, "plain ALL")) {
                second.bgapi("originate {origination_uuid=after}sofia/gateway/carrier/5550002 &park()");
                assertThat(next().query()).isEqualTo("uuid=after");
            }
        }
    }
}
