package org.voiceorchestrator.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanInitializedEventListener;
import io.micronaut.context.event.BeanInitializingEvent;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Points the connection pool at the PostgreSQL that `DATABASE_URL` names, or at the embedded one, which only then is
/// started. One that does not answer is waited for, a minute by default.
@Singleton
final class DatabaseChoice implements BeanInitializedEventListener<DatasourceConfiguration> {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseChoice.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /// Empty: the embedded one.
    private final String url;
    private final Duration patience;
    private final BeanProvider<EmbeddedPostgresServer> embedded;
    private final DatabaseInUse inUse;

    DatabaseChoice(
            @Nullable @Property(name = "database.url") String url,
            @Property(name = "database.patience", defaultValue = "60s") Duration patience,
            BeanProvider<EmbeddedPostgresServer> embedded,
            DatabaseInUse inUse) {
        this.url = url == null ? "" : url.strip();
        this.patience = patience;
        this.embedded = embedded;
        this.inUse = inUse;
    }

    @Override
    public DatasourceConfiguration onInitialized(BeanInitializingEvent<DatasourceConfiguration> event) {
        boolean given = !url.isEmpty();
        DatabaseAddress address = given
                ? DatabaseAddress.parse("DATABASE_URL", url)
                : embedded.get().address();
        awaitAnswer(address);
        inUse.is(given ? "PostgreSQL at " + address.place() : "embedded PostgreSQL");
        DatasourceConfiguration pool = event.getBean();
        pool.setUrl(address.jdbcUrl());
        pool.setUsername(address.user());
        pool.setPassword(address.password());
        return pool;
    }

    private void awaitAnswer(DatabaseAddress address) {
        long end = System.nanoTime() + patience.toNanos();
        DriverManager.setLoginTimeout(10);
        while (true) {
            try (Connection connection =
                    DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
                if (connection.isValid(10)) {
                    return;
                }
            } catch (SQLException e) {
                giveUpOrWait(address, e, end);
            }
        }
    }

    private void giveUpOrWait(DatabaseAddress address, SQLException e, long end) {
        boolean refusedForGood = e.getSQLState() != null
                && (e.getSQLState().startsWith("28") || e.getSQLState().equals("3D000"));
        if (refusedForGood || System.nanoTime() >= end) {
            throw new StartRefused("DATABASE_URL: the PostgreSQL at " + address.place() + " cannot be used: "
                    + reason(e) + ". Start it, or correct DATABASE_URL, or unset it to use the embedded one");
        }
        LOG.warn("the PostgreSQL at {} does not answer yet ({}); trying again", address.place(), reason(e));
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("interrupted while waiting for the PostgreSQL at " + address.place());
        }
    }

    /// The driver's words, where they say something.
    private static String reason(SQLException e) {
        return e.getCause() instanceof UnknownHostException
                ? "there is no such host"
                : String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
    }
}
