package org.voiceorchestrator.telephony;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.freeswitch.EslAddress;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslListener;
import org.voiceorchestrator.freeswitch.EslSession;
import org.voiceorchestrator.freeswitch.EslSettings;

/// Calls over FreeSWITCH's event socket. Hands what the switch says to the call it is about.
@Singleton
@Requires(bean = SwitchAddress.class)
final class FreeSwitchCallPlacer implements CallPlacer, EslListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSwitchCallPlacer.class);

    private final SwitchAddress address;
    private final Clock clock;
    private final EslClient client;
    private final Inboxes inboxes = new Inboxes();

    FreeSwitchCallPlacer(SwitchAddress address, Clock clock) {
        this.address = address;
        this.clock = clock;
        this.client = EslClient.start(
                EslSettings.of(new EslAddress(address.host(), address.port(), address.password())), this);
    }

    @Override
    public boolean isReady() {
        return client.isReady();
    }

    @Override
    public PlacedCall place(CallRequest request) {
        FreeSwitchCall call = open(request.callId(), request.then(), Reached.NOTHING);
        call.originate(request);
        return call;
    }

    @Override
    public PlacedCall follow(UUID callId, CallRequest.Then then, Reached reached) {
        FreeSwitchCall call = open(callId, then, reached);
        call.askAfterIt();
        return call;
    }

    @Override
    public PlacedLine ringLine(UUID lineId, String extension, Duration ringFor) {
        FreeSwitchLine line = openLine(lineId);
        line.ring(extension, ringFor);
        return line;
    }

    @Override
    public PlacedLine followLine(UUID lineId) {
        FreeSwitchLine line = openLine(lineId);
        line.askAfterIt();
        return line;
    }

    private FreeSwitchLine openLine(UUID lineId) {
        String uuid = lineId.toString();
        Inbox inbox = new Inbox(uuid);
        inboxes.put(uuid, inbox);
        return new FreeSwitchLine(uuid, client, inbox, clock, inboxes);
    }

    private FreeSwitchCall open(UUID callId, CallRequest.Then then, Reached reached) {
        String uuid = callId.toString();
        Inbox inbox = new Inbox(uuid);
        inboxes.put(uuid, inbox);
        return new FreeSwitchCall(uuid, then, reached, client, inbox, clock, inboxes);
    }

    @Override
    public void onUp(EslSession session) {
        LOG.info("connected to the {}", address);
        inboxes.tellAll(session.restarted() ? new Inbox.SwitchRestarted() : new Inbox.Reconnected());
    }

    @Override
    public void onEvent(EslEvent event) {
        Optional<String> uuid = event.name().equals("BACKGROUND_JOB") ? event.jobUuid() : event.uniqueId();
        uuid.flatMap(inboxes::of).ifPresent(inbox -> inbox.put(new Inbox.Heard(event, clock.instant())));
    }

    @Override
    public void onDown(String reason) {
        LOG.warn("lost the {}: {}; {} calls are waited for", address, reason, inboxes.size());
    }

    @Override
    @PreDestroy
    public void close() {
        client.close();
    }
}
