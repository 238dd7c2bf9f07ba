package org.voiceorchestrator.cdr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// What the switch posts of its legs, and what follows from it.
class CdrTest {
    private static final String PATH = "/api/telephony/cdr/";
    private static final String PASSWORD = "a long password";

    @RegisterExtension
    static final TestServer server =
            new TestServer().with("dialer.cdr.user", "freeswitch").with("dialer.cdr.password", PASSWORD);

    private final Given given = new Given(server);
    private long campaign;
    private long lead;

    @BeforeEach
    void aLead() {
        campaign = given.campaign();
        lead = given.lead(campaign);
    }

    private static Answer post(String body, String type, @Nullable String password) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + PATH + "?uuid=x"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (password != null) {
            String pair = Base64.getEncoder().encodeToString(("freeswitch:" + password).getBytes(UTF_8));
            request.header("Authorization", "Basic " + pair);
        }
        return server.send(request.build());
    }

    private static Answer post(String body) {
        return post(body, "application/json", PASSWORD);
    }

    private static String micros(@Nullable Instant at) {
        return at == null ? "0" : String.valueOf(at.toEpochMilli() * 1000);
    }

    private static String json(Object uuid, String cause, @Nullable Instant answered, @Nullable Instant bridged) {
        Instant now = server.clock().instant();
        return """
                {"core-uuid": "c0", "callStats": {}, "variables": {"direction": "outbound", "uuid": "%s",
                 "lead_name": "O%%27Brien%%20%%26%%20Sons", "hangup_cause": "%s", "start_uepoch": "%s",
                 "progress_uepoch": "%s", "answer_uepoch": "%s", "bridge_uepoch": "%s", "end_uepoch": "%s"}}""".formatted(
                        uuid,
                        cause,
                        micros(now),
                        micros(now.plusSeconds(2)),
                        micros(answered),
                        micros(bridged),
                        micros(now.plusSeconds(30)));
    }

    private static Map<String, Object> call(UUID call) {
        return server.get("/api/dialer/call-logs/" + call).json();
    }

    private void assertFiguresAreRight() {
        assertThat(server.bean(CallAudit.class).findings())
                .filteredOn(finding -> finding.promise().contains("figures")
                        || finding.promise().contains("totals"))
                .isNotEmpty()
                .allMatch(CallAudit.Finding::kept);
    }

    @Test
    void recordIsKeptOnceHoweverOftenItComes() {
        UUID uuid = UUID.randomUUID();
        String record = json(uuid, "USER_BUSY", null, null);

        assertThat(post(record).json()).containsEntry("stored", true).containsEntry("corrected", false);
        assertThat(post(record).json()).containsEntry("stored", false);

        Cdr cdr = server.bean(Cdrs.class).find(uuid).orElseThrow();
        assertThat(cdr.hangupCause()).isEqualTo("USER_BUSY");
        assertThat(cdr.coreUuid()).isEqualTo("c0");
        assertThat(cdr.times().answered()).isNull();
        assertThat(cdr.times().ended()).isEqualTo(server.clock().instant().plusSeconds(30));
        assertThat(given.text("SELECT variables->>'lead_name' FROM cdrs WHERE uuid = '" + uuid + "'"))
                .isEqualTo("O'Brien & Sons");
    }

    @Test
    void fourPostsAtOnceKeepOne() {
        String record = json(UUID.randomUUID(), "USER_BUSY", null, null);
        assertThat(AtOnce.run(4, () -> post(record).at("stored"))).containsOnlyOnce(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "form base64", "xml", "xml form", "without a type"})
    void everyFormOfTheModulesIsRead(String form) {
        UUID uuid = UUID.randomUUID();
        String json = json(uuid, "NO_ANSWER", null, null);
        String xml = """
                <?xml version="1.0"?>
                <cdr core-uuid="c0"><variables><uuid>%s</uuid><hangup_cause>NO_ANSWER</hangup_cause>
                <odd><deep>x</deep></odd></variables>
                <callflow><times><created_time>1795182557593996</created_time><progress_time>0</progress_time>
                <hangup_time>1795182567593996</hangup_time></times></callflow></cdr>""".formatted(uuid);
        String urlencoded = "application/x-www-form-urlencoded";

        Answer answer = switch (form) {
            case "form" -> post("cdr=" + URLEncoder.encode(json, UTF_8), urlencoded, PASSWORD);
            case "form base64" ->
                post(
                        "cdr=" + Base64.getEncoder().encodeToString(json.getBytes(UTF_8)),
                        "application/x-www-form-base64-encoded",
                        PASSWORD);
            case "xml" -> post(xml, "text/xml", PASSWORD);
            case "xml form" -> post("cdr=" + URLEncoder.encode(xml, UTF_8), urlencoded, PASSWORD);
            default -> post(json, urlencoded, PASSWORD);
        };

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(server.bean(Cdrs.class).find(uuid).orElseThrow().hangupCause())
                .isEqualTo("NO_ANSWER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "rubbish",
                "cdr=",
                "cdr=%zz",
                "<cdr>",
                "<other/>",
                "{\"variables\": {\"uuid\": \"u\"}}",
                "<!DOCTYPE cdr [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><cdr><variables><uuid>&x;</uuid></variables></cdr>"
            })
    void whatIsNoRecordIsRefused(String body) {
        Answer answer = post(body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("root:");
    }

    @Test
    void endlessRecordIsRefused() {
        assertThat(post("{\"variables\": \"" + "x".repeat(CdrReader.LONGEST) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void passwordHasToBeRightAndIsGoodForNothingElse() {
        String record = json(UUID.randomUUID(), "USER_BUSY", null, null);
        assertThat(post(record, "application/json", PASSWORD + "!").status()).isEqualTo(401);
        assertThat(post(record, "application/json", null).status()).isEqualTo(401);
        HttpRequest elsewhere = HttpRequest.newBuilder(URI.create(server.url() + "/api/dialer/campaigns/"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(("freeswitch:" + PASSWORD).getBytes(UTF_8)))
                .build();
        assertThat(server.send(elsewhere).status()).isEqualTo(401);
    }

    @Test
    void tokenOfAScriptIsGoodToo() {
        Answer answer = server.send(
                "POST",
                PATH,
                Map.of(
                        "variables",
                        Map.of("uuid", "x1", "hangup_cause", "USER_BUSY", "end_uepoch", "1795182567593996")),
                server.token("service"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @Test
    void whereNoPasswordIsSetTheAnswerSaysSo() {
        try (TestServer without = new TestServer().start()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(without.url() + PATH))
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("a:b".getBytes(UTF_8)))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            Answer answer = without.send(request);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(String.valueOf(answer.at("detail"))).contains("DIALER_CDR_USER");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "USER_BUSY, false, false, busy, pending",
        "NO_ANSWER, false, false, no_answer, pending",
        "UNALLOCATED_NUMBER, false, false, failed, failed",
        "NORMAL_CLEARING, true, false, abandoned, pending",
        "NORMAL_CLEARING, true, true, completed, completed"
    })
    void lostCallGetsItsRealEndingAndSoDoesItsLead(
            String cause, boolean answered, boolean bridged, String status, String leadStatus) {
        server.patch("/api/dialer/leads/" + lead, Map.of("max_attempts", 3));
        UUID call = given.call(lead, "lost");
        Instant start = server.clock().instant();

        Answer answer =
                post(json(call, cause, answered ? start.plusSeconds(8) : null, bridged ? start.plusSeconds(9) : null));

        assertThat(answer.json()).containsEntry("corrected", true);
        assertThat(call(call))
                .containsEntry("status", status)
                .containsEntry("hangup_cause", cause)
                .containsEntry("duration_seconds", 30)
                .containsEntry("talk_time_seconds", bridged ? 21 : 0)
                .containsEntry("ended_at", start.plusSeconds(30).toString());
        assertThat(given.text("SELECT status FROM leads WHERE id = " + lead)).isEqualTo(leadStatus);
        assertFiguresAreRight();
        assertThat(post(json(call, "NO_ANSWER", null, null)).json()).containsEntry("corrected", false);
    }

    @Test
    void recordThatCameBeforeTheCallWasGivenUpIsFoundByTheJob() {
        UUID call = given.call(lead, "ringing");
        assertThat(post(json(call, "USER_BUSY", null, null)).json()).containsEntry("corrected", false);
        assertThat(call(call)).containsEntry("status", "ringing");
        server.database().inTransaction(() -> {
            server.database()
                    .sql("UPDATE call_logs SET status = 'lost', ended_at = initiated_at WHERE call_id = :call")
                    .with("call", call)
                    .update();
            server.database()
                    .sql("UPDATE leads SET status = 'failed', live_call_id = NULL WHERE id = :lead")
                    .with("lead", lead)
                    .update();
        });

        assertThat(server.bean(Cdrs.class).correctLost(server.clock().instant()))
                .isEqualTo(1);
        assertThat(server.bean(Cdrs.class).correctLost(server.clock().instant()))
                .isZero();

        assertThat(call(call)).containsEntry("status", "busy");
        assertFiguresAreRight();
    }

    @Test
    void leadThatSomebodyChangedMeanwhileStaysAsItIs() {
        UUID call = given.call(lead, "lost");
        server.clock().forward(Duration.ofMinutes(5));
        server.patch("/api/dialer/leads/" + lead, Map.of("max_attempts", 9));

        assertThat(post(json(call, "USER_BUSY", null, null)).json()).containsEntry("corrected", true);

        assertThat(call(call)).containsEntry("status", "busy");
        assertThat(given.text("SELECT status FROM leads WHERE id = " + lead)).isEqualTo("failed");
    }

    @Test
    void leadThatWasCalledAgainStaysAsItIs() {
        server.patch("/api/dialer/leads/" + lead, Map.of("max_attempts", 9));
        UUID call = given.call(lead, "lost");
        String record = json(call, "USER_BUSY", null, null);
        server.clock().forward(Duration.ofMinutes(5));
        given.call(lead, "no_answer");

        post(record);

        assertThat(call(call)).containsEntry("status", "busy");
        assertThat(given.text("SELECT status FROM leads WHERE id = " + lead)).isEqualTo("failed");
        assertFiguresAreRight();
    }

    @Test
    void openCallIsLeftToWhoFollowsIt() {
        UUID call = given.call(lead, "answered");
        post(json(call, "NORMAL_CLEARING", null, null));
        assertThat(call(call)).containsEntry("status", "answered");
        server.database()
                .sql("UPDATE call_logs SET status = 'failed', ended_at = initiated_at WHERE call_id = :call")
                .with("call", call)
                .update();
    }

    @Test
    void oldRecordsAreLetGo() {
        UUID uuid = UUID.randomUUID();
        post(json(uuid, "USER_BUSY", null, null));
        Cdrs cdrs = server.bean(Cdrs.class);
        cdrs.forget(server.clock().instant().plus(Duration.ofDays(6)));
        assertThat(cdrs.find(uuid)).isPresent();
        cdrs.forget(server.clock().instant().plus(Duration.ofDays(8)));
        assertThat(cdrs.find(uuid)).isEmpty();
    }
}
