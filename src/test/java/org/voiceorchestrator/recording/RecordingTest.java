package org.voiceorchestrator.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.database.DataFolder;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// From what the switch recorded to what is heard.
class RecordingTest {
    private static final String SWITCH = "/var/lib/freeswitch/recordings";
    private static final byte[] SOUND = new byte[10_000];

    @TempDir
    static Path directory;

    private static TestServer server;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Given given;
    private long agent;
    private UUID call;

    @BeforeAll
    static void start() {
        for (int i = 0; i < SOUND.length; i++) {
            SOUND[i] = (byte) (i * 7);
        }
        server = new TestServer()
                .with("dialer.recordings.directory", directory.toString())
                .with("dialer.recordings.switch-directory", SWITCH)
                .with("dialer.recordings.keep-days", 30)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void aCall() {
        given = new Given(server);
        agent = given.agent();
        call = given.call(given.lead(given.campaign(agent)), "completed");
    }

    private RecordingPaths.RecordingPath recorded() throws IOException {
        RecordingPaths.RecordingPath path = server.bean(RecordingPaths.class)
                .forCall(call, server.clock().instant())
                .orElseThrow();
        Path file = directory.resolve(path.relative());
        Files.createDirectories(file.getParent());
        Files.write(file, SOUND);
        assertThat(server.bean(Recordings.class).finished(call, path.forSwitch(), 60, SOUND.length))
                .isTrue();
        return path;
    }

    private HttpResponse<byte[]> askAs(String method, String token, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.url() + "/api/dialer/call-logs/" + call + "/recording/"))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> ask(String... headers) throws Exception {
        return askAs("GET", server.token("supervisor"), headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private long heard() {
        return given.number("SELECT count(*) FROM audit_log WHERE action = 'listen' AND entity_id = '" + call + "'");
    }

    @Test
    void placeOfARecordingIsMadeByUs() {
        RecordingPaths.RecordingPath path = server.bean(RecordingPaths.class)
                .forCall(call, server.clock().instant())
                .orElseThrow();

        assertThat(path.forSwitch()).isEqualTo(SWITCH + "/" + path.relative());
        assertThat(path.relative()).matches("[0-9]{4}/[0-9]{2}/[0-9]{2}/" + call + "\\.wav");
    }

    @Test
    void directoryThatCannotStandInACommandRecordsNothing() {
        RecordingSettings settings = new RecordingSettings("/home/Jane Doe/x'y", "", 0);
        RecordingPaths paths = new RecordingPaths(settings, server.bean(DataFolder.class));
        assertThat(paths.forCall(call, server.clock().instant())).isEmpty();
    }

    @Test
    void callLogSaysWhereToListen() throws Exception {
        recorded();
        Map<String, Object> log = server.get("/api/dialer/call-logs/" + call).json();
        assertThat(log)
                .containsEntry("recording_url", "/api/dialer/call-logs/" + call + "/recording/")
                .containsEntry("recording_seconds", 60);
    }

    @Test
    void wholeRecordingIsHeardAndThatIsWrittenDown() throws Exception {
        recorded();

        HttpResponse<byte[]> answer = ask();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SOUND);
        assertThat(header(answer, "Content-Type")).isEqualTo("audio/wav");
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(answer, "Content-Length")).isEqualTo("10000");
        assertThat(header(answer, "Content-Disposition"))
                .matches("inline; filename=\"[0-9]{8}-[0-9]{6}-[0-9]+\\.wav\"");
        assertThat(heard()).isEqualTo(1);
    }

    @Test
    void partIsHeardAndTheRestOfOneListeningIsNotCountedAgain() throws Exception {
        recorded();

        HttpResponse<byte[]> first = ask("Range", "bytes=0-999");
        HttpResponse<byte[]> next = ask("Range", "bytes=1000-");
        HttpResponse<byte[]> last = ask("Range", "bytes=-500");

        assertThat(first.statusCode()).isEqualTo(206);
        assertThat(first.body()).isEqualTo(Arrays.copyOf(SOUND, 1000));
        assertThat(header(first, "Content-Range")).isEqualTo("bytes 0-999/10000");
        assertThat(next.body()).isEqualTo(Arrays.copyOfRange(SOUND, 1000, 10_000));
        assertThat(last.body()).isEqualTo(Arrays.copyOfRange(SOUND, 9500, 10_000));
        assertThat(heard()).isEqualTo(1);
    }

