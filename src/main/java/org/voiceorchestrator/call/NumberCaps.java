package org.voiceorchestrator.call;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many calls one number gets over all campaigns. Every call counts that was begun, but for those of which it is
/// certain that nobody's phone rang (`call_logs.counts`).
///
/// Exact where it is asked under the claims' lock, in the statement that opens the calls: no other call is begun
/// meanwhile, and of one number only one can be opened at a time.
///
/// @param daily calls on one day of the lead's clock; 0: no limit
/// @param rolling calls within any 24 hours; 0: no limit
public record NumberCaps(int daily, int rolling) {
    public static final NumberCaps NONE = new NumberCaps(0, 0);
    static final int MOST = 1000;

    /// A condition for the claim: that this number may be called now. It reads `l.phone_number`, and of `o`
    ///
    ///     day_cap integer, day_start timestamptz, rolling_cap integer, rolling_start timestamptz
    ///
    /// which are [#daily], [#dayStart], [#rolling] and [#rollingStart] of the lead's campaign and zone. Both counts
    /// read the index `call_logs_of_number`, no further than the limit.
    public static final String MAY_BE_CALLED = """
            (o.day_cap = 0
             OR (SELECT count(*)
                 FROM (SELECT
                       FROM call_logs AS x
                       WHERE x.phone_number = l.phone_number
                         AND x.initiated_at >= o.day_start
                         AND x.counts
                       LIMIT o.day_cap) AS of_the_day) < o.day_cap)
            AND (o.rolling_cap = 0
                 OR (SELECT count(*)
                     FROM (SELECT
                           FROM call_logs AS x
                           WHERE x.phone_number = l.phone_number
                             AND x.initiated_at > o.rolling_start
                             AND x.counts
                           LIMIT o.rolling_cap) AS of_24_hours) < o.rolling_cap)
            """;

    private static final Duration ROLLING = Duration.ofHours(24);

    public NumberCaps {
        if (daily < 0 || daily > MOST || rolling < 0 || rolling > MOST) {
            throw new IllegalArgumentException("limits are from 0 to " + MOST + ": " + daily + ", " + rolling);
        }
    }

    /// These, or a campaign's where it is stricter.
    public NumberCaps orStricter(@Nullable Integer campaignsDaily, @Nullable Integer campaignsRolling) {
        return new NumberCaps(stricter(daily, campaignsDaily), stricter(rolling, campaignsRolling));
    }

    private static int stricter(int general, @Nullable Integer own) {
        if (own == null) {
            return general;
        }
        return general == 0 ? own : Math.min(general, own);
    }

    /// Calls from this moment on are of the day of `now`.
    public static Instant dayStart(ZoneId zone, Instant now) {
        return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    }

    /// Calls after this moment are within the 24 hours before `now`.
    public static Instant rollingStart(Instant now) {
        return now.minus(ROLLING);
    }

    /// The first moment from `now` on at which the number may be called, as far as these limits go.
    ///
    /// @param calls when calls to it were begun that count, at least those since the earlier of [#dayStart] and
    /// [#rollingStart]; none in the future
    public Instant nextCall(ZoneId zone, Instant now, List<Instant> calls) {
        Instant next = now;
        for (Instant earlier = Instant.MIN; !next.equals(earlier); ) {
            earlier = next;
            next = afterTheRolling(afterTheDay(next, zone, calls), calls);
        }
        return next;
    }

    private Instant afterTheDay(Instant at, ZoneId zone, List<Instant> calls) {
        Instant start = dayStart(zone, at);
        long ofTheDay = calls.stream().filter(call -> !call.isBefore(start)).count();
        return daily == 0 || ofTheDay < daily
                ? at
                : LocalDate.ofInstant(at, zone).plusDays(1).atStartOfDay(zone).toInstant();
    }

    private Instant afterTheRolling(Instant at, List<Instant> calls) {
        if (rolling == 0) {
            return at;
        }
        return calls.stream()
                .filter(call -> call.isAfter(rollingStart(at)))
                .sorted(Comparator.reverseOrder())
                .skip(rolling - 1L)
                .findFirst()
                .map(call -> call.plus(ROLLING))
                .orElse(at);
    }
}
