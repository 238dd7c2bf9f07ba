package org.voiceorchestrator.migration;

import io.micronaut.http.multipart.CompletedPart;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// The parts of a form, taken one after another by a thread that may wait. The next one is asked for when the one
/// before is done with, so that no more of the form is held than that.
final class FormParts implements Subscriber<CompletedPart>, AutoCloseable {
    private record Event(
            @Nullable CompletedPart part, @Nullable Throwable failure) {}

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(4);
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private volatile @Nullable Subscription subscription;

    static FormParts of(Publisher<CompletedPart> form) {
        FormParts parts = new FormParts();
        form.subscribe(parts);
        return parts;
    }

    /// None at the end of the form.
    Optional<CompletedPart> next() {
        try {
            subscribed.await();
            Subscription open = subscription;
            if (open != null) {
                open.request(1);
            }
            Event event = events.take();
            if (event.failure instanceof RuntimeException e) {
                throw e;
            }
            if (event.failure != null) {
                throw new IllegalStateException("the form cannot be read", event.failure);
            }
            return Optional.ofNullable(event.part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onSubscribe(Subscription opened) {
        subscription = opened;
        subscribed.countDown();
    }

    @Override
    public void onNext(CompletedPart part) {
        events.add(new Event(part, null));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(null, failure));
        subscribed.countDown();
    }

    @Override
    public void onComplete() {
        events.add(new Event(null, null));
        subscribed.countDown();
    }

    /// What has not come yet is not wanted any more.
    @Override
    public void close() {
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
