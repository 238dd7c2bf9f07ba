package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Operator;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;
import org.voiceorchestrator.testkit.Wire;

/// The database is out of reach for some seconds while calls ring and talk.
class DatabaseAwayTest {
    private static final String STAYS = "7777";
    private static final String LATE = "8888";
    /// Presses 1 twenty seconds of the switch's after the answer, five of ours.
    private static final String PRESSES = "1111";

    private SimulatedSwitch simulated;
    private TestServer observer;
    private Wire wire;
    private TestServer server;
    private @Nullable DialingHouse opened;

    @BeforeEach
    void start() {
        String url = TestDatabase.fresh();
        observer = new TestServer().with("database.url", url).start();
        Matcher port = Pattern.compile(":(\\d+)/").matcher(url);
        assertThat(port.find()).isTrue();
        wire = new Wire(Integer.parseInt(port.group(1)));
        simulated = DialingHouse.slowSwitchWith(Scenario.carrierSuffixes()
                .suffix(STAYS, CallBehaviour.staysAfter(Duration.ofSeconds(1)))
                .suffix(LATE, CallBehaviour.staysAfter(Duration.ofSeconds(20)))
                .suffix(PRESSES, CallBehaviour.staysAfter(Duration.ZERO).pressing("1", Duration.ofSeconds(20)))
                .sound("ivr/long.wav", Duration.ofMinutes(2)));
        server = DialingHouse.over(simulated)
                // prepared statements would be said by a number only, and the wire goes by words
                .with(
                        "database.url",
                        url.replaceFirst("//[^/]+/", "//127.0.0.1:" + wire.port() + "/") + "&prepareThreshold=0")
                .with("datasources.default.connection-timeout", 1000)
                .with("dialer.dialing.lease", "3s");
    }

    @AfterEach
    void stop() {
        if (opened != null) {
            opened.close();
        }
        wire.close();
        observer.close();
    }

    private DialingHouse open(DialingHouse house) {
        opened = house;
        return house;
    }

    private long count(String from) {
        return observer.database().sql("SELECT count(*) AS n FROM " + from).one(row -> row.bigint("n"));
    }

    private void hangUpAll() {
        try (Operator operator = new Operator(simulated)) {
            operator.hangUpAll();
        }
    }

    @Test
    void endsAndStepsOfMeanwhileAreWrittenDownAfterwards() {
        DialingHouse house = open(DialingHouse.running(simulated, server));
        house.campaign("101", 20, GivenCalls.numbers(4, STAYS));
        house.campaign("102", 20, GivenCalls.numbers(4, LATE));
        house.campaign("103", 20, GivenCalls.numbers(2, "0002"));
        Await.until("all are dialed", () -> count("call_logs") == 10);
        Await.until("some talk", () -> count("call_logs WHERE bridged_at IS NOT NULL") >= 4);
        wire.cut();
        Await.until("all talk", () -> simulated.liveCalls().stream().allMatch(call -> call.bridgedAt() != null));
        hangUpAll();
        assertThat(count("call_logs WHERE ended_at IS NULL")).isGreaterThanOrEqualTo(8);
        assertThat(house.worker().callsUnderWay()).isGreaterThanOrEqualTo(8);
        wire.mend();
        Await.until("all is written down", () -> count("call_logs WHERE ended_at IS NOT NULL") == 10);
        assertThat(count("call_logs WHERE status = 'completed' AND hangup_cause = 'NORMAL_CLEARING'"
                        + " AND ringing_at IS NOT NULL AND answered_at IS NOT NULL AND bridged_at IS NOT NULL"))
                .isEqualTo(8);
        assertThat(count("call_logs WHERE status = 'busy'")).isEqualTo(2);
        nobodyWasDialedTwice();
    }

    private void broadcast(DialingHouse house) {
        long campaign = house.given().campaign("Broadcast", house.given().agent("Agent", "101", 1));
        house.change("UPDATE agents SET status = 'on_break'");
        house.change("UPDATE campaigns SET mode = 'broadcast', broadcast_message = 'ivr/long.wav',"
                + " broadcast_keys = '{\"1\": \"agent\"}'");
        house.given().leads(campaign, GivenCalls.numbers(1, PRESSES));
    }

    private List<String> keys() {
        return observer.database()
                .sql("SELECT k ->> 'key' AS key FROM call_logs, jsonb_array_elements(metadata -> 'keys') AS k")
                .list(row -> row.text("key"));
    }

    @Test
    void keysThatWerePressedMeanwhileAreWrittenDownAfterwards() {
        DialingHouse house = open(DialingHouse.running(simulated, server));
        broadcast(house);
        Await.until("somebody listens", () -> count("call_logs WHERE answered_at IS NOT NULL") == 1);
        wire.cut();
        Await.until("nobody took them", () -> simulated.calls().stream().allMatch(call -> call.endedAt() != null));
        wire.mend();
        Await.until("the end is written down", () -> count("call_logs WHERE ended_at IS NOT NULL") == 1);
        Await.until("so is the key", () -> keys().equals(List.of("1")));
        assertThat(count("call_logs WHERE status = 'abandoned' AND agent_asked_at IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void keyWhoseAnswerIsLostIsWrittenDownOnce() {
        DialingHouse house = open(DialingHouse.running(simulated, server));
        wire.cutOnceAfter("jsonb_agg(p.pressed");
        broadcast(house);
        Await.until("the call is over", () -> count("call_logs WHERE status = 'abandoned'") == 1);
        assertThat(wire.hasHeardThem()).isTrue();
        Await.until("nothing is under way", () -> house.worker().callsUnderWay() == 0);
        assertThat(keys()).containsExactly("1");
        assertThat(count("call_logs WHERE agent_asked_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksAmidAClaimLeavesNoLeadBehind() {
        DialingHouse house = open(DialingHouse.byHand(simulated, server));
        house.campaign("101", 20, GivenCalls.numbers(10, "0002"));
        // PostgreSQL has the claim's last word, and its answer never comes
        wire.cutOnceAfter("COMMIT");
        assertThatThrownBy(house::tick).isInstanceOf(RuntimeException.class);
        assertThat(wire.hasHeardThem()).isTrue();
        Await.until("the claim is there", () -> house.live() == 10);
        assertThat(house.rescue()).isEqualTo(10);
        house.awaitEnded(10);
        assertThat(house.statuses()).containsOnly("lost");
        assertThat(simulated.calls()).isEmpty();
        assertThat(house.broken()).isEmpty();
    }

    private void nobodyWasDialedTwice() {
        List<String> numbers =
                simulated.calls().stream().map(PlacedCall::number).toList();
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(observer.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
    }
}
