package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The codec against what a real switch sent.
class EslRecordingsTest {
    private static final int EVERY_PLACE_UP_TO = 8 * 1024;

    static List<String> recordings() {
        return Recordings.names();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void framesEncodedAgainAreTheSameBytes(String name) {
        var out = new ByteArrayOutputStream();
        Recordings.frames(name).forEach(frame -> out.writeBytes(frame.encode()));
        assertThat(out.toByteArray()).isEqualTo(Recordings.bytes(name));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void oneByteAtATimeGivesTheSameFrames(String name) throws Exception {
        var bytes = Recordings.bytes(name);
        var pieces = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            pieces[i] = new byte[] {bytes[i]};
        }
        assertThat(Recordings.decode(pieces)).isEqualTo(Recordings.frames(name));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void splitAtEveryPlaceGivesTheSameFrames(String name) throws Exception {
        var bytes = java.util.Arrays.copyOf(
                Recordings.bytes(name), Math.min(EVERY_PLACE_UP_TO, Recordings.bytes(name).length));
        var whole = Recordings.decode(bytes);
        assertThat(whole).hasSizeGreaterThan(2);
        for (int at = 0; at <= bytes.length; at++) {
            assertThat(Recordings.decode(Recordings.split(bytes, at)))
                    .as("split at %d", at)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void plainEventsEncodedAgainAreTheSameBytes(String name) throws Exception {
        for (var frame : Recordings.frames(name)) {
            if (frame.contentType().equals("text/event-plain") && !saysAHeaderTwice(frame) && !isLossy(frame)) {
                assertThat(EslEvent.from(frame).toPlainFrame()).isEqualTo(frame);
                assertThat(EslEvent.from(frame).toPlainFrame().text()).isEqualTo(frame.text());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void eventsSurviveBothFormats(String name) throws Exception {
        for (var event : Recordings.events(name)) {
            assertThat(EslEvent.from(event.toJsonFrame())).isEqualTo(event);
            assertThat(EslEvent.from(event.toPlainFrame())).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyEventIsUnderstood(String name) {
        for (var event : Recordings.events(name)) {
            assertThat(event.name()).matches("[A-Z_]+");
            assertThat(event.coreUuid()).isPresent();
            assertThat(event.sequence()).isPresent();
            assertThat(event.timestamp()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void nothingIsUnknown(String name) {
        assertThat(Recordings.messages(name)).noneMatch(EslMessage.Unknown.class::isInstance);
        assertThat(Recordings.messages(name).getFirst()).isEqualTo(new EslMessage.AuthRequest());
    }

    @ParameterizedTest
    @CsvSource({
        "10_busy_486, USER_BUSY, -ERR USER_BUSY",
        "11_noanswer_timeout, NO_ANSWER, -ERR NO_ANSWER",
        "13_unallocated_404, UNALLOCATED_NUMBER, -ERR UNALLOCATED_NUMBER",
        "14_503_from_carrier, NORMAL_TEMPORARY_FAILURE, -ERR NORMAL_TEMPORARY_FAILURE",
        "14c_403, CALL_REJECTED, -ERR CALL_REJECTED",
        "14k_487, ORIGINATOR_CANCEL, -ERR ORIGINATOR_CANCEL",
        "20_uuid_kill_midring, NORMAL_CLEARING, -ERR NORMAL_CLEARING",
        "06_bridgeapp_agent_busy, USER_BUSY, +OK a81a5f3c-ac0d-4f8f-8ead-5575e1b5ec4a",
    })
    void causesAreAsTheSwitchGaveThem(String name, String cause, String job) {
        var complete = named(name, "CHANNEL_HANGUP_COMPLETE");
        assertThat(complete).isNotEmpty().allSatisfy(event -> {
            assertThat(event.header("Hangup-Cause")).contains(cause);
            assertThat(event.variable("hangup_cause")).contains(cause);
        });
        assertThat(named(name, "BACKGROUND_JOB"))
                .singleElement()
                .satisfies(event -> assertThat(event.body()).startsWith(job.substring(0, Math.min(job.length(), 30))));
    }

    @ParameterizedTest
    @CsvSource({
        "15d_gateway_down_marked, -ERR GATEWAY_DOWN, 1",
        "16_invalid_gateway, -ERR INVALID_GATEWAY, 1",
        "17_user_not_registered, -ERR USER_NOT_REGISTERED, 0",
        "17b_user_unknown, -ERR SUBSCRIBER_ABSENT, 0",
        "17c_unknown_profile, -ERR INVALID_PROFILE, 1",
        "17d_unknown_endpoint, -ERR CHAN_NOT_IMPLEMENTED, 0",
    })
    void failuresWithoutACallHaveAJobAndAtMostALoneDestroy(String name, String job, int destroyed) {
        assertThat(named(name, "BACKGROUND_JOB"))
                .singleElement()
                .satisfies(event -> assertThat(event.body()).isEqualTo(job + "\n"));
        assertThat(named(name, "CHANNEL_DESTROY")).hasSize(destroyed);
        assertThat(named(name, "CHANNEL_CREATE")).isEmpty();
    }

    @Test
    void theWholeCallOfABridgeIsThereInItsOrder() {
        var names = Recordings.events("04_bridgeapp_cust_hangs").stream()
                .map(EslEvent::name)
                .filter(name -> !List.of(
                                "API",
                                "CHANNEL_OUTGOING",
                                "CALL_UPDATE",
                                "CHANNEL_EXECUTE_COMPLETE",
                                "CHANNEL_CALLSTATE",
                                "CHANNEL_STATE")
                        .contains(name))
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(names)
                .containsExactly(
                        "CHANNEL_CREATE",
                        "CHANNEL_ORIGINATE",
                        "CHANNEL_PROGRESS",
                        "CHANNEL_ANSWER",
                        "BACKGROUND_JOB",
                        "CHANNEL_EXECUTE",
                        "CHANNEL_CREATE",
                        "CHANNEL_ORIGINATE",
                        "CHANNEL_PROGRESS",
                        "CHANNEL_ANSWER",
                        "CHANNEL_BRIDGE",
                        "CHANNEL_HANGUP",
                        "CHANNEL_HANGUP",
                        "CHANNEL_UNBRIDGE",
                        "CHANNEL_HANGUP_COMPLETE",
                        "CHANNEL_DESTROY",
                        "CHANNEL_HANGUP_COMPLETE",
                        "CHANNEL_DESTROY");
    }

    @Test
    void aSystemThatShutsDownSaysSo() {
        assertThat(Recordings.messages("60_restart_SIGTERM"))
                .contains(new EslMessage.DisconnectNotice("The system is being shut down.\n"));
        assertThat(named("60_restart_SIGTERM", "SHUTDOWN")).hasSize(1);
        assertThat(named("60_restart_SIGTERM", "CHANNEL_HANGUP_COMPLETE"))
                .extracting(event -> event.header("Hangup-Cause").orElseThrow())
                .containsExactly("SYSTEM_SHUTDOWN", "SYSTEM_SHUTDOWN", "SYSTEM_SHUTDOWN");
    }

    @Test
    void arraysLineBreaksAndPlusSignsAreDecoded() {
        var event = Recordings.events("array_variables").getFirst();
        assertThat(event.variable("arr")).contains("ARRAY::one|:two|:three");
        assertThat(event.variable("ml")).contains("line1\nline2");
        assertThat(event.variable("plus")).contains("a+b");
        assertThat(event.variable("pct")).contains("100% a,b");
        assertThat(event.toJsonFrame().text()).contains("\"variable_arr\":[\"one\",\"two\",\"three\"]");
    }

    @Test
    void theSameHeartbeatIsUnderstoodInBothFormats() {
        var plain = Recordings.events("heartbeat_plain").getFirst();
        var json = Recordings.events("heartbeat_json").getFirst();
        assertThat(plain.headers().keySet()).isEqualTo(json.headers().keySet());
        assertThat(json.header("Event-Info")).contains("System Ready").isEqualTo(plain.header("Event-Info"));
        assertThat(json.timestamp()).contains(java.time.Instant.parse("2026-11-20T14:04:34.413880Z"));
    }

    @Test
    void theJsonHeartbeatEncodedAgainIsTheSameBytes() throws Exception {
        var frame = Recordings.frames("heartbeat_json").getLast();
        assertThat(new String(EslEvent.from(frame).toJsonFrame().encode(), UTF_8))
                .isEqualTo(new String(frame.encode(), UTF_8));
    }

    @Test
    void aChannelsDumpAndTheListOfChannelsAreRead() throws Exception {
        var dumps = new ArrayList<EslEvent>();
        var tables = new ArrayList<List<Map<String, String>>>();
        for (var message : Recordings.messages("41_state_queries")) {
            if (message instanceof EslMessage.ApiResponse(var output) && output.startsWith("{\"row_count\"")) {
                tables.add(EslRows.parse(output));
            } else if (message instanceof EslMessage.ApiResponse(var output) && output.startsWith("{\"Event-Name\"")) {
                dumps.add(EslEvent.fromJson(output));
            }
        }
        assertThat(dumps).isNotEmpty().allSatisfy(dump -> {
            assertThat(dump.name()).isEqualTo("CHANNEL_DATA");
            assertThat(dump.uniqueId()).isPresent();
        });
        assertThat(tables)
                .anySatisfy(rows -> assertThat(rows)
                        .first()
                        .satisfies(row -> assertThat(row).containsKeys("uuid", "callstate")));
        assertThat(EslRows.parse("{\"row_count\": 0}\n")).isEmpty();
    }

    private static List<EslEvent> named(String recording, String event) {
        return Recordings.events(recording).stream()
                .filter(each -> each.name().equals(event))
                .toList();
    }

    private static boolean saysAHeaderTwice(EslFrame frame) {
        var names = frame.text().lines().map(line -> line.replaceAll(":.*", "")).toList();
        return names.stream().distinct().count() < names.size();
    }

    /// A percent sign of the value itself: plain events can't be undone then.
    private static boolean isLossy(EslFrame frame) {
        return frame.text().contains("%2C");
    }
}
