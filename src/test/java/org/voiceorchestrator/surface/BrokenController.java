package org.voiceorchestrator.surface;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;

/// Fails, in ways that nobody expects.
@Hidden
@Controller("/broken")
@Requires(property = "test.broken")
@Secured(SecurityRule.IS_ANONYMOUS)
final class BrokenController {
    static final String INTERNALS = "the secret of the house";

    @Get("/{way}")
    String broken(String way) throws IOException {
        return switch (way) {
            case "unchecked" -> throw new IllegalStateException(INTERNALS);
            case "checked" -> throw new IOException(INTERNALS);
            case "error" -> throw new AssertionError(INTERNALS);
            default -> way;
        };
    }
}
