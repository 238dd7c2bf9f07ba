package org.voiceorchestrator.once;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.FirstWrite;

/// A request that carries a key, from its arrival to its answer, on whatever thread it is.
final class KeyedRequest implements FirstWrite {
    private final String username;
    private final IdempotencyKey key;
    private final String line;
    private volatile @Nullable Turn turn;

    KeyedRequest(String username, IdempotencyKey key, HttpRequest<?> request) {
        this.username = username;
        this.key = key;
        String query = request.getUri().getRawQuery();
        this.line = request.getMethodName() + " " + path(request) + (query == null ? "" : "?" + query);
    }

    /// With and without a slash at its end it is the same.
    private static String path(HttpRequest<?> request) {
        String path = request.getUri().getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /// The one that this thread works for, if it carries a key.
    static Optional<KeyedRequest> current() {
        return PropagatedContext.find().flatMap(context -> context.find(KeyedRequest.class));
    }

    String username() {
        return username;
    }

    String key() {
        return key.value();
    }

    /// `POST /api/dialer/agents?x=y`
    String line() {
        return line;
    }

    void begin(Turn begun) {
        turn = begun;
    }

    Optional<Turn> turn() {
        return Optional.ofNullable(turn);
    }

    @Override
    public boolean isAwaited() {
        return turn().map(Turn::awaitsFirstWrite).orElse(false);
    }

    @Override
    public void happens() {
        turn().ifPresent(Turn::markCarriedOut);
    }

    @Override
    public void committed() {
        turn().ifPresent(Turn::carriedOut);
    }
}
