package org.voiceorchestrator.security;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/// Argon2id with OWASP's parameters: 19 MiB, 2 passes, 1 lane
/// ([source](https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html)). Few at a time, so
/// that a flood of sign-ins cannot take the machine's memory.
@Singleton
final class Passwords {
    static final int SHORTEST = 10;
    private static final int LONGEST = 200;
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

    private final Semaphore places = new Semaphore(4);
    private final String nobodysHash = hash(UUID.randomUUID().toString());

    String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return Password.hash(password).addRandomSalt(16).with(ARGON2ID).getResult();
        } finally {
            places.release();
        }
    }

    boolean matches(String password, String hash) {
        if (password.isEmpty() || password.length() > LONGEST) {
            return false;
        }
        places.acquireUninterruptibly();
        try {
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        } finally {
            places.release();
        }
    }

    /// A hash that no password of anybody has: checking against it takes as long as a real check, so that the time
    /// of an answer does not tell which users exist.
    String nobodysHash() {
        return nobodysHash;
    }

    static boolean acceptable(String password) {
        return password.length() >= SHORTEST && password.length() <= LONGEST;
    }
}
