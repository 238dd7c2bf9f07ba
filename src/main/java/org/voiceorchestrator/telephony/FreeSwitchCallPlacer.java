package org.voiceorchestrator.telephony;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();

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
        FreeSwitchCall call = open(request.callId(), Reached.NOTHING);
        call.originate(request);
        return call;
    }

    @Override
    public PlacedCall follow(UUID callId, Reached reached) {
        FreeSwitchCall call = open(callId, reached);
        call.askAfterIt();
        return call;
    }

    private FreeSwitchCall open(UUID callId, Reached reached) {
        String uuid = callId.toString();
        Inbox inbox = new Inbox();
        inboxes.put(uuid, inbox);
        return new FreeSwitchCall(uuid, client, inbox, clock, reached, () -> inboxes.remove(uuid, inbox));
    }

    @Override
    public void onUp(EslSession session) {
        LOG.info("connected to the {}", address);
        Inbox.Item news = session.restarted() ? new Inbox.SwitchRestarted() : new Inbox.Reconnected();
        inboxes.values().forEach(inbox -> inbox.put(news));
    }

    @Override
    public void onEvent(EslEvent event) {
        String uuid = (event.name().equals("BACKGROUND_JOB") ? event.jobUuid() : event.uniqueId()).orElse("");
        Inbox inbox = inboxes.get(uuid);
        if (inbox != null) {
            inbox.put(new Inbox.Heard(event, clock.instant()));
        }
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
