package org.voiceorchestrator.surface;

import io.micronaut.web.router.Router;
import java.util.Set;
import java.util.TreeSet;
import org.voiceorchestrator.testkit.TestServer;

/// Every route that the server's router knows.
final class Routes {
    private Routes() {}

    /// @return `GET /api/dialer/agents/{id}`
    static Set<String> of(TestServer server) {
        Set<String> routes = new TreeSet<>();
        server.bean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .forEach(route -> routes.add(route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString()));
        return routes;
    }

    static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }
}
