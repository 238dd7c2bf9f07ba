/// Who may do what, and who did it.
///
/// - People and scripts are [UserAccount]s with one [Role] each. Passwords are kept as Argon2id hashes.
/// - Signing in gives an access token (JWT, short-lived, carries the role) and a refresh token (random, kept as a
///   hash, good for one use). A refresh token that comes a second time was copied: its whole family ends.
/// - Access tokens are good only while their session lives ([LiveSessions]).
/// - Every route names its roles with `@Secured`; a route without them answers nobody.
/// - What is changed through the API is written to the audit log with the name of who did it.
@NullMarked
package org.voiceorchestrator.security;

import org.jspecify.annotations.NullMarked;
