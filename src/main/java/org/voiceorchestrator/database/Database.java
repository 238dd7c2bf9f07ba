package org.voiceorchestrator.database;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// SQL on the one database. `database.sql(CLAIM).with("worker", id).list(row -> ...)`.
@Singleton
public final class Database {
    private final ConnectionOperations<Connection> connections;
    private final TransactionOperations<Connection> transactions;

    Database(ConnectionOperations<Connection> connections, TransactionOperations<Connection> transactions) {
        this.connections = connections;
        this.transactions = transactions;
    }

    /// A statement with `:names` for its parameters.
    public Sql sql(String text) {
        return new Sql(this, text);
    }

    /// Everything that `work` does is committed together when it returns, and undone when it throws. Nested calls
    /// join the transaction that is open.
    public <T> T inTransaction(Supplier<T> work) {
        return FirstWrite.awaited().map(first -> watched(first, work)).orElseGet(() -> transaction(work));
    }

    /// As [#inTransaction(Supplier)], for work without a result.
    public void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /// As [#inTransaction(Supplier)], but every statement of it sees the same state of the database. A level that the
    /// driver is asked for costs three messages to the server and back; one that the transaction sets itself, one.
    public <T> T inSnapshot(Supplier<T> work) {
        if (transactions.findTransactionStatus().isPresent()) {
            return work.get();
        }
        return inTransaction(() -> {
            sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").update();
            return work.get();
        });
    }

    /// Sends what `writer` writes to PostgreSQL as `COPY .. FROM STDIN` in text format. Belongs into a transaction.
    ///
    /// @return how many rows arrived
    public long copy(String copyStatement, CopyWriter writer) {
        return onConnection(connection -> {
            try {
                CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement);
                try (CopyRows rows = new CopyRows(copy)) {
                    writer.writeTo(rows);
                    return rows.finish();
                }
            } catch (SQLException e) {
                throw DatabaseException.of(copyStatement, e);
            }
        });
    }

    /// Sends rows that are there already as `COPY .. FROM STDIN`. Belongs into a transaction.
    public void copy(String copyStatement, CopyText rows) {
        onConnection(connection -> {
            try {
                CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement);
                rows.sendTo(copy);
                return copy.endCopy();
            } catch (SQLException e) {
                throw DatabaseException.of(copyStatement, e);
            }
        });
    }

    <T> T onConnection(Function<Connection, T> work) {
        Supplier<T> statement =
                () -> reaching(() -> connections.executeWrite(status -> work.apply(status.getConnection())));
        return FirstWrite.awaited().map(first -> watched(first, statement)).orElseGet(statement);
    }

    /// What is nested in the transaction does not see the watcher any more.
    private <T> T watched(FirstWrite first, Supplier<T> work) {
        return PropagatedContext.get().minus(first).propagate(() -> {
            AtomicBoolean wrote = new AtomicBoolean();
            T result = transaction(() -> {
                T done = work.get();
                wrote.set(hasWritten());
                if (wrote.get()) {
                    first.happens();
                }
                return done;
            });
            if (wrote.get()) {
                first.committed();
            }
            return result;
        });
    }

    private <T> T transaction(Supplier<T> work) {
        return reaching(() -> transactions.execute(TransactionDefinition.DEFAULT, status -> work.get()));
    }

    /// No connection, or one that breaks at the commit, is a statement that failed, too.
    private static <T> T reaching(Supplier<T> work) {
        try {
            return work.get();
        } catch (CannotGetJdbcConnectionException | ConnectionException | TransactionException e) {
            throw DatabaseException.away(e);
        }
    }

    /// PostgreSQL gives a transaction its number when it first writes or locks a row.
    private boolean hasWritten() {
        return sql("SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote")
                .one(row -> row.bool("wrote"));
    }

    /// What fills a COPY.
    @FunctionalInterface
    public interface CopyWriter {
        void writeTo(CopyRows rows);
    }
}
