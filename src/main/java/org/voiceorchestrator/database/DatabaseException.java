package org.voiceorchestrator.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/// A statement failed, or the database could not be reached. The message holds what PostgreSQL said and the
/// statement, never its parameters.
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Connections, conflicts of transactions, resources, an administrator, the system.
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");
    /// A server that only reads for now, a transaction that took too long, and a lock that is held.
    private static final Set<String> PASSING_STATES = Set.of("25006", "25P03", "25P04", "55P03");

    protected DatabaseException(String message, Exception cause) {
        super(message, cause);
    }

    /// Whether it may pass by itself, the same statement work later: the connection, the server or one of its
    /// resources was missing, or somebody else was in the way (SQLSTATE 08, 40, 53, 57, 58, 25006, 55P03 and the
    /// like). Not where the statement and what it meets do not fit (22, 23, 42, ..).
    public boolean mayPass() {
        if (getCause() instanceof SQLException e) {
            return isPassing(e.getSQLState());
        }
        // a transaction or a connection that did not come about; what is checked at the commit fails there again
        return stateOf(getCause()).filter(state -> state.startsWith("23")).isEmpty();
    }

    private static boolean isPassing(@Nullable String state) {
        return state == null || PASSING_CLASSES.stream().anyMatch(state::startsWith) || PASSING_STATES.contains(state);
    }

    private static Optional<String> stateOf(@Nullable Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof SQLException e) {
                return Optional.ofNullable(e.getSQLState());
            }
        }
        return Optional.empty();
    }

    static DatabaseException of(String statement, SQLException e) {
        String constraint = constraintOf(e).orElse("");
        return switch (e.getSQLState() == null ? "" : e.getSQLState()) {
            case "23505" -> new UniqueViolation(constraint, e);
            case "23503" -> new StillReferenced(constraint, e);
            default -> new DatabaseException(e.getMessage() + " in: " + statement.strip(), e);
        };
    }

    static DatabaseException away(RuntimeException e) {
        return new DatabaseException("the database cannot be reached: " + e.getMessage(), e);
    }

    private static Optional<String> constraintOf(SQLException e) {
        return e instanceof PSQLException p && p.getServerErrorMessage() != null
                ? Optional.ofNullable(p.getServerErrorMessage().getConstraint())
                : Optional.empty();
    }

    /// A row with this key is there already (SQLSTATE 23505).
    public static final class UniqueViolation extends DatabaseException {
        private static final long serialVersionUID = 1;
        private final String constraint;

        UniqueViolation(String constraint, SQLException cause) {
            super("unique constraint " + constraint, cause);
            this.constraint = constraint;
        }

        public String constraint() {
            return constraint;
        }
    }

    /// A row names one that is not there, or one that others name is to go (SQLSTATE 23503).
    public static final class StillReferenced extends DatabaseException {
        private static final long serialVersionUID = 1;
        private final String constraint;

        StillReferenced(String constraint, SQLException cause) {
            super("foreign key " + constraint, cause);
            this.constraint = constraint;
        }

        public String constraint() {
            return constraint;
        }
    }
}
