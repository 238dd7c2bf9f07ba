package org.voiceorchestrator.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client over a real socket, against a switch that the test plays.
@Timeout(60)
class EslClientTest {
    private static final String UUID_A = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String UUID_B = "bbbbbbbb-0000-4000-8000-000000000002";
    private static final EslCommand EXISTS = EslCommand.uuidExists(UUID_A);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ScriptedSwitch freeSwitch;
    private final RecordingListener listener = new RecordingListener();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<EslClient> clients = new ArrayList<>();

    EslClientTest() throws Exception {
        freeSwitch = new ScriptedSwitch();
    }

    @AfterEach
    void closeAll() throws Exception {
        clients.forEach(EslClient::close);
        freeSwitch.close();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private EslClient client(EslTimeouts timeouts) {
        return client(timeouts, listener, 64, 4096);
    }

    private EslClient client(EslTimeouts timeouts, EslListener hears, int inFlight, int undelivered) {
        var settings = new EslSettings(freeSwitch.address(), timeouts, EslSettings.CALLS, inFlight, undelivered);
        var client = EslClient.start(settings, hears);
        clients.add(client);
        return client;
    }

    /// Patient with answers, quick to come again.
    private static EslTimeouts timeouts() {
        return new EslTimeouts(LONG, LONG, LONG, LONG, LONG, Duration.ofMillis(2), Duration.ofMillis(20), LONG);
    }

    private static EslTimeouts impatient() {
        var soon = Duration.ofMillis(150);
        return new EslTimeouts(soon, soon, soon, LONG, LONG, Duration.ofMillis(2), Duration.ofMillis(20), LONG);
    }

    private <T> Future<T> async(Callable<T> call) {
        return threads.submit(call);
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came true").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void comesUpWithTheCoreItTalksTo() throws Exception {
        var client = client(timeouts());
        freeSwitch.acceptReady(ScriptedSwitch.CORE);
        assertThat(listener.nextUp().coreUuid()).isEqualTo(ScriptedSwitch.CORE);
        assertThat(client.state()).isEqualTo(new EslState.Ready(ScriptedSwitch.CORE));
        assertThat(client.isReady()).isTrue();
        assertThat(listener.isEmpty()).isTrue();
    }

    @Test
    void aCommandWithoutAConnectionFailsAtOnceAndWasNotSent() {
        var client = client(timeouts());
        var lost = catchThrowableOfType(EslConnectionLost.class, () -> client.api(EXISTS));
        assertThat(lost.maybeSent()).isFalse();
        assertThat(catchThrowableOfType(EslConnectionLost.class, () -> client.bgapi(EslCommand.status(), UUID_A))
                        .maybeSent())
                .isFalse();
        assertThat(client.job(UUID_A)).isEmpty();
    }

    @Test
    void anApiCommandGivesItsOutputAsItIs() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var answer = async(() -> client.api(EXISTS));
        peer.expect("api uuid_exists " + UUID_A);
        peer.send(EslFrame.apiResponse("true"));
        assertThat(answer.get()).isEqualTo("true");
        var status = async(() -> client.api(EslCommand.status()));
        peer.expect("api status");
        peer.send(EslFrame.apiResponse("héllo ☎\n\nContent-Type: auth/request\n\n"));
        assertThat(status.get()).isEqualTo("héllo ☎\n\nContent-Type: auth/request\n\n");
    }

