package org.voiceorchestrator.call;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.voiceorchestrator.database.Database;

/// Proves from the logs what the dialer promises ([Promise#ALL]): no number on two lines, no lead stuck, no lead
/// called too often or at a forbidden time, no agent in more calls than allowed, imports whole or absent, figures
/// equal to what they count. It only reads.
@Singleton
public final class CallAudit {
    private static final int EXAMPLES = 20;

    private final Database database;
    private final ZoneId zone;
    private final AuditSettings settings;
    private final CallingHoursAudit hours;

    CallAudit(Database database, ZoneId zone, AuditSettings settings, CallingHoursAudit hours) {
        this.database = database;
        this.zone = zone;
        this.settings = settings;
        this.hours = hours;
    }

    /// What was found of one promise.
    ///
    /// @param violations none when it is kept; at most twenty
    public record Finding(String promise, List<String> violations) {
        public boolean kept() {
            return violations.isEmpty();
        }
    }

    /// All promises about all there is, looked at in one snapshot.
    public List<Finding> findings() {
        return findings(Promise.ALL, Instant.EPOCH);
    }

    /// The promises that are kept or broken call by call, about the calls that were begun since then: costs what
    /// those calls cost, not what all of them do.
    public List<Finding> findingsSince(Instant since) {
        return findings(
                Promise.ALL.stream()
                        .filter(promise -> promise.scope() == Promise.Scope.CALLS)
                        .toList(),
                since);
    }

    private List<Finding> findings(List<Promise> promises, Instant since) {
        return database.inSnapshot(() -> {
            // planned for the span that is looked at
            database.sql("SELECT set_config('plan_cache_mode', 'force_custom_plan', true)")
                    .one(_ -> true);
            List<Finding> findings = new ArrayList<>();
            promises.forEach(promise -> findings.add(new Finding(promise.says(), violations(promise, since))));
            findings.add(hours.finding(since, EXAMPLES));
            return findings;
        });
    }

    private List<String> violations(Promise promise, Instant since) {
        return database.sql("SELECT violation FROM (" + promise.violations() + ") AS found LIMIT " + EXAMPLES)
                .with("since", since)
                .with("zone", zone.getId())
                .with("most_a_day", settings.mostCallsADay())
                .list(row -> row.text("violation"));
    }
}
