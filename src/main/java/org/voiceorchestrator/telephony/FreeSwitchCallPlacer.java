package org.voiceorchestrator.telephony;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls over FreeSWITCH: the one that the settings name, and any number of others.
@Singleton
@Requires(bean = SwitchAddress.class)
final class FreeSwitchCallPlacer implements CallPlacer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSwitchCallPlacer.class);

    /// A switch that has been away for so long is not expected to come back with its calls. Meanwhile their numbers
    /// are not called, and their agents wait.
    private static final Duration LONGEST_AWAY = Duration.ofMinutes(5);

    /// Agents wait for a line meanwhile that no customer can be put through to.
    private static final Duration LINES_AWAY = Duration.ofSeconds(5);

    private final Clock clock;
    private final Map<Long, FreeSwitch> switches = new ConcurrentHashMap<>();
    private volatile Runnable whenReady = () -> {};
    private volatile ObjLongConsumer<OwnCall> ownCalls = (_, _) -> {};

    FreeSwitchCallPlacer(SwitchAddress address, Clock clock) {
        this.clock = clock;
        switches.put(DEFAULT, open(DEFAULT, address));
    }

    private FreeSwitch open(long node, SwitchAddress address) {
        return FreeSwitch.connect(address, clock, () -> whenReady.run(), call -> ownCalls.accept(call, node));
    }

    @Override
    public Set<Long> ready() {
        return those(FreeSwitch::isReady);
    }

    @Override
    public Set<Long> known() {
        Instant now = clock.instant();
        return those(one -> one.isConnected() || one.isAwayFor(LONGEST_AWAY, now));
    }

    @Override
    public Map<Long, SwitchLink> links() {
        return switches.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, one -> one.getValue().link()));
    }

    private Set<Long> those(Predicate<FreeSwitch> which) {
        return switches.entrySet().stream()
                .filter(one -> which.test(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void whenReady(Runnable ready) {
        whenReady = ready;
    }

    @Override
    public void tellOwnCalls(ObjLongConsumer<OwnCall> listener) {
        ownCalls = listener;
        switches.values().forEach(FreeSwitch::findOwnCalls);
    }

    @Override
    public void connect(Map<Long, SwitchAddress> wanted) {
        Instant now = clock.instant();
        for (Map.Entry<Long, FreeSwitch> one : Map.copyOf(switches).entrySet()) {
            boolean unwanted =
                    one.getKey() != DEFAULT && !one.getValue().address().equals(wanted.get(one.getKey()));
            if (one.getValue().isAwayFor(LINES_AWAY, now)) {
                one.getValue().letGoOfLines();
            }
            if (one.getValue().isAwayFor(LONGEST_AWAY, now)) {
                one.getValue().giveUpCalls();
            }
            if (unwanted && !one.getValue().hasCalls()) {
                LOG.info("letting go of the {}", one.getValue().address());
                switches.remove(one.getKey());
                one.getValue().close();
            }
        }
        wanted.forEach((node, address) -> switches.computeIfAbsent(node, _ -> open(node, address)));
    }

    @Override
    public PlacedCall place(CallRequest request) {
        FreeSwitchCall call = of(request.node()).open(request.callId(), request.then(), Reached.NOTHING);
        call.originate(request);
        return call;
    }

    @Override
    public PlacedCall follow(long node, UUID callId, CallRequest.Then then, Reached reached) {
        FreeSwitchCall call = of(node).open(callId, then, reached);
        call.askAfterIt();
        return call;
    }

    @Override
    public PlacedLine ringLine(long node, UUID lineId, String extension, Duration ringFor) {
        FreeSwitchLine line = of(node).openLine(lineId);
        line.ring(extension, ringFor);
        return line;
    }

    @Override
    public PlacedLine followLine(long node, UUID lineId) {
        FreeSwitchLine line = of(node).openLine(lineId);
        line.askAfterIt();
        return line;
    }

    private FreeSwitch of(long node) {
        FreeSwitch found = switches.get(node);
        if (found == null) {
            throw new IllegalStateException("node " + node + " is not known here");
        }
        return found;
    }

    @Override
    @PreDestroy
    public void close() {
        switches.values().forEach(FreeSwitch::close);
    }
}
