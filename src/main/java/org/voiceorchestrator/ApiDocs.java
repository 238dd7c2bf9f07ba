package org.voiceorchestrator;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/// The page that shows the specification of the API.
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class ApiDocs {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String page;

    ApiDocs() {
        page = new String(read("/docs.html"), StandardCharsets.UTF_8).replace("{swagger-ui}", swaggerUi());
    }

    /// There are no pages yet.
    @Get("/")
    HttpResponse<?> start() {
        return HttpResponse.temporaryRedirect(URI.create("/docs"));
    }

    @Get(value = "/docs", produces = "text/html; charset=utf-8")
    HttpResponse<String> docs() {
        return HttpResponse.ok(page).header("Content-Security-Policy", POLICY);
    }

    /// Where its files are: the version is part of their path.
    private static String swaggerUi() {
        Properties properties = new Properties();
        try (InputStream in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/webjars/swagger-ui/" + properties.getProperty("version");
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(ApiDocs.class.getResourceAsStream(resource), resource);
    }
}
