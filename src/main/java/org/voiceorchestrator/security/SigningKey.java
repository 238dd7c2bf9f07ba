package org.voiceorchestrator.security;

import com.nimbusds.jose.JWSAlgorithm;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.DataFolder;
import org.voiceorchestrator.database.StartRefused;

/// The key that access tokens are signed with (HS256): `DIALER_JWT_SECRET`, or one made at the first start and kept in
/// the data folder. Without a signature the framework would take unsigned tokens, so the process does not start
/// without a good key.
@Factory
final class SigningKey {
    private static final String FILE = "jwt-secret";
    private static final int SHORTEST_BYTES = 32;

    /// Given as the interface: the class is annotated to be made from the framework's own configuration, and a bean of
    /// that type would never exist, and tokens would not be signed.
    @Context
    @Named("generator")
    SignatureGeneratorConfiguration signature(
            @Nullable @Property(name = "dialer.jwt-secret") String given, DataFolder data) {
        String secret = secret(given, data);
        SecretSignatureConfiguration configuration = new SecretSignatureConfiguration("generator");
        configuration.setSecret(secret);
        configuration.setJwsAlgorithm(JWSAlgorithm.HS256);
        return new SecretSignature(configuration);
    }

    @Singleton
    KeyedHash keyedHash(@Nullable @Property(name = "dialer.jwt-secret") String given, DataFolder data) {
        return new KeyedHash(secret(given, data));
    }

    private static String secret(@Nullable String given, DataFolder data) {
        return given == null || given.isBlank() ? kept(data) : longEnough(given, """
                DIALER_JWT_SECRET is too short: it must have at least 32 characters (256 bits). \
                Make one with: openssl rand -base64 48""");
    }

    private static String longEnough(String secret, String complaint) {
        if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_BYTES) {
            throw new StartRefused(complaint);
        }
        return secret;
    }

    private static String kept(DataFolder data) {
        Path file = data.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[48];
                new SecureRandom().nextBytes(bytes);
                data.writeSecret(FILE, Base64.getEncoder().encodeToString(bytes));
            }
            return longEnough(
                    Files.readString(file).strip(),
                    "The key in " + file + " is damaged: delete that file and a fresh one is made (everybody has to"
                            + " sign in again), or set DIALER_JWT_SECRET");
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + FILE + " in the data folder", e);
        }
    }
}
