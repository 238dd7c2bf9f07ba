package org.voiceorchestrator.database;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.DefaultTransactionDefinition;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
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
        return transactions.execute(TransactionDefinition.DEFAULT, status -> work.get());
    }

    /// As [#inTransaction(Supplier)], for work without a result.
    public void inTransaction(Runnable work) {
        transactions.execute(TransactionDefinition.DEFAULT, status -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /// As [#inTransaction(Supplier)], but every statement of it sees the same state of the database.
    public <T> T inSnapshot(Supplier<T> work) {
        DefaultTransactionDefinition snapshot = new DefaultTransactionDefinition();
        snapshot.setIsolationLevel(TransactionDefinition.Isolation.REPEATABLE_READ);
        return transactions.execute(snapshot, status -> work.get());
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
        return connections.executeWrite(status -> work.apply(status.getConnection()));
    }

    /// What fills a COPY.
    @FunctionalInterface
    public interface CopyWriter {
        void writeTo(CopyRows rows);
    }
}
