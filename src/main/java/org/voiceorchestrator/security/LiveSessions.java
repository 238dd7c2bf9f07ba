package org.voiceorchestrator.security;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.util.UUID;
import org.voiceorchestrator.http.Detail;

/// An access token is good only as long as the sign-in it came from: who signs out, is deactivated, or gets another
/// password or role is out at once, not when the token expires. Asks the database at each request, by an index;
/// requests that come at the same moment share one query. A
/// filter and no claims validator: the framework runs validators on the event loop, which may not wait, or on a thread
/// that it may interrupt in the middle of the request.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class LiveSessions implements Ordered {
    static final String SESSION_CLAIM = "session";

    private final RefreshTokens refreshTokens;

    LiveSessions(RefreshTokens refreshTokens) {
        this.refreshTokens = refreshTokens;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void refuseEnded(HttpRequest<?> request) {
        if (SignedInRoutes.includes(request)
                && !request.getUserPrincipal(Authentication.class)
                        .map(this::lives)
                        .orElse(true)) {
            throw new Detail(HttpStatus.UNAUTHORIZED, "This session has ended. Sign in again.");
        }
    }

    private boolean lives(Authentication authentication) {
        return switch (authentication.getAttributes().get(SESSION_CLAIM)) {
            case String session -> refreshTokens.lives(UUID.fromString(session));
            case Sessionless _ -> true;
            case null, default -> false;
        };
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
