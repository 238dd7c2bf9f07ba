package org.voiceorchestrator.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.freeswitch.EslAddress;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslListener;
import org.voiceorchestrator.freeswitch.EslSession;
import org.voiceorchestrator.freeswitch.EslSettings;

/// Whatever the switch says of a call, in whatever order and however often, the call has one story with one end.
class FreeSwitchCallPropertiesTest {
    private static final String UUID = "68dc278c-c9ef-4ea1-a13b-a9e12fbf2a10";
    private static final Instant NOW = Instant.parse("2026-11-20T07:00:00Z");
    private static final List<String> KINDS = List.of(
            "CHANNEL_CREATE",
            "CHANNEL_PROGRESS",
            "CHANNEL_PROGRESS_MEDIA",
            "CHANNEL_ANSWER",
            "CHANNEL_BRIDGE",
            "CHANNEL_UNBRIDGE",
            "CHANNEL_SOMETHING_NEW");
    private static final List<String> CAUSES = List.of(
            "NORMAL_CLEARING",
            "USER_BUSY",
            "CALL_REJECTED",
            "NO_ANSWER",
            "UNALLOCATED_NUMBER",
            "ORIGINATOR_CANCEL",
            "DESTINATION_OUT_OF_ORDER",
            "GATEWAY_DOWN",
            "A_CAUSE_OF_TOMORROW");

    /// A client of a switch that is not there: what it is asked, nobody answers.
    private static final EslClient AWAY = ofNobody();

