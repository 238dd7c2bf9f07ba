/// A request that carries an `Idempotency-Key` is carried out once, however often it is sent.
///
/// - A key belongs to a user, and to one request: method, path, query and body ([Fingerprints]). The same request gets
///   the same answer again (`Idempotency-Replayed: true`); another one is refused (422).
/// - While a request is carried out, its process holds the key ([Turn]) and says again and again that it lives. Who
///   sends the same meanwhile waits for a moment for the answer, then is told to come again (409, `Retry-After`).
/// - The first transaction of a request that writes also marks its key as carried out
///   ([org.voiceorchestrator.database.FirstWrite]), on the condition that it still holds it. So at most one of all its
///   attempts commits, whatever is killed, paused or overtaken: a key that is marked is never carried out again, and
///   one that is not has changed nothing and may be taken over. A process killed between that commit and its answer
///   leaves a marked key without an answer, and the same request is told so (409).
/// - This needs the effect of a POST in one transaction, on the thread that the framework gives the request.
/// - Only what was carried out or succeeded is kept: a refusal changed nothing, and frees its key. Keys are forgotten
///   after two days ([Keys#forget]).
/// - A form with a file is known only when its file is stored: the framework cuts it up, and the next sending differs
///   in its boundary. Its route says what makes it the same ([Forms]).
@NullMarked
package org.voiceorchestrator.once;

import org.jspecify.annotations.NullMarked;
