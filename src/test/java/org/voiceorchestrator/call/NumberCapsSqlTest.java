package org.voiceorchestrator.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// The condition of the claim, asked of PostgreSQL.
class NumberCapsSqlTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final ZoneId KARACHI = ZoneId.of("Asia/Karachi");
    private static final Instant NOW = TestServer.START;
    private final Given given = new Given(server);

    private long leadWithCalls(List<Duration> ago) {
        long lead = given.lead(given.campaign());
        for (Duration passed : ago) {
            UUID call = given.call(lead, "no_answer");
            server.database()
                    .sql("UPDATE call_logs SET initiated_at = :at WHERE call_id = :call")
                    .with("at", NOW.minus(passed))
                    .with("call", call)
                    .update();
        }
        return lead;
    }

    private static boolean mayBeCalled(long lead, NumberCaps caps) {
        return server.database()
                .sql("""
                        SELECT count(*) AS n
                        FROM leads AS l
                        CROSS JOIN (SELECT :daily::integer AS day_cap, :day_start::timestamptz AS day_start,
                                           :rolling::integer AS rolling_cap,
                                           :rolling_start::timestamptz AS rolling_start) AS o
                        WHERE l.id = :lead
                          AND
                        """ + NumberCaps.MAY_BE_CALLED)
                .with("lead", lead)
                .with("daily", caps.daily())
                .with("day_start", NumberCaps.dayStart(KARACHI, NOW))
                .with("rolling", caps.rolling())
                .with("rolling_start", NumberCaps.rollingStart(NOW))
                .one(row -> row.bigint("n") == 1);
    }

    @Test
    void callsOfTheDayCountOnTheLeadsClock() {
        // noon in Karachi: twelve hours and one second ago was yesterday
        long lead =
                leadWithCalls(List.of(Duration.ofHours(12).plusSeconds(1), Duration.ofHours(12), Duration.ofHours(1)));
        assertThat(mayBeCalled(lead, new NumberCaps(2, 0))).isFalse();
        assertThat(mayBeCalled(lead, new NumberCaps(3, 0))).isTrue();
        assertThat(mayBeCalled(lead, NumberCaps.NONE)).isTrue();
    }

    @Test
    void callsWithinADayAndANightCountWhereverTheDayBegan() {
        long lead =
                leadWithCalls(List.of(Duration.ofHours(24), Duration.ofHours(24).minusSeconds(1), Duration.ofHours(1)));
        assertThat(mayBeCalled(lead, new NumberCaps(0, 2))).isFalse();
        assertThat(mayBeCalled(lead, new NumberCaps(0, 3))).isTrue();
    }

    @Test
    void callsOfOtherCampaignsCountAndThoseForWhichNobodysPhoneRangDoNot() {
        long lead = leadWithCalls(List.of(Duration.ofHours(1), Duration.ofHours(2)));
        long other = given.lead(given.campaign());
        server.database().sql("""
                        UPDATE leads
                        SET phone_number = (SELECT phone_number FROM leads WHERE id = :lead)
                        WHERE id = :other
                        """).with("lead", lead).with("other", other).update();
        assertThat(mayBeCalled(other, new NumberCaps(2, 0))).isFalse();
        server.database()
                .sql("UPDATE call_logs SET counts = false WHERE lead_id = :lead AND initiated_at > :then")
                .with("lead", lead)
                .with("then", NOW.minus(Duration.ofMinutes(90)))
                .update();
        assertThat(mayBeCalled(other, new NumberCaps(2, 0))).isTrue();
        assertThat(mayBeCalled(other, new NumberCaps(1, 0))).isFalse();
    }
}
