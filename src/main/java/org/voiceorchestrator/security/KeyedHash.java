package org.voiceorchestrator.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 under a key that follows from the signing key: what is hashed with it can be compared later, and not
/// be guessed by who has only the database.
public final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "hashes of what is only compared";

    private final SecretKeySpec key;

    KeyedHash(String secret) {
        SecretKeySpec signingKey = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        key = new SecretKeySpec(hash(signingKey, PURPOSE), ALGORITHM);
    }

    /// @return 64 hexadecimal digits
    public String of(String text) {
        return HexFormat.of().formatHex(hash(key, text));
    }

    private static byte[] hash(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
