package org.voiceorchestrator.once;

import io.micronaut.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.http.Detail;

/// The one attempt that may carry a request out, as long as it holds the key. While it is at work it says in the
/// database that it lives; for an hour at most, as an attempt whose end nobody hears of would else live for ever.
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final KeyedRequest request;
    private final UUID holder;
    private final Optional<Long> earlier;
    private final Keys keys;
    private final Clock clock;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean carriedOut;
    private volatile boolean keptElsewhere;

    /// @param earlier what the request led to when it was carried out before, if its room keeps that itself
    Turn(KeyedRequest request, UUID holder, Optional<Long> earlier, Keys keys, Clock clock) {
        this.request = request;
        this.holder = holder;
        this.earlier = earlier;
        this.keys = keys;
        this.clock = clock;
    }

    void liveOn(Duration lease) {
        Thread.ofVirtual().name("idempotency-key").start(() -> renew(lease));
    }

    private void renew(Duration lease) {
        Duration every = lease.dividedBy(3);
        try {
            for (Duration lived = every; lived.compareTo(LONGEST) < 0; lived = lived.plus(every)) {
                if (ended.await(every.toMillis(), TimeUnit.MILLISECONDS)
                        || !keys.renew(request, holder, clock.instant().plus(lease))) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("an idempotency key could not be held on to; a second attempt may overtake this one", e);
        }
    }

    /// The room that answers keeps what the request leads to. From then on that is what counts, and not what is
    /// written meanwhile.
    Optional<Long> keepElsewhere() {
        keptElsewhere = true;
        return earlier;
    }

    boolean isKeptElsewhere() {
        return keptElsewhere;
    }

    /// Belongs into the transaction that makes the record.
    ///
    /// @throws Detail 409 when another attempt has overtaken this one
    void becomes(long record) {
        if (keptElsewhere && !keys.record(request, holder, record)) {
            throw overtaken();
        }
    }

    boolean awaitsFirstWrite() {
        return !carriedOut && !keptElsewhere && ended.getCount() > 0;
    }

    boolean hasCarriedOut() {
        return carriedOut;
    }

    /// Belongs into the transaction that changes something.
    ///
    /// @throws Detail 409 when another attempt has overtaken this one, which then must not go on
    void markCarriedOut() {
        if (!keys.markCarriedOut(request, holder, clock.instant())) {
            throw overtaken();
        }
    }

    private static Detail overtaken() {
        return new Detail(
                HttpStatus.CONFLICT,
                "This attempt took too long, and another one with the same Idempotency-Key has taken over. Send it"
                        + " again to get the answer of that.");
    }

    void carriedOut() {
        carriedOut = true;
    }

    void endWith(StoredAnswer answer) {
        ended.countDown();
        keys.keep(request, holder, answer);
    }

    void endWithoutAnswer() {
        ended.countDown();
        keys.end(request, holder, clock.instant());
    }
}
