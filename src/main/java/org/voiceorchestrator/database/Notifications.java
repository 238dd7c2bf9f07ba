package org.voiceorchestrator.database;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the database tells those who listen (`NOTIFY`), once the transaction that says it is committed.
@Singleton
public final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final Pattern CHANNEL = Pattern.compile("[a-z_]{1,60}");
    private static final int LONGEST_WAIT_MILLIS = 1000;
    private static final long BETWEEN_TRIES_SECONDS = 1;

    private final DataSource dataSource;

    @FunctionalInterface
    public interface Listening {
        /// Returns when nothing will be told any more.
        void end() throws InterruptedException;
    }

    Notifications(DataSource dataSource, DataSourceResolver resolver) {
        this.dataSource = resolver.resolve(dataSource);
    }

    /// Calls `news` whenever something is told on the channel, and when the connection was lost meanwhile: then nobody
    /// knows what was. What is told several times at once is told once.
    ///
    /// @return ends the listening
    public Listening listen(String channel, Runnable news) {
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException("not a channel: " + channel);
        }
        CountDownLatch closed = new CountDownLatch(1);
        Thread listener =
                Thread.ofVirtual().name("listening-" + channel).start(() -> keepListening(channel, news, closed));
        return () -> {
            closed.countDown();
            listener.join();
        };
    }

    private void keepListening(String channel, Runnable news, CountDownLatch closed) {
        try {
            do {
                try {
                    hear(channel, news, closed);
                } catch (SQLException e) {
                    LOG.warn("listening to {} again in a moment: {}", channel, e.getMessage());
                }
            } while (!closed.await(BETWEEN_TRIES_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(String channel, Runnable news, CountDownLatch closed) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + channel);
                news.run();
                PGConnection told = connection.unwrap(PGConnection.class);
                while (closed.getCount() > 0) {
                    if (told.getNotifications(LONGEST_WAIT_MILLIS).length > 0) {
                        news.run();
                    }
                }
                statement.execute("UNLISTEN " + channel);
            }
        }
    }
}
