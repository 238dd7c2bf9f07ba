package org.voiceorchestrator.cdr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.reactivestreams.Publisher;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.security.Roles;
import org.voiceorchestrator.security.Sessionless;

/// Lets FreeSWITCH in with its user and password (HTTP Basic): its modules know no other way. Good for posting
/// records, and for nothing else.
@Singleton
final class SwitchSignIn implements AuthenticationFetcher<HttpRequest<?>>, Ordered {
    private static final String BASIC = "basic ";

    private final CdrSettings settings;

    SwitchSignIn(CdrSettings settings) {
        this.settings = settings;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        String said = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        boolean basic = said != null && said.toLowerCase(Locale.ROOT).startsWith(BASIC);
        if (said == null || !basic || !request.getPath().matches(CdrController.PATH + "/?")) {
            return Publishers.empty();
        }
        if (!settings.takesPassword()) {
            return Publishers.just(new Detail(
                    HttpStatus.NOT_FOUND,
                    "Records are not taken by password: DIALER_CDR_USER and DIALER_CDR_PASSWORD are not set."));
        }
        if (!isRight(said.substring(BASIC.length()).strip())) {
            return Publishers.just(new Detail(
                    HttpStatus.UNAUTHORIZED,
                    "Not the user and password that DIALER_CDR_USER and" + " DIALER_CDR_PASSWORD name."));
        }
        return Publishers.just(Sessionless.of(settings.user(), Roles.SERVICE));
    }

    /// Takes the same time however much of it is right.
    private boolean isRight(String encoded) {
        byte[] given;
        try {
            given = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            given = new byte[0];
        }
        byte[] due = (settings.user() + ":" + settings.password()).getBytes(UTF_8);
        return MessageDigest.isEqual(digest(given), digest(due));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
