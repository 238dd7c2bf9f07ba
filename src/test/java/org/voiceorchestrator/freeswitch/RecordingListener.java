package org.voiceorchestrator.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Writes down what the client tells, for the test to take.
final class RecordingListener implements EslListener {
    sealed interface Told {}

    record Up(EslSession session) implements Told {}

    record Event(EslEvent event) implements Told {}

    record Down(String reason) implements Told {}

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    @Override
    public void onUp(EslSession session) {
        told.add(new Up(session));
    }

    @Override
    public void onEvent(EslEvent event) {
        told.add(new Event(event));
    }

    @Override
    public void onDown(String reason) {
        told.add(new Down(reason));
    }

    Told next() throws InterruptedException {
        var next = told.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("the listener was told nothing").isNotNull();
        return java.util.Objects.requireNonNull(next);
    }

    EslSession nextUp() throws InterruptedException {
        return as(Up.class, next()).session();
    }

    EslEvent nextEvent() throws InterruptedException {
        return as(Event.class, next()).event();
    }

    String nextDown() throws InterruptedException {
        return as(Down.class, next()).reason();
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    private static <T> T as(Class<T> type, Told told) {
        assertThat(told).isInstanceOf(type);
        return type.cast(told);
    }
}
