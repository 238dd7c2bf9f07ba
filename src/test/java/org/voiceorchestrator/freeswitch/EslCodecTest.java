package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EslCodecTest {
    private static final List<String> NAMES = Recordings.names();

    @Test
    void aBodyIsCountedInBytesAndNothingFollowsIt() throws Exception {
        var frames = Recordings.decode(
                "Content-Type: api/response\nContent-Length: 17\n\nhéllo wörld ☎Content-Type: auth/request\n\n"
                        .getBytes(UTF_8));
        assertThat(frames).hasSize(2);
        assertThat(EslMessage.from(frames.getFirst())).isEqualTo(new EslMessage.ApiResponse("héllo wörld ☎"));
        assertThat(EslMessage.from(frames.getLast())).isEqualTo(new EslMessage.AuthRequest());
    }

    @Test
    void headersAreFoundInAnyLetterCaseAndEndingsMayBeCrLf() throws Exception {
        var frame = Recordings.decode("content-TYPE: command/reply\r\nreply-text: +OK\r\n\r\n".getBytes(UTF_8))
                .getFirst();
        assertThat(frame.header("Content-Type")).contains("command/reply");
        assertThat(EslMessage.from(frame))
                .isInstanceOfSatisfying(
                        EslMessage.CommandReply.class,
                        reply -> assertThat(reply.ok()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no colon here\n\n",
                ": no name\n\n",
                "Content-Length: -1\n\n",
                "Content-Length: 1e3\n\n",
                "Content-Length: \n\n",
                "Content-Length: 16777217\n\n",
                "Content-Length: 99999999999999999999\n\n",
                "Content-Length: 007\n\n1234567",
                "Content-Length: 1\nContent-Length: 2\nA\u0000: b\n\nxy",
                "A: b\u0000c\n\n",
            })
    void whatIsNoFrameSaysWhatIsWrongAndStaysWrong(String bytes) {
        var decoder = new EslDecoder();
        decoder.offer(bytes.getBytes(UTF_8), 0, bytes.getBytes(UTF_8).length);
        assertThatThrownBy(decoder::next)
                .isInstanceOf(EslProtocolException.class)
                .hasMessageMatching("(?s).{10,}");
        assertThatThrownBy(decoder::next).isInstanceOf(EslProtocolException.class);
    }

    @Test
    void aHeaderThatNeverEndsIsRefusedAtItsBound() {
        var decoder = new EslDecoder();
        var kilobyte = "x".repeat(1024).getBytes(UTF_8);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 66; i++) {
                        decoder.offer(kilobyte, 0, kilobyte.length);
                        assertThat(decoder.next()).isNull();
                    }
                })
                .isInstanceOf(EslProtocolException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void theLongestHeaderBlockAndTheLongestBodyPass() throws Exception {
        var start = "Content-Length: 16777216\nA: ";
        var header = start + "x".repeat(64 * 1024 - start.length() - 2) + "\n\n";
        var frames = Recordings.decode(header.getBytes(UTF_8), new byte[16 * 1024 * 1024]);
        assertThat(frames)
                .singleElement()
                .satisfies(frame -> assertThat(frame.body()).hasSize(16 * 1024 * 1024));
    }

    @Test
    void blankLinesWithoutEndAreNothing() throws Exception {
        assertThat(Recordings.decode("\n".repeat(200_000).getBytes(UTF_8))).isEmpty();
    }

    @Test
    void aPieceMustBeReadBeforeTheNextIsOffered() {
        var decoder = new EslDecoder();
        decoder.offer(new byte[] {'a', ':'}, 0, 2);
        assertThatThrownBy(() -> decoder.offer(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFrameCantContradictItsLengthNorForgeAHeader() {
        assertThatThrownBy(() -> new EslFrame(List.of(new EslHeader("Content-Length", "3")), new byte[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EslFrame.commandReply("+OK\nContent-Length: 5"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EslHeader("A: b", "c")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a+b, a%2Bb",
                "a b, a%20b",
                "http://x/?q=1;r, http%3A//x/%3Fq%3D1%3Br",
                "é☎, %C3%A9%E2%98%8E",
                "()!$*'/~-_., ()!$*'/~-_.",
                "[\\]^`{|}<>#&@, %5B%5C%5D%5E%60%7B%7C%7D%3C%3E%23%26%40",
                "100%, 100%25",
            })
    void valuesAreCodedAsTheSwitchDoes(String value, String coded) {
        assertThat(UrlCoding.encode(value)).isEqualTo(coded);
        assertThat(UrlCoding.decode(coded)).isEqualTo(value);
    }

    @Test
    void aLiteralEscapePassesUncodedAsAtTheSwitch() {
        assertThat(UrlCoding.encode("100%25 a%2Cb %2c %4")).isEqualTo("100%25%20a%2Cb%20%252c%20%254");
        assertThat(UrlCoding.decode("a%2Cb%zz%4")).isEqualTo("a,b%zz%4");
        assertThat(UrlCoding.decode("%C3x")).isEqualTo("\uFFFDx");
    }

    @Test
    void anEmptyValueIsWrittenAsTheSwitchDoesInPlainEvents() throws Exception {
        var event = EslEvent.of(Map.of("variable_x", ""), "");
        assertThat(event.toPlainFrame().text()).isEqualTo("variable_x: _undef_\n\n");
        assertThat(EslEvent.from(event.toPlainFrame()).variable("x")).contains("");
        assertThat(EslEvent.from(event.toJsonFrame()).variable("x")).contains("");
    }

    @Test
    void anEventWithABodyIsWrittenAsTheSwitchDoes() {
        var event = EslEvent.of(Map.of("Job-UUID", "j"), "+OK é\n");
        assertThat(new String(event.toPlainFrame().encode(), UTF_8)).isEqualTo("""
                        Content-Length: 38
                        Content-Type: text/event-plain

                        Job-UUID: j
                        Content-Length: 7

                        +OK é
                        """);
        assertThat(event.toJsonFrame().text())
                .isEqualTo("{\"Job-UUID\":\"j\",\"Content-Length\":\"7\",\"_body\":\"+OK é\\n\"}");
    }

    @Test
    void jsonMayBeOddInTheWaysOfTheSwitch() throws Exception {
        var event = EslEvent.fromJson("{\"A\":\"1\",\"A\":\"2\",\"Content-Length\":\"1\",\"Content-Length\":\"2\","
                + "\"L\":[\"one\",\"two\"],\"_body\":\"xy\"}");
        assertThat(event.name()).isEmpty();
        assertThat(event.headers()).containsExactly(Map.entry("A", "1"), Map.entry("L", "ARRAY::one|:two"));
        assertThat(event.body()).isEqualTo("xy");
        var bytes = "{\"A\":\"\u00E9\"}".getBytes(ISO_8859_1);
        assertThat(EslEvent.from(EslFrame.event("text/event-json", bytes)).header("A"))
                .contains("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{", "{\"a\":{}}", "{\"a\":[{}]}", "{\"a\":\"b\"}x", "{\"a\":[", "null", "{\"a\":[[]]}"
            })
    void jsonThatIsNoEventIsRefused(String json) {
        assertThatThrownBy(() -> EslEvent.fromJson(json)).isInstanceOf(EslProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[]", "{\"rows\":[1]}", "{\"rows\":[{}", "{\"rows\":[]}{"})
    void jsonThatIsNoTableIsRefused(String json) {
        assertThatThrownBy(() -> EslRows.parse(json)).isInstanceOf(EslProtocolException.class);
    }

    @Test
    void aTableIsReadPastWhatElseIsInIt() throws Exception {
        assertThat(EslRows.parse("{\"x\":{\"y\":[1]},\"row_count\":1,\"rows\":[{\"uuid\":\"u\",\"n\":3}],\"z\":null}"))
                .containsExactly(Map.of("uuid", "u", "n", "3"));
    }

    @Test
    void anEventShorterThanItsBodyIsRefused() {
        var frame = EslFrame.event("text/event-plain", "A: b\nContent-Length: 9\n\nshort".getBytes(UTF_8));
        assertThatThrownBy(() -> EslEvent.from(frame)).isInstanceOf(EslProtocolException.class);
        var broken = EslFrame.event("text/event-plain", "no colon\n\n".getBytes(UTF_8));
        assertThatThrownBy(() -> EslEvent.from(broken)).isInstanceOf(EslProtocolException.class);
    }

    @Test
    void timesAreMicrosecondsAndZeroIsNever() {
        var event = EslEvent.of(
                Map.of("Event-Date-Timestamp", "1795183474413880", "Answered", "0", "Odd", "x", "Far", "9".repeat(18)),
                "");
        assertThat(event.timestamp()).contains(Instant.parse("2026-11-20T14:04:34.413880Z"));
        assertThat(event.micros("Answered")).isEmpty();
        assertThat(event.micros("Odd")).isEmpty();
        assertThat(event.micros("Missing")).isEmpty();
        assertThat(event.micros("Far")).isPresent();
        assertThat(event.sequence()).isEmpty();
    }

    @Test
    void requestsAreTakenApartAtTheSwitchsSide() throws Exception {
        var decoder = new EslRequestDecoder();
        var bytes = "\n\nauth ClueCon\r\n\r\nbgapi  status\nJob-UUID: j\n\nsendevent X\nContent-Length: 2\n\nhiexit\n\n"
                .getBytes(UTF_8);
        decoder.offer(bytes, 0, bytes.length);
        var requests = new ArrayList<EslRequest>();
        for (var request = decoder.next(); request != null; request = decoder.next()) {
            requests.add(request);
        }
        assertThat(requests)
                .containsExactly(
                        new EslRequest("auth ClueCon", List.of(), ""),
                        new EslRequest("bgapi  status", List.of(new EslHeader("Job-UUID", "j")), ""),
                        new EslRequest("sendevent X", List.of(new EslHeader("Content-Length", "2")), "hi"),
                        new EslRequest("exit", List.of(), ""));
        assertThat(requests.get(1).verb()).isEqualTo("bgapi");
        assertThat(requests.get(1).argument()).isEqualTo("status");
        assertThat(requests.get(1).header("job-uuid")).contains("j");
        assertThat(decoder.atFrameBoundary()).isTrue();
    }

    @Property
    void anyEventSurvivesTheJsonFormat(@ForAll("headers") Map<String, String> headers, @ForAll String body)
            throws Exception {
        var event = EslEvent.of(headers, whole(body));
        assertThat(EslEvent.from(event.toJsonFrame())).isEqualTo(event);
    }

    @Property
    void anyEventWithoutAPercentSignSurvivesThePlainFormat(
            @ForAll("headers") Map<String, String> headers, @ForAll String body) throws Exception {
        var clean = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> clean.put(name, value.replace("%", "").replace("_undef_", "")));
        var event = EslEvent.of(clean, whole(body));
        assertThat(EslEvent.from(event.toPlainFrame())).isEqualTo(event);
        assertThat(Recordings.decode(event.toPlainFrame().encode())).containsExactly(event.toPlainFrame());
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        var names = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("-_ ")
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(name -> "v" + name)
                .filter(name -> !name.equalsIgnoreCase("Content-Length"));
        return Arbitraries.maps(names, Arbitraries.strings().map(EslCodecTest::whole))
                .ofMaxSize(12);
    }

    /// Without halves of surrogate pairs, which no UTF-8 can carry.
    private static String whole(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    @Property(tries = 400)
    void randomSplitsOfRecordingsGiveTheSameFrames(@ForAll Random random) throws Exception {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        var bytes = Recordings.bytes(name);
        assertThat(Recordings.decode(pieces(bytes, random))).isEqualTo(Recordings.frames(name));
    }

    @Property(tries = 1000)
    void randomBytesAreFramesOrRefused(@ForAll @Size(max = 3000) byte[] bytes) {
        understoodOrRefused(bytes);
    }

    @Property(tries = 1000)
    void randomLinesAreFramesOrRefused(@ForAll("lines") List<String> lines) {
        understoodOrRefused(String.join("", lines).getBytes(UTF_8));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "Content-Type: auth/request\n",
                        "Content-Type: text/event-plain\n",
                        "Content-Type: text/event-json\n",
                        "Content-Type: api/response\n",
                        "Content-Length: 10\n",
                        "Content-Length: 0\n",
                        "Content-Length: 3000\n",
                        "Content-Length: -5\n",
                        "\n",
                        "\n",
                        "\r\n",
                        "Event-Name: X\n",
                        "{\"a\":\"b\"}",
                        "{\"a\":[",
                        "%4",
                        ":",
                        "\u0000",
                        "ARRAY::|:")
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 300)
    void damagedRecordingsAreFramesOrRefused(@ForAll Random random, @ForAll @IntRange(max = 20) int damages) {
        var bytes = Recordings.bytes(NAMES.get(random.nextInt(NAMES.size())));
        var cut = Arrays.copyOf(bytes, Math.min(1 + random.nextInt(bytes.length), 40_000));
        for (int i = 0; i < damages; i++) {
            cut[random.nextInt(cut.length)] = (byte) random.nextInt(256);
        }
        understoodOrRefused(cut);
    }

    private static void understoodOrRefused(byte[] bytes) {
        int decoded = 0;
        try {
            for (var frame : Recordings.decode(bytes)) {
                decoded += frame.encode().length;
                assertThat(EslMessage.from(frame)).isNotNull();
            }
        } catch (EslProtocolException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400).doesNotContain("\n");
        }
        assertThat(decoded).as("nothing is made up").isLessThanOrEqualTo(3 * bytes.length + 16);
    }

    private static byte[][] pieces(byte[] bytes, Random random) {
        var pieces = new ArrayList<byte[]>();
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 10 : 5000));
            pieces.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return pieces.toArray(byte[][]::new);
    }
}
