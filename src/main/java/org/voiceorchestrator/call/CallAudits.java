package org.voiceorchestrator.call;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// The audits that run by themselves, and what they found.
///
/// - Every hour the calls since the last audit, and an hour more: what was still on the line then.
/// - Once a day everything, figures included, which reads all leads and calls.
@Singleton
public final class CallAudits {
    private static final Logger LOG = LoggerFactory.getLogger(CallAudits.class);
    private static final Argument<List<AuditedPromise>> PROMISES = Argument.listOf(AuditedPromise.class);
    private static final Duration FIRST_LOOK = Duration.ofDays(1);
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private static final String STORE = """
            INSERT INTO call_audits (started_at, finished_at, since, kept, findings)
            VALUES (:started, :finished, :since, :kept, :findings::jsonb)
            """;

    private static final String SELECT = "SELECT started_at, finished_at, since, kept, findings FROM call_audits ";
    private static final String NEWEST_FIRST = " ORDER BY started_at DESC, id DESC LIMIT 1";

    private final CallAudit audit;
    private final Database database;
    private final JsonMapper json;
    private final Clock clock;

    CallAudits(CallAudit audit, Database database, JsonMapper json, Clock clock) {
        this.audit = audit;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /// What was found of one promise.
    ///
    /// @param violations none when it is kept; at most twenty
    @Serdeable
    record AuditedPromise(String promise, boolean kept, List<String> violations) {}

    /// One audit.
    ///
    /// @param since calls that were begun since then were looked at; null: everything was, the figures too
    /// @param kept every promise is kept
    @Serdeable
    record CallAuditResult(
            Instant startedAt,
            Instant finishedAt,
            @Nullable Instant since,
            boolean kept,
            List<AuditedPromise> findings) {}

    /// The audits that people look at; null: there was none.
    ///
    /// @param recent the newest of those that run every hour
    /// @param whole the newest of everything
    /// @param broken the newest that found a broken promise
    @Serdeable
    record NewestAudits(
            @Nullable CallAuditResult recent,
            @Nullable CallAuditResult whole,
            @Nullable CallAuditResult broken) {}

    /// @return in a few words what was found
    public String auditRecent(Instant now) {
        Instant since = newest("WHERE true")
                .map(last -> last.startedAt().minus(OVERLAP))
                .orElseGet(() -> now.minus(FIRST_LOOK));
        return keep(now, since, audit.findingsSince(since));
    }

    /// @return in a few words what was found
    public String auditAll(Instant now) {
        return keep(now, null, audit.findings());
    }

    private String keep(Instant started, @Nullable Instant since, List<CallAudit.Finding> findings) {
        List<AuditedPromise> promises = findings.stream()
                .map(finding -> new AuditedPromise(finding.promise(), finding.kept(), finding.violations()))
                .toList();
        List<AuditedPromise> broken =
                promises.stream().filter(promise -> !promise.kept()).toList();
        broken.forEach(promise -> LOG.error("audit: BROKEN {}: {}", promise.promise(), promise.violations()));
        database.inTransaction(() -> {
            database.sql(STORE)
                    .with("started", started)
                    .with("finished", clock.instant())
                    .with("since", since)
                    .with("kept", broken.isEmpty())
                    .with("findings", written(promises))
                    .update();
            database.sql("DELETE FROM call_audits WHERE started_at < :before")
                    .with("before", started.minus(KEPT))
                    .update();
        });
        return promises.size() + " promises, " + (broken.isEmpty() ? "all kept" : broken.size() + " BROKEN");
    }

    NewestAudits newest() {
        return new NewestAudits(
                newest("WHERE since IS NOT NULL").orElse(null),
                newest("WHERE since IS NULL").orElse(null),
                newest("WHERE NOT kept").orElse(null));
    }

    private Optional<CallAuditResult> newest(String which) {
        return database.sql(SELECT + which + NEWEST_FIRST).first(this::result);
    }

    private CallAuditResult result(Row row) {
        try {
            return new CallAuditResult(
                    row.instant("started_at"),
                    row.instant("finished_at"),
                    row.instantOrNull("since"),
                    row.bool("kept"),
                    json.readValue(row.text("findings"), PROMISES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String written(List<AuditedPromise> promises) {
        try {
            return json.writeValueAsString(promises);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
