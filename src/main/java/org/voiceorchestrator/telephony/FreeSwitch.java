package org.voiceorchestrator.telephony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.freeswitch.EslAddress;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslListener;
import org.voiceorchestrator.freeswitch.EslProtocolException;
import org.voiceorchestrator.freeswitch.EslRows;
import org.voiceorchestrator.freeswitch.EslSession;
import org.voiceorchestrator.freeswitch.EslSettings;
import org.voiceorchestrator.freeswitch.EslState;

/// One FreeSWITCH, by its event socket. Hands what it says to the call it is about.
final class FreeSwitch implements EslListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSwitch.class);

    private final SwitchAddress address;
    private final Clock clock;
    private final Runnable whenReady;
    private final Consumer<OwnCall> ownCalls;
    private final EslClient client;
    private final Inboxes inboxes = new Inboxes();
    private volatile boolean shuttingDown;
    /// The client may be connected, and say so, before it is known here.
    private volatile boolean started;
    private volatile Instant awaySince;
    private volatile Instant upSince;
    private volatile String lastError = "";

    private FreeSwitch(SwitchAddress address, Clock clock, Runnable whenReady, Consumer<OwnCall> ownCalls) {
        this.address = address;
        this.clock = clock;
        this.whenReady = whenReady;
        this.ownCalls = ownCalls;
        this.awaySince = clock.instant();
        this.upSince = awaySince;
        this.client = EslClient.start(
                EslSettings.of(new EslAddress(address.host(), address.port(), address.password())), this);
    }

    static FreeSwitch connect(SwitchAddress address, Clock clock, Runnable whenReady, Consumer<OwnCall> ownCalls) {
        FreeSwitch connected = new FreeSwitch(address, clock, whenReady, ownCalls);
        connected.started = true;
        connected.findOwnCalls();
        return connected;
    }

    SwitchAddress address() {
        return address;
    }

    /// One that is going down takes no new calls although it still talks.
    boolean isReady() {
        return client.isReady() && !shuttingDown;
    }

    boolean isConnected() {
        return client.isReady();
    }

    boolean isAwayFor(Duration longest, Instant now) {
        return !client.isReady() && !now.isBefore(awaySince.plus(longest));
    }

    /// While it is tried again, why it did not work the last time stays known.
    SwitchLink link() {
        EslState state = client.state();
        if (state instanceof EslState.Ready) {
            return new SwitchLink(true, shuttingDown, upSince, "");
        }
        if (lastError.isEmpty() || state instanceof EslState.Disconnected || state instanceof EslState.AuthRefused) {
            lastError = state.inWords();
        }
        return new SwitchLink(false, false, awaySince, lastError);
    }

    boolean hasCalls() {
        return inboxes.size() > 0;
    }

    /// It is away: somebody else may reach it, and follow the lines there.
    void letGoOfLines() {
        if (hasCalls()) {
            inboxes.tellAll(new Inbox.SwitchIsAway());
        }
    }

    /// It has been away too long: its calls are given up.
    void giveUpCalls() {
        if (hasCalls()) {
            LOG.warn("the {} stays away: {} calls are given up", address, inboxes.size());
            inboxes.tellAll(new Inbox.SwitchStaysAway());
        }
    }

    FreeSwitchCall open(UUID callId, CallRequest.Then then, CallPlacer.Reached reached) {
        String uuid = callId.toString();
        Inbox inbox = new Inbox(uuid);
        inboxes.put(uuid, inbox);
        return new FreeSwitchCall(uuid, then, reached, client, inbox, clock, inboxes);
    }

    FreeSwitchLine openLine(UUID lineId) {
        String uuid = lineId.toString();
        Inbox inbox = new Inbox(uuid);
        inboxes.put(uuid, inbox);
        return new FreeSwitchLine(uuid, client, inbox, clock, inboxes);
    }

    @Override
    public void onUp(EslSession session) {
        LOG.info("connected to the {}", address);
        shuttingDown = false;
        upSince = clock.instant();
        lastError = "";
        inboxes.tellAll(session.restarted() ? new Inbox.SwitchRestarted() : new Inbox.Reconnected());
        whenReady.run();
        findOwnCalls();
    }

    /// Tells of calls that people have begun on their own phones while nobody listened. The listener's thread must not
    /// wait for the switch. A connection that is lost meanwhile comes back, and asks again.
    void findOwnCalls() {
        if (started && client.isReady()) {
            Thread.ofVirtual().name("own-calls").start(() -> {
                if (Asked.to(client, EslCommand.showChannels()) instanceof Asked.Answer<String>(String table)) {
                    inbound(table).filter(uuid -> inboxes.of(uuid).isEmpty()).forEach(this::tellIfOwn);
                }
            });
        }
    }

    private static Stream<String> inbound(String table) {
        try {
            return EslRows.parse(table).stream()
                    .filter(row -> "inbound".equals(row.get("direction")))
                    .map(row -> row.getOrDefault("uuid", ""))
                    .filter(uuid -> !uuid.isEmpty());
        } catch (EslProtocolException e) {
            LOG.warn("the switch's table of channels is not understood", e);
            return Stream.empty();
        }
    }

    private void tellIfOwn(String uuid) {
        if (Asked.channel(client, uuid) instanceof Asked.Answer<EslEvent>(EslEvent channel)) {
            OwnCall.of(channel).ifPresent(ownCalls);
        }
    }

    @Override
    public void onEvent(EslEvent event) {
        if (event.name().equals("CHANNEL_HANGUP_COMPLETE")
                && event.header("Hangup-Cause").equals(Optional.of("SYSTEM_SHUTDOWN"))
                && !shuttingDown) {
            LOG.warn("the {} is going down: it gets no more calls", address);
            shuttingDown = true;
            upSince = clock.instant();
        }
        Optional<String> uuid = event.name().equals("BACKGROUND_JOB") ? event.jobUuid() : event.uniqueId();
        List<Inbox> meant = uuid.map(inboxes::of).orElse(List.of());
        meant.forEach(inbox -> inbox.put(new Inbox.Heard(event, clock.instant())));
        if (meant.isEmpty()) {
            OwnCall.begunBy(event).ifPresent(ownCalls);
        }
    }

    @Override
    public void onDown(String reason) {
        awaySince = clock.instant();
        LOG.warn("lost the {}: {}; {} calls are waited for", address, reason, inboxes.size());
    }

    @Override
    public void close() {
        client.close();
    }
}
