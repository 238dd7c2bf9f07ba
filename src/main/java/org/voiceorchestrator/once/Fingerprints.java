package org.voiceorchestrator.once;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.security.KeyedHash;

/// What makes two requests the same. Hashed with a key: a body may hold a password, and a plain hash of one can be
/// guessed.
@Singleton
final class Fingerprints {
    /// As much as the framework itself keeps in memory of a body that is no file.
    private static final long LONGEST_BODY = 10_000_000;

    private final KeyedHash hash;

    Fingerprints(KeyedHash hash) {
        this.hash = hash;
    }

    /// Of method, path, query and the bytes of the body, which stays there for the route. Waits until it has arrived.
    ///
    /// @throws Detail 413 when the body is too long to be kept in memory
    String ofWhole(KeyedRequest request, HttpRequest<?> http) {
        ByteBody body = ((ServerHttpRequest<?>) http).byteBody();
        try (InputStream in = body.split(ByteBody.SplitBackpressureMode.FASTEST).toInputStream()) {
            return of(request, List.of(digest(in)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the body", e);
        }
    }

    /// Of method, path, query and what else is said to make it the same.
    String of(KeyedRequest request, List<String> parts) {
        StringBuilder text = new StringBuilder(request.line());
        parts.forEach(
                part -> text.append('\n').append(part.length()).append(' ').append(part));
        return hash.of(text.toString());
    }

    private static String digest(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[8192];
        long size = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            size += count;
            if (size > LONGEST_BODY) {
                throw new Detail(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large.");
            }
            digest.update(buffer, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
