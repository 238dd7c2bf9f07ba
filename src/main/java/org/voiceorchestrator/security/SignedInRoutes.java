package org.voiceorchestrator.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.RouteAttributes;
import java.util.Arrays;

/// The routes for which one has to be signed in.
public final class SignedInRoutes {
    private SignedInRoutes() {}

    /// Whether the request, whose route is known by now, is for one of them.
    public static boolean includes(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(route -> Arrays.asList(route.getAnnotationMetadata().stringValues(Secured.class)))
                .filter(rules -> !rules.isEmpty() && !rules.contains(SecurityRule.IS_ANONYMOUS))
                .isPresent();
    }
}
