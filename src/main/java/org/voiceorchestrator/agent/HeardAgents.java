package org.voiceorchestrator.agent;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.time.Clock;
import org.voiceorchestrator.security.Caller;

/// Every request of an agent's user is a sign of life of that agent. Comes after the filters that know who asks and
/// whether the session lives.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class HeardAgents implements Ordered {
    private final AgentPresence presence;
    private final Clock clock;

    HeardAgents(AgentPresence presence, Clock clock) {
        this.presence = presence;
        this.clock = clock;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void heard(HttpRequest<?> request) {
        request.getUserPrincipal(Authentication.class)
                .flatMap(authentication -> Caller.of(authentication).agentId())
                .ifPresent(agent -> presence.heard(agent, clock.instant()));
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() + 1;
    }
}