    private static EslClient ofNobody() {
        return EslClient.start(EslSettings.of(new EslAddress("127.0.0.1", freePort(), "ClueCon")), new Deaf());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void close() {
        AWAY.close();
    }

    private static final class Deaf implements EslListener {
        @Override
        public void onUp(EslSession session) {
            throw new IllegalStateException("nobody is there");
        }

        @Override
        public void onEvent(EslEvent event) {
            throw new IllegalStateException("nobody is there");
        }

        @Override
        public void onDown(String reason) {
            throw new IllegalStateException("nobody was there");
        }
    }

    private static FreeSwitchCall call(CallPlacer.Reached reached) {
        CallRequest.Then then = new CallRequest.Then.Agent(java.util.UUID.randomUUID(), "101", Duration.ofSeconds(20));
        return new FreeSwitchCall(
                UUID, then, reached, AWAY, new Inbox(UUID), Clock.fixed(NOW, ZoneOffset.UTC), new Inboxes());
    }

    private static Inbox.Item event(String name, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Event-Name", name);
        headers.put("Unique-ID", UUID);
        headers.put("Event-Date-Timestamp", "1795182345621409");
        return new Inbox.Heard(EslEvent.of(headers, ""), NOW);
    }

    private static Inbox.Item job(String output) {
        return new Inbox.Heard(
                EslEvent.of(Map.of("Event-Name", "BACKGROUND_JOB", "Job-UUID", UUID), output + "\n"), NOW);
    }

    private static Inbox.Item end(String name, String cause, boolean answered, boolean bridged) {
        return event(
                name,
                Map.of(
                        "Hangup-Cause",
                        cause,
                        "Caller-Channel-Progress-Time",
                        "1795182340000000",
                        "Caller-Channel-Answered-Time",
                        answered || bridged ? "1795182341000000" : "0",
                        "Caller-Channel-Bridged-Time",
                        bridged ? "1795182342000000" : "0"));
    }

    @Provide
    Arbitrary<List<Inbox.Item>> items() {
        Arbitrary<Inbox.Item> steps = Arbitraries.of(KINDS).map(name -> event(name, Map.of()));
        Arbitrary<Inbox.Item> jobs = Arbitraries.of(CAUSES).map(cause -> job("-ERR " + cause));
        Arbitrary<Inbox.Item> accepted = Arbitraries.just(job("+OK " + UUID));
        Arbitrary<Inbox.Item> connection = Arbitraries.of(new Inbox.Reconnected(), new Inbox.SwitchRestarted())
                .map(item -> item);
        Arbitrary<Inbox.Item> lone = Arbitraries.just(event("CHANNEL_DESTROY", Map.of()));
        return Arbitraries.frequencyOf(
                        Tuple.of(8, steps),
                        Tuple.of(1, jobs),
                        Tuple.of(2, accepted),
                        Tuple.of(1, ends()),
                        Tuple.of(1, connection),
                        Tuple.of(1, lone))
                .list()
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<Inbox.Item> ends() {
        return Arbitraries.of(CAUSES)
                .flatMap(cause -> Arbitraries.of("CHANNEL_HANGUP_COMPLETE", "CHANNEL_DESTROY")
                        .flatMap(name -> Arbitraries.integers()
                                .between(0, 2)
                                .map(reached -> end(name, cause, reached > 0, reached > 1))));
    }

    private static List<CallSignal> story(FreeSwitchCall call, List<Inbox.Item> items) {
        List<CallSignal> signals = new ArrayList<>();
        for (Inbox.Item item : items) {
            call.take(item);
            for (CallSignal signal = call.nextKnown(); signal != null; signal = call.nextKnown()) {
                signals.add(signal);
            }
        }
        return signals;
    }

    private static int step(CallSignal signal) {
        return switch (signal) {
            case CallSignal.Ringing ringing -> 1;
            case CallSignal.Answered answered -> 2;
            case CallSignal.Recorded recorded -> throw new AssertionError("nothing was recorded: " + recorded);
            case CallSignal.AgentFailed failed -> throw new AssertionError("no agent was rung: " + failed);
            case CallSignal.KeyPressed key -> throw new AssertionError("nobody pressed a key: " + key);
            case CallSignal.Held held -> throw new AssertionError("nobody was put on hold: " + held);
            case CallSignal.AgentLeft left -> throw new AssertionError("nobody left: " + left);
            case CallSignal.Transferred transferred -> throw new AssertionError("not transferred: " + transferred);
            case CallSignal.TransferFailed failed -> throw new AssertionError("not transferred: " + failed);
            case CallSignal.Bridged bridged -> 3;
            case CallSignal.Ended ended -> 4;
        };
    }

    private static @Nullable CallOutcome outcome(List<CallSignal> story) {
        return story.getLast() instanceof CallSignal.Ended ended ? ended.outcome() : null;
    }

    @Property(tries = 3000)
    void everyCallGoesForwardOnlyAndEndsOnce(
            @ForAll CallPlacer.Reached reached,
            @ForAll("items") List<Inbox.Item> items,
            @ForAll("ends") Inbox.Item end,
            @ForAll("items") List<Inbox.Item> echoes) {
        List<Inbox.Item> all = new ArrayList<>(items);
        all.add(end);
        all.addAll(echoes);
        List<CallSignal> story = story(call(reached), all);
        List<Integer> steps =
                story.stream().map(FreeSwitchCallPropertiesTest::step).toList();
        assertThat(steps).doesNotHaveDuplicates().isSorted().endsWith(4);
    }

    @Property(tries = 1000)
    void whoHasTalkedIsNeverCalledAnythingElse(
            @ForAll("items") List<Inbox.Item> items, @ForAll("ends") Inbox.Item end) {
        List<Inbox.Item> all = new ArrayList<>(items);
        all.add(end);
        List<CallSignal> story = story(call(CallPlacer.Reached.NOTHING), all);
        boolean bridged = story.stream().anyMatch(CallSignal.Bridged.class::isInstance);
        boolean answered = story.stream().anyMatch(CallSignal.Answered.class::isInstance);
        CallOutcome outcome = outcome(story);
        assertThat(outcome instanceof CallOutcome.Answered).isEqualTo(bridged);
        if (answered && !bridged) {
            assertThat(outcome).isInstanceOf(CallOutcome.Abandoned.class);
        }
    }

    @Property(tries = 500)
    void everythingTwiceIsTheSameStory(@ForAll("items") List<Inbox.Item> items, @ForAll("ends") Inbox.Item end) {
        List<Inbox.Item> once = new ArrayList<>(items);
        once.add(end);
        List<Inbox.Item> twice =
                once.stream().flatMap(item -> List.of(item, item).stream()).toList();
        assertThat(story(call(CallPlacer.Reached.NOTHING), twice))
                .isEqualTo(story(call(CallPlacer.Reached.NOTHING), once));
    }

    @Example
    void aGatewayThatIsDownPlacesNothingWhicheverIsToldFirst() {
        Inbox.Item lone = event("CHANNEL_DESTROY", Map.of());
        Inbox.Item refused = job("-ERR GATEWAY_DOWN");
        assertThat(outcome(story(call(CallPlacer.Reached.NOTHING), List.of(lone, refused))))
                .isEqualTo(new CallOutcome.NotPlaced("GATEWAY_DOWN"));
        assertThat(outcome(story(call(CallPlacer.Reached.NOTHING), List.of(refused, lone))))
                .isEqualTo(new CallOutcome.NotPlaced("GATEWAY_DOWN"));
    }

    @Example
    void theLastEventAloneTellsTheWholeStory() {
        List<CallSignal> story =
                story(call(CallPlacer.Reached.NOTHING), List.of(end("CHANNEL_DESTROY", "NORMAL_CLEARING", true, true)));
        assertThat(story).hasSize(4);
        assertThat(outcome(story)).isEqualTo(new CallOutcome.Answered("NORMAL_CLEARING"));
    }

    @Example
    void aRefusalOfACallThatWasAnsweredLeavesTheStoryToItsChannel() {
        List<CallSignal> story = story(
                call(CallPlacer.Reached.NOTHING),
                List.of(
                        event("CHANNEL_ANSWER", Map.of()),
                        job("-ERR NORMAL_CLEARING"),
                        end("CHANNEL_HANGUP_COMPLETE", "NORMAL_CLEARING", true, false)));
        assertThat(outcome(story)).isEqualTo(new CallOutcome.Abandoned("NORMAL_CLEARING", false));
    }

    @Example
    void aCallIsNotGivenUpBecauseTheSwitchWasStartedAnewBeforeItWasPlaced() {
        List<CallSignal> story = story(
                call(CallPlacer.Reached.NOTHING),
                List.of(
                        new Inbox.SwitchRestarted(),
                        event("CHANNEL_CREATE", Map.of()),
                        event("CHANNEL_ANSWER", Map.of()),
                        event("CHANNEL_BRIDGE", Map.of())));
        assertThat(story).hasSize(2).noneMatch(CallSignal.Ended.class::isInstance);
    }
}