    @Test
    void refusalsAreExceptionsWithTheSwitchsWords() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var kill = async(() -> catchThrowableOfType(
                EslRefused.class, () -> client.api(EslCommand.uuidKill(UUID_A, "NORMAL_CLEARING"))));
        peer.expect("api uuid_kill " + UUID_A + " NORMAL_CLEARING");
        peer.send(EslFrame.apiResponse("-ERR No such channel!\n"));
        assertThat(kill.get().reason()).isEqualTo("-ERR No such channel!");
        var forbidden = async(() -> catchThrowableOfType(EslRefused.class, () -> client.api(EXISTS)));
        peer.expect("api ");
        peer.send(EslFrame.commandReply("-ERR permission denied"));
        assertThat(forbidden.get().reason()).isEqualTo("-ERR permission denied");
        var job = async(() -> catchThrowableOfType(EslRefused.class, () -> client.bgapi(EslCommand.status(), UUID_B)));
        peer.expect("bgapi status");
        peer.send(EslFrame.commandReply("-ERR permission denied"));
        assertThat(job.get().maybeSent()).isFalse();
        assertThat(client.job(UUID_B)).isEmpty();
    }

    @Test
    void pipelinedAnswersFindTheirCommandsThoughEventsStandBetweenThem() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        int n = 50;
        var answers = new ArrayList<Future<String>>();
        for (int i = 0; i < n; i++) {
            var uuid = "id-" + i;
            answers.add(async(() -> client.api(EslCommand.uuidExists(uuid))));
        }
        for (int i = 0; i < n; i++) {
            var asked = peer.expect("api uuid_exists ").argument().replace("uuid_exists ", "");
            peer.send(
                    EslFrame.apiResponse("answer to " + asked),
                    ScriptedSwitch.event("CHANNEL_CREATE", ScriptedSwitch.CORE, Map.of("Unique-ID", asked), "")
                            .toPlainFrame());
        }
        for (int i = 0; i < n; i++) {
            assertThat(answers.get(i).get()).isEqualTo("answer to id-" + i);
            assertThat(listener.nextEvent().name()).isEqualTo("CHANNEL_CREATE");
        }
    }

    @Test
    void manyAnswersInOnePacketAreTakenApart() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var one = async(() -> client.api(EXISTS));
        peer.next();
        var two = async(() -> client.api(EXISTS));
        peer.next();
        peer.sendRaw("Content-Type: api/response\nContent-Length: 3\n\noneContent-Type: api/response\r\n"
                + "Content-Length: 3\r\n\r\ntwo");
        assertThat(one.get()).isEqualTo("one");
        assertThat(two.get()).isEqualTo("two");
    }

    @Test
    void aJobsResultIsItsBodyAndTheListenerHearsItToo() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var job = async(() -> client.bgapi(EslCommand.status(), UUID_A));
        assertThat(peer.accept(peer.expect("bgapi status"))).isEqualTo(UUID_A);
        assertThat(job.get().isDone()).isFalse();
        peer.send(ScriptedSwitch.job(UUID_A, "-ERR USER_BUSY\n"));
        assertThat(job.get().await(LONG)).isEqualTo("-ERR USER_BUSY\n");
        assertThat(listener.nextEvent().jobUuid()).contains(UUID_A);
    }

    @Test
    void aJobThatEndsBeforeItsReplyIsNoticedIsNotMissed() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var job = async(() -> client.bgapi(EslCommand.status(), UUID_A));
        peer.expect("bgapi status");
        peer.send(ScriptedSwitch.job(UUID_A, "+OK\n"));
        assertThat(listener.nextEvent().jobUuid()).contains(UUID_A);
        peer.send(EslFrame.commandReply("+OK Job-UUID: " + UUID_A));
        assertThat(job.get().await(LONG)).isEqualTo("+OK\n");
    }

    @Test
    void aJobOutlivesItsConnection() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var job = async(() -> client.bgapi(EslCommand.status(), UUID_A));
        peer.accept(peer.expect("bgapi status"));
        job.get();
        peer.reset();
        listener.nextDown();
        var again = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        assertThat(listener.nextUp().restarted()).isFalse();
        assertThat(job.get().isDone()).isFalse();
        again.send(ScriptedSwitch.job(UUID_A, "+OK late\n"));
        assertThat(job.get().await(LONG)).isEqualTo("+OK late\n");
    }

    @Test
    void aRestartOfTheSwitchIsNoticedAndEndsItsJobs() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        assertThat(listener.nextUp().restarted()).isFalse();
        var job = async(() -> client.bgapi(EslCommand.status(), UUID_A));
        peer.accept(peer.expect("bgapi status"));
        job.get();
        peer.send(EslFrame.disconnectNotice("The system is being shut down.\n"));
        peer.awaitHangup();
        assertThat(listener.nextDown()).contains("The system is being shut down.");
        freeSwitch.acceptReady(ScriptedSwitch.OTHER_CORE);
        assertThat(listener.nextUp().restarted()).isTrue();
        assertThatThrownBy(() -> job.get().await(LONG)).isInstanceOf(EslConnectionLost.class);
        assertThat(client.job(UUID_A)).isEmpty();
    }

    @Test
    void commandsInFlightFailAtOnceWhenTheConnectionDropsAndMayHaveBeenSent() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var waiting = new ArrayList<Future<EslConnectionLost>>();
        for (int i = 0; i < 5; i++) {
            waiting.add(async(() -> catchThrowableOfType(EslConnectionLost.class, () -> client.api(EXISTS))));
            peer.next();
        }
        var job = async(
                () -> catchThrowableOfType(EslConnectionLost.class, () -> client.bgapi(EslCommand.status(), UUID_A)));
        peer.next();
        peer.reset();
        for (var each : waiting) {
            assertThat(each.get().maybeSent()).isTrue();
        }
        assertThat(job.get().maybeSent()).isTrue();
        assertThat(client.job(UUID_A)).as("its result may come yet").isPresent();
    }

    @Test
    void closingFailsTheCommandsThatWait() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var waiting = async(() -> catchThrowableOfType(EslConnectionLost.class, () -> client.api(EXISTS)));
        peer.next();
        client.close();
        assertThat(waiting.get()).hasMessageContaining("closed");
        assertThat(client.state()).isEqualTo(new EslState.Closed());
        assertThat(listener.nextDown()).contains("closed");
        peer.awaitHangup();
        assertThatThrownBy(() -> client.api(EXISTS)).isInstanceOf(EslConnectionLost.class);
    }

    @Test
    void aWrongPasswordIsShownAndNotTriedAgainSoon() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.accept();
        peer.greet();
        peer.expect("auth ");
        peer.send(EslFrame.commandReply("-ERR invalid"), EslFrame.disconnectNotice("Disconnected, goodbye.\n"));
        peer.awaitHangup();
        eventually(() -> client.state() instanceof EslState.AuthRefused);
        assertThat(client.state().toString()).contains("password").doesNotContain("Clue");
        assertThat(freeSwitch.address().toString()).doesNotContain("Clue");
        assertThat(listener.isEmpty()).isTrue();
        assertThatThrownBy(() -> client.api(EXISTS))
                .isInstanceOf(EslConnectionLost.class)
                .hasMessageContaining("password");
    }

    @Test
    void anAddressThatIsNotWelcomeIsShown() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.accept();
        peer.send(EslFrame.rudeRejection("Access Denied, go away.\n"));
        peer.awaitHangup();
        eventually(() -> client.state() instanceof EslState.AuthRefused);
        assertThat(client.state().toString()).contains("access list");
    }

    @Test
    void aDropAtEveryStepOfTheWayUpIsFollowedByAnotherAttempt() throws Exception {
        var client = client(timeouts());
        freeSwitch.accept().close();
        freeSwitch.accept().reset();
        var afterGreeting = freeSwitch.accept();
        afterGreeting.greet();
        afterGreeting.expect("auth ");
        afterGreeting.close();
        var afterAuth = freeSwitch.accept();
        afterAuth.greet();
        afterAuth.expect("auth ");
        afterAuth.send(EslFrame.commandReply("+OK accepted"));
        afterAuth.expect("event plain ");
        afterAuth.reset();
        var afterEvents = freeSwitch.accept();
        afterEvents.greet();
        afterEvents.expect("auth ");
        afterEvents.send(EslFrame.commandReply("+OK accepted"));
        afterEvents.expect("event plain ");
        afterEvents.send(EslFrame.commandReply("+OK event listener enabled plain"));
        afterEvents.expect("bgapi status");
        afterEvents.close();
        var last = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        last.reset();
        listener.nextDown();
        freeSwitch.acceptReady(ScriptedSwitch.CORE);
        assertThat(listener.nextUp().restarted()).isFalse();
        assertThat(client.isReady()).isTrue();
    }

    @Test
    void aSwitchThatSaysNothingAtAllIsGivenUp() throws Exception {
        client(impatient());
        var frozen = freeSwitch.accept();
        frozen.awaitHangup();
        var noReply = freeSwitch.accept();
        noReply.greet();
        noReply.awaitHangup();
        freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
    }

    @Test
    void aSwitchThatFreezesLaterIsAskedForASignAndGivenUp() throws Exception {
        client(impatient());
        var frozen = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        frozen.expect("api uuid_exists ");
        frozen.awaitHangup();
        assertThat(listener.nextDown()).contains("no sign of life");
        freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
    }

    @Test
    void aConnectionWithoutHeartbeatsIsMadeAnewThoughItAnswers() throws Exception {
        var soon = Duration.ofMillis(100);
        client(new EslTimeouts(LONG, LONG, soon, Duration.ofMillis(400), LONG, soon, soon, LONG));
        var deaf = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var hangup = async(() -> {
            while (true) {
                try {
                    deaf.expect("api uuid_exists ");
                    deaf.send(EslFrame.apiResponse("false"));
                } catch (java.io.IOException | AssertionError _) {
                    return "hung up";
                }
            }
        });
        assertThat(listener.nextDown()).contains("no HEARTBEAT");
        assertThat(hangup.get()).isEqualTo("hung up");
    }

    @Test
    void anAnswerThatNeverComesIsATimeoutAndTheNextOneStillFitsItsCommand() throws Exception {
        var client = client(timeouts().withReply(Duration.ofMillis(200)));
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var late = catchThrowableOfType(EslTimeout.class, () -> client.api(EXISTS));
        assertThat(late.maybeSent()).isTrue();
        peer.expect("api uuid_exists");
        var next = async(() -> client.api(EslCommand.status()));
        peer.expect("api status");
        peer.send(EslFrame.apiResponse("late"), EslFrame.apiResponse("in time"));
        assertThat(next.get()).isEqualTo("in time");
    }

    @Test
    void noMoreCommandsAreWrittenThanMayBeInFlight() throws Exception {
        var client = client(timeouts().withReply(Duration.ofMillis(300)), listener, 2, 16);
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var first = async(() -> catchThrowableOfType(EslTimeout.class, () -> client.api(EXISTS)));
        var second = async(() -> catchThrowableOfType(EslTimeout.class, () -> client.api(EXISTS)));
        peer.next();
        peer.next();
        var third = async(() -> catchThrowableOfType(EslTimeout.class, () -> client.api(EXISTS)));
        assertThat(third.get().maybeSent()).isFalse();
        assertThat(first.get().maybeSent()).isTrue();
        assertThat(second.get().maybeSent()).isTrue();
        peer.send(EslFrame.apiResponse("1"), EslFrame.apiResponse("2"));
        var fourth = async(() -> client.api(EslCommand.status()));
        peer.expect("api status");
        peer.send(EslFrame.apiResponse("there is room again"));
        assertThat(fourth.get()).isEqualTo("there is room again");
    }

    @Test
    void aSlowListenerHoldsTheSwitchBackAndLosesNothing() throws Exception {
        var hold = new CountDownLatch(1);
        var slow = new EslListener() {
            @Override
            public void onUp(EslSession session) {
                listener.onUp(session);
            }

            @Override
            public void onEvent(EslEvent event) {
                try {
                    assertThat(hold.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                listener.onEvent(event);
            }

            @Override
            public void onDown(String reason) {
                listener.onDown(reason);
            }
        };
        // the queue is short, and silence would be noticed soon: it must not be blamed on the switch
        client(impatient(), slow, 64, 4);
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        int n = 4_000;
        var written = new java.util.concurrent.atomic.AtomicInteger();
        var big = "x".repeat(8_000);
        var writer = async(() -> {
            for (int i = 0; i < n; i++) {
                peer.send(ScriptedSwitch.event(
                        "CHANNEL_CREATE",
                        ScriptedSwitch.CORE,
                        Map.of("Unique-ID", Integer.toString(i), "variable_big", big),
                        ""));
                written.incrementAndGet();
            }
            return true;
        });
        assertThatThrownBy(() -> writer.get(1, TimeUnit.SECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(written.get()).as("TCP pushed back").isLessThan(n);
        hold.countDown();
        for (int i = 0; i < n; i++) {
            assertThat(listener.nextEvent().uniqueId()).contains(Integer.toString(i));
        }
        assertThat(writer.get()).isTrue();
    }

    @Test
    void aStuckListenerIsNotTakenForASwitchWithoutHeartbeats() throws Exception {
        var hold = new CountDownLatch(1);
        var stuck = new EslListener() {
            @Override
            public void onUp(EslSession session) {
                listener.onUp(session);
            }

            @Override
            public void onEvent(EslEvent event) {
                try {
                    assertThat(hold.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void onDown(String reason) {
                listener.onDown(reason);
            }
        };
        var soon = Duration.ofMillis(300);
        var client = client(new EslTimeouts(LONG, LONG, soon, soon, LONG, LONG, LONG, LONG), stuck, 4, 1);
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        for (int i = 0; i < 5; i++) {
            peer.send(ScriptedSwitch.job(UUID_A, ""));
        }
        peer.expectNothingFor(Duration.ofSeconds(1));
        assertThat(client.isReady()).isTrue();
        hold.countDown();
    }

    @Test
    void whatIsNotUnderstoodEndsTheConnection() throws Exception {
        client(timeouts());
        for (var garbage : List.of(
                "GET / HTTP/1.1\r\n\r\n",
                "Content-Type: text/event-plain\nContent-Length: 99999999\n\n",
                "Content-Type: api/response\nContent-Length: 2\n\nok",
                "Content-Length: 8\nContent-Type: text/event-json\n\n{\"a\":[1}",
                "x".repeat(70_000))) {
            var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
            listener.nextUp();
            try {
                peer.sendRaw(garbage);
            } catch (java.net.SocketException _) {
                // it hung up before it had read all of that
            }
            peer.awaitHangup();
            assertThat(listener.nextDown()).contains("not understood");
        }
    }

    @Test
    void aListenerThatFailsIsCalledAgain() throws Exception {
        var failing = new EslListener() {
            @Override
            public void onUp(EslSession session) {
                listener.onUp(session);
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void onEvent(EslEvent event) {
                listener.onEvent(event);
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void onDown(String reason) {
                listener.onDown(reason);
            }
        };
        client(timeouts(), failing, 4, 16);
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        peer.send(ScriptedSwitch.job(UUID_A, ""));
        peer.send(ScriptedSwitch.job(UUID_B, ""));
        assertThat(listener.nextEvent().jobUuid()).contains(UUID_A);
        assertThat(listener.nextEvent().jobUuid()).contains(UUID_B);
    }

    @Test
    void itCanBeClosedFromTheListener() throws Exception {
        var closed = new CountDownLatch(1);
        var closing = new EslListener() {
            @Override
            public void onUp(EslSession session) {
                clients.getFirst().close();
                closed.countDown();
            }

            @Override
            public void onEvent(EslEvent event) {}

            @Override
            public void onDown(String reason) {}
        };
        client(timeouts(), closing, 4, 16);
        var peer = freeSwitch.accept();
        peer.greet();
        peer.expect("auth ");
        peer.send(EslFrame.commandReply("+OK accepted"));
        peer.comeUp(ScriptedSwitch.CORE);
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        peer.awaitHangup();
    }

    @Test
    void aRunningJobsIdIsNotTakenTwice() throws Exception {
        var client = client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var id = UUID.randomUUID().toString();
        var job = async(() -> client.bgapi(EslCommand.status(), id));
        peer.accept(peer.expect("bgapi"));
        assertThat(job.get().uuid()).isEqualTo(id);
        assertThatThrownBy(() -> client.bgapi(EslCommand.status(), id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.bgapi(EslCommand.status(), "a\n\napi system id"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereStatusMayNotBeAskedTheFirstHeartbeatShowsThatEventsCome() throws Exception {
        client(timeouts());
        var peer = freeSwitch.accept();
        peer.greet();
        peer.expect("auth ");
        peer.send(EslFrame.commandReply("+OK accepted", new EslHeader("Allowed-Events", "all")));
        peer.expect("event plain ");
        peer.send(EslFrame.commandReply("+OK event listener enabled plain"));
        peer.expect("bgapi status");
        peer.send(EslFrame.commandReply("-ERR permission denied"));
        peer.send(ScriptedSwitch.event("HEARTBEAT", ScriptedSwitch.CORE, Map.of(), ""));
        assertThat(listener.nextUp().coreUuid()).isEqualTo(ScriptedSwitch.CORE);
        assertThat(listener.nextEvent().name()).isEqualTo("HEARTBEAT");
    }

    @Test
    void refusedSubscriptionsAreALossWithAReason() throws Exception {
        var client = client(new EslTimeouts(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG));
        var peer = freeSwitch.accept();
        peer.greet();
        peer.expect("auth ");
        peer.send(EslFrame.commandReply("+OK accepted"));
        peer.expect("event plain ");
        peer.send(EslFrame.commandReply("-ERR no keywords supplied"));
        peer.awaitHangup();
        eventually(() -> client.state() instanceof EslState.Disconnected);
        assertThat(client.state().inWords()).contains("no keywords supplied");
    }

    @Test
    void eventsOfBothFormatsAndLogLinesMayStandBetween() throws Exception {
        client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        peer.sendRaw("Content-Type: log/data\nContent-Length: 4\nLog-Level: 7\n\nabc\n"
                + "Content-Type: text/event-from-the-future\nContent-Length: 2\n\nhi");
        peer.send(ScriptedSwitch.job(UUID_A, "json").toJsonFrame());
        peer.send(ScriptedSwitch.job(UUID_B, "plain"));
        assertThat(listener.nextEvent().body()).isEqualTo("json");
        assertThat(listener.nextEvent().body()).isEqualTo("plain");
    }

    @Test
    void aJobWithoutAResultIsForgottenAfterItsTime() throws Exception {
        var client = client(new EslTimeouts(LONG, LONG, LONG, LONG, Duration.ofMillis(300), LONG, LONG, LONG));
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var job = async(() -> client.bgapi(EslCommand.status(), UUID_A));
        peer.accept(peer.expect("bgapi"));
        assertThatThrownBy(() -> job.get().await(LONG)).isInstanceOf(EslTimeout.class);
        eventually(() -> client.job(UUID_A).isEmpty());
    }

    @Test
    void theListenerMayNotWaitForTheSwitch() throws Exception {
        var refused = new ArrayBlockingQueue<Throwable>(1);
        var waiting = new EslListener() {
            @Override
            public void onUp(EslSession session) {
                refused.add(catchThrowable(() -> clients.getFirst().api(EXISTS)));
            }

            @Override
            public void onEvent(EslEvent event) {}

            @Override
            public void onDown(String reason) {}
        };
        client(timeouts(), waiting, 4, 16);
        freeSwitch.acceptReady(ScriptedSwitch.CORE);
        assertThat(refused.poll(10, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRecordedCallReachesTheListenerEventByEvent() throws Exception {
        client(timeouts());
        var peer = freeSwitch.acceptReady(ScriptedSwitch.CORE);
        listener.nextUp();
        var frames = Recordings.frames("04_bridgeapp_cust_hangs").stream()
                .filter(frame -> frame.contentType().equals("text/event-plain"))
                .toList();
        for (var frame : frames) {
            peer.send(frame);
        }
        for (var event : Recordings.events("04_bridgeapp_cust_hangs")) {
            assertThat(listener.nextEvent()).isEqualTo(event);
        }
        assertThat(frames).hasSizeGreaterThan(20);
    }
}