    @Test
    void severalPartsAtOnceAreAnsweredWhole() throws Exception {
        recorded();
        HttpResponse<byte[]> answer = ask("Range", "bytes=0-1,5-6");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SOUND);
    }

    @Test
    void partBehindTheEndIsRefusedWithTheLength() throws Exception {
        recorded();
        HttpResponse<byte[]> answer = ask("Range", "bytes=10000-");
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */10000");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"detail\"");
        assertThat(heard()).isZero();
    }

    @Test
    void whatIsAskedForIfItIsStillTheSameIsSentWholeWhenItIsNot() throws Exception {
        recorded();
        String tag = header(ask("Range", "bytes=0-0"), "ETag");
        String modified = header(ask("Range", "bytes=0-0"), "Last-Modified");

        assertThat(ask("Range", "bytes=1-2", "If-Range", tag).statusCode()).isEqualTo(206);
        assertThat(ask("Range", "bytes=1-2", "If-Range", modified).statusCode()).isEqualTo(206);
        assertThat(ask("Range", "bytes=1-2", "If-Range", "\"another\"").statusCode())
                .isEqualTo(200);
        assertThat(ask("Range", "bytes=1-2", "If-Range", "W/" + tag).statusCode())
                .isEqualTo(200);
        assertThat(ask("Range", "bytes=1-2", "If-Range", "Sat, 21 Nov 1992 10:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask("If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void headTellsTheLengthAndIsNoListening() throws Exception {
        recorded();
        HttpResponse<byte[]> answer = askAs("HEAD", server.token("supervisor"), "Range", "bytes=0-1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo("10000");
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.body()).isEmpty();
        assertThat(heard()).isZero();
    }

    @Test
    void agentsHearTheirOwnCallsOnlyAndViewersNone() throws Exception {
        recorded();
        assertThat(askAs("GET", server.tokenOfAgent(agent)).statusCode()).isEqualTo(200);
        assertThat(askAs("GET", server.tokenOfAgent(given.agent())).statusCode())
                .isEqualTo(404);
        assertThat(askAs("GET", server.token("viewer")).statusCode()).isEqualTo(403);
    }

    @Test
    void whyThereIsNothingToHearIsSaid() throws Exception {
        assertThat(detail()).isEqualTo("This call was not recorded.");
        RecordingPaths.RecordingPath path = recorded();
        Files.delete(directory.resolve(path.relative()));
        assertThat(detail()).contains("not in the directory of recordings");
    }

    private String detail() {
        var answer = server.get("/api/dialer/call-logs/" + call + "/recording");
        assertThat(answer.status()).isEqualTo(404);
        return String.valueOf(answer.at("detail"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                SWITCH + "/../../etc/passwd",
                SWITCH + "/2026/02/09/../../../x.wav",
                SWITCH + "-other/2026/02/09/0a30dd7c-c222-482f-a322-b1218a15f8cd.wav",
                SWITCH + "/x.wav"
            })
    void recordingThatLiesElsewhereIsNotTaken(String path) {
        assertThat(server.bean(Recordings.class).finished(call, path, 1, 1)).isFalse();
        assertThat(detail()).isEqualTo("This call was not recorded.");
    }

    @Test
    void linkThatLeadsOutOfTheDirectoryIsNotFollowed(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret.wav"), "secret");
        RecordingPaths.RecordingPath path = recorded();
        Files.delete(directory.resolve(path.relative()));
        Files.createSymbolicLink(directory.resolve(path.relative()), secret);

        assertThat(detail()).contains("not in the directory");
    }

    @Test
    void endOfARecordingMayBeToldTwice() throws Exception {
        RecordingPaths.RecordingPath path = recorded();
        Recordings recordings = server.bean(Recordings.class);
        assertThat(recordings.finished(call, path.forSwitch(), 61, 20)).isTrue();
        assertThat(recordings.finished(UUID.randomUUID(), path.forSwitch(), 61, 20))
                .isFalse();
    }

    @Test
    void recordingIsDeletedWhenItsTimeIsOver() throws Exception {
        RecordingPaths.RecordingPath path = recorded();
        RecordingUpkeep upkeep = server.bean(RecordingUpkeep.class);

        upkeep.deleteOld(server.clock().instant().plus(Duration.ofDays(29)));
        assertThat(askAs("HEAD", server.token("admin")).statusCode()).isEqualTo(200);

        assertThat(upkeep.deleteOld(server.clock().instant().plus(Duration.ofDays(31))))
                .isPositive();
        assertThat(directory.resolve(path.relative())).doesNotExist();
        assertThat(detail()).isEqualTo("The recording of this call was deleted: its time was over.");
        assertThat(server.get("/api/dialer/call-logs/" + call).at("recording_url"))
                .isEqualTo("");
        assertThat(upkeep.deleteOld(server.clock().instant().plus(Duration.ofDays(31))))
                .isZero();
    }

    @Test
    void whereNoTimeIsSetRecordingsStay() throws Exception {
        RecordingUpkeep without = new RecordingUpkeep(
                server.bean(Recordings.class), server.bean(RecordingPaths.class), new RecordingSettings("", "", 0));
        recorded();
        assertThat(without.deleteOld(server.clock().instant().plus(Duration.ofDays(9999))))
                .isZero();
    }

    @Test
    void campaignSaysWhetherItsCallsAreRecorded() {
        long campaign = given.campaign(agent);
        String path = "/api/dialer/campaigns/" + campaign + "/";
        assertThat(server.get(path).at("record_calls")).isEqualTo(false);
        assertThat(server.patch(path, Map.of("record_calls", true)).at("record_calls"))
                .isEqualTo(true);
        assertThat(server.patch(path, Map.of("campaign_name", "x")).at("record_calls"))
                .isEqualTo(true);
        assertThat(server.patch(path, Map.of("record_calls", "perhaps")).status())
                .isEqualTo(400);
    }
}
