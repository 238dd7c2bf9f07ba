/// The one way to PostgreSQL: named SQL with typed rows, transactions, COPY, and the server itself where none is
/// given.
///
/// - Statements are text blocks with `:names`; values go in as parameters, never as text.
/// - A statement outside [Database#inTransaction] is a transaction of its own; inside it joins.
/// - A [FirstWrite] that a request carries is called in the first of its transactions that writes.
/// - With no `DATABASE_URL` an [EmbeddedPostgresServer] keeps its files in the data folder and survives a kill of this
///   process: whoever starts next goes on with the orphan ([LeftServer]), or ends it and begins on the same files.
/// - A database that cannot be reached is a [DatabaseException] as a statement that fails; what must be written in the
///   end is tried by [KeepTrying].
/// - Only this room touches `java.sql`.
@NullMarked
package org.voiceorchestrator.database;

import org.jspecify.annotations.NullMarked;
