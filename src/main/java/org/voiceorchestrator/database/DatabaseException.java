package org.voiceorchestrator.database;

import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/// A statement failed, or the database could not be reached. The message holds what PostgreSQL said and the statement,
/// never its parameters.
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    protected DatabaseException(String message, Exception cause) {
        super(message, cause);
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
