package org.voiceorchestrator.once;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.util.Optional;
import org.voiceorchestrator.security.SignedInRoutes;

/// Every POST for which one has to be signed in, when it has a key. Signing in and out take no notice of one: their
/// tokens are not to be kept, and refreshing has its own rule against repetition.
///
/// Comes after the filters that know who asks, and after what those write on the side.
@ServerFilter("/api/**")
final class OnceFilter implements ConditionalFilter, Ordered {
    private static final String ATTRIBUTE = KeyedRequest.class.getName();

    private final Turns turns;
    private final Fingerprints fingerprints;

    OnceFilter(Turns turns, Fingerprints fingerprints) {
        this.turns = turns;
        this.fingerprints = fingerprints;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.POST && request.getHeaders().contains(IdempotencyKey.HEADER);
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    Optional<HttpResponse<?>> begin(HttpRequest<?> request, MutablePropagatedContext context) {
        Optional<Authentication> user = request.getUserPrincipal(Authentication.class);
        if (user.isEmpty() || !SignedInRoutes.includes(request)) {
            return Optional.empty();
        }
        KeyedRequest keyed = new KeyedRequest(user.get().getName(), IdempotencyKey.of(request), request);
        context.add(keyed);
        request.setAttribute(ATTRIBUTE, keyed);
        return isForm(request) ? Optional.empty() : turns.take(keyed, fingerprints.ofWhole(keyed, request));
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ATTRIBUTE, KeyedRequest.class)
                .flatMap(KeyedRequest::turn)
                .ifPresent(turn -> turns.end(turn, response));
    }

    private static boolean isForm(HttpRequest<?> request) {
        return request.getContentType()
                .filter(type -> type.matches(MediaType.MULTIPART_FORM_DATA_TYPE))
                .isPresent();
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() + 2;
    }
}
