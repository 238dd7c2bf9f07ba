package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.Floor.FreeAgent;
import org.voiceorchestrator.pacing.AbandonRecord;
import org.voiceorchestrator.pacing.Decision;
import org.voiceorchestrator.pacing.DialingMode;
import org.voiceorchestrator.pacing.Estimates;
import org.voiceorchestrator.pacing.Pacer;
import org.voiceorchestrator.pacing.PacingRule;
import org.voiceorchestrator.pacing.Situation;

/// How many calls a power or predictive campaign may begin before an agent is there for them: reads what its calls and
/// agents are doing, and asks the [Pacer].
@Singleton
final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

    private static final String AGENTS = """
            SELECT CASE WHEN a.id IN (SELECT id FROM agents_on_lines) THEN 1 ELSE a.max_concurrent_calls END AS places,
                    a.status, a.wrap_up_until, a.last_call_at,
                   ARRAY(SELECT coalesce(extract(epoch FROM :now - c.bridged_at), -1)::text
                         FROM call_logs AS c
                         WHERE c.agent_id = a.id AND c.ended_at IS NULL AND c.agent_left_at IS NULL) AS talked
            FROM agents AS a
            WHERE a.id = ANY (:members)
              AND a.is_active
              AND (a.status = 'available' OR EXISTS (SELECT FROM call_logs AS c
                                                     WHERE c.agent_id = a.id AND c.ended_at IS NULL
                                                       AND c.agent_left_at IS NULL))
            """;

    private static final String WITHOUT_AGENT = """
            SELECT extract(epoch FROM :now - initiated_at)::double precision AS age, answered_at IS NOT NULL AS answered
            FROM call_logs
            WHERE campaign_id = :campaign AND ended_at IS NULL AND agent_id IS NULL
            """;

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Database database;
    private final RecentCalls recent;
    private final AbandonRecords records;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    Pace(Database database, RecentCalls recent, AbandonRecords records) {
        this.database = database;
        this.recent = recent;
        this.records = records;
    }

    /// What is read anew each second.
    private record Known(Instant at, Estimates estimates, AbandonRecord record) {}

    int callsToBegin(FloorReader.Ready campaign, List<FreeAgent> free, int lines, Instant now) {
        Known facts = known.compute(
                campaign.id(),
                (_, before) -> before == null || !now.isBefore(before.at().plus(FRESH)) || now.isBefore(before.at())
                        ? new Known(now, recent.estimates(campaign.id(), now), records.of(campaign.id(), now))
                        : before);
        int most = campaign.most() == null ? lines : Math.min(lines, campaign.most());
        Decision decision =
                Pacer.decide(rule(campaign), situation(campaign, free, most, now), facts.record(), facts.estimates());
        LOG.debug("campaign {}: {}", campaign.id(), decision.why());
        return decision.calls();
    }

    private static PacingRule rule(FloorReader.Ready campaign) {
        DialingMode mode = campaign.mode() == org.voiceorchestrator.campaign.DialingMode.POWER
                ? DialingMode.POWER
                : DialingMode.PREDICTIVE;
        return new PacingRule(mode, campaign.callsPerAgent(), campaign.abandonLimit(), WaitingCustomer.LONGEST_WAIT);
    }

    private Situation situation(FloorReader.Ready campaign, List<FreeAgent> free, int lines, Instant now) {
        Situation.Builder situation = Situation.withLines(lines);
        free.stream()
                .filter(agent -> campaign.members().contains(agent.id()))
                .forEach(agent -> situation.free(agent.room()));
        database.sql(AGENTS)
                .with("members", campaign.members())
                .with("now", now)
                .list(row -> addBusy(situation, row, now));
        database.sql(WITHOUT_AGENT)
                .with("campaign", campaign.id())
                .with("now", now)
                .list(row -> row.bool("answered") ? situation.waiting(1) : situation.inTheAir(row.decimal("age")));
        return situation.build();
    }

    private static int addBusy(Situation.Builder situation, Row row, Instant now) {
        List<String> calls = row.texts("talked");
        for (String talked : calls) {
            double since = Double.parseDouble(talked);
            if (since < 0) {
                situation.connecting(1);
            } else {
                situation.talking(since);
            }
        }
        Instant wrapUpUntil = row.instantOrNull("wrap_up_until");
        if (row.text("status").equals("available") && wrapUpUntil != null && wrapUpUntil.isAfter(now)) {
            Instant since = row.instantOrNull("last_call_at");
            for (int place = calls.size(); place < row.integer("places"); place++) {
                situation.wrappingUp(seconds(since == null ? now : since, now), seconds(now, wrapUpUntil));
            }
        }
        return calls.size();
    }

    private static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toMillis() / 1000.0;
    }
}
