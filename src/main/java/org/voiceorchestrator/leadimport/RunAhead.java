package org.voiceorchestrator.leadimport;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Runs through an iterator on a thread of its own, a bounded way ahead of whoever takes its elements, so that reading
/// and writing go on side by side. What the iterator throws is thrown in its place.
final class RunAhead<T> implements Iterator<T>, AutoCloseable {
    private final Iterator<T> source;
    private final BlockingQueue<Step<T>> steps;
    private final Thread reader;
    private @Nullable Step<T> next;

    private sealed interface Step<T> {
        record Element<T>(T value) implements Step<T> {}

        record Broken<T>(Throwable cause) implements Step<T> {}

        record End<T>() implements Step<T> {}
    }

    /// @param most how many elements may wait
    RunAhead(Iterator<T> source, int most, String threadName) {
        this.source = source;
        this.steps = new ArrayBlockingQueue<>(most);
        this.reader = Thread.ofPlatform().name(threadName).daemon().start(this::read);
    }

    @Override
    public boolean hasNext() {
        return switch (peek()) {
            case Step.Element<T> element -> true;
            case Step.Broken<T> broken -> true;
            case Step.End<T> end -> false;
        };
    }

    @Override
    public T next() {
        return switch (peek()) {
            case Step.Element<T>(T value) -> {
                next = null;
                yield value;
            }
            case Step.Broken<T>(RuntimeException cause) -> throw cause;
            case Step.Broken<T>(Error cause) -> throw cause;
            case Step.Broken<T>(Throwable cause) -> throw new IllegalStateException("the reader broke", cause);
            case Step.End<T> end -> throw new NoSuchElementException();
        };
    }

    /// Returns when the thread has let go of the source.
    @Override
    public void close() {
        reader.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                reader.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Step<T> peek() {
        Step<T> ahead = next;
        if (ahead == null) {
            try {
                ahead = steps.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for rows", e);
            }
            next = ahead;
        }
        return ahead;
    }

    private void read() {
        try {
            steps.put(lastStep());
        } catch (InterruptedException e) {
            // closed before its end: nobody waits for more
        }
    }

    private Step<T> lastStep() throws InterruptedException {
        try {
            while (source.hasNext()) {
                steps.put(new Step.Element<>(source.next()));
            }
            return new Step.End<>();
        } catch (RuntimeException | Error e) {
            return new Step.Broken<>(e);
        }
    }
}
