package org.voiceorchestrator.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.voiceorchestrator.pacing.AbandonRecord;
import org.voiceorchestrator.pacing.AbandonRecord.Answers;
import org.voiceorchestrator.pacing.PacingRule;

/// Counts a day: calls, and the time that agents spend, as integrals over the numbers of agents in each state.
final class Tally {
    private static final int INTERVALS = 32;
    private static final int HOUR = 3_600_000;

    private final long intervalLength;
    private final List<Counts> intervals = new ArrayList<>();
    private final Counts all = new Counts();
    private final SlidingCount answeredLately = new SlidingCount(HOUR);
    private final SlidingCount abandonedLately = new SlidingCount(HOUR);
    private long now;
    private int busy;
    private int atWork;
    private long customersWaited;
    private long lastBegun;
    private int connected;

    private static final class Counts {
        private int calls;
        private int answered;
        private int abandoned;
        private long busyTime;
        private long workTime;

        private void agents(long time, int busy, int atWork) {
            busyTime += time * busy;
            workTime += time * atWork;
        }

        private OptionalDouble occupancy() {
            return workTime == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) busyTime / workTime);
        }
    }

    Tally(CampaignDay day) {
        this.intervalLength = Math.max(1, day.length().toMillis() / INTERVALS);
        this.atWork = day.staff().agents();
    }

    /// Time passes, with as many agents busy and at work as there are.
    ///
    /// @param someoneToCall whether leads were due; agents' time counts only then: no pacing can use other time
    void advance(long to, boolean someoneToCall) {
        long at = someoneToCall ? now : to;
        while (at < to) {
            long until = Math.min(to, (at / intervalLength + 1) * intervalLength);
            interval(at).agents(until - at, busy, atWork);
            all.agents(until - at, busy, atWork);
            at = until;
        }
        now = to;
    }

    void agent(SimulatedAgent.State from, SimulatedAgent.State to) {
        busy += (to.isBusy() ? 1 : 0) - (from.isBusy() ? 1 : 0);
        atWork += (from == SimulatedAgent.State.ON_BREAK ? 1 : 0) - (to == SimulatedAgent.State.ON_BREAK ? 1 : 0);
    }

    void begun() {
        all.calls++;
        interval(now).calls++;
        lastBegun = now;
    }

    void answered() {
        all.answered++;
        interval(now).answered++;
        answeredLately.add(now);
    }

    void abandoned() {
        all.abandoned++;
        interval(now).abandoned++;
        abandonedLately.add(now);
    }

    void connected(long waited) {
        connected++;
        customersWaited += waited;
    }

    AbandonRecord record(Answers daysBefore) {
        Answers month = new Answers(daysBefore.answered() + all.answered, daysBefore.abandoned() + all.abandoned);
        int abandonedInHour = abandonedLately.count(now);
        Answers hour = new Answers(Math.max(abandonedInHour, answeredLately.count(now)), abandonedInHour);
        return new AbandonRecord(new Answers(all.answered, all.abandoned), month, hour);
    }

    DayReport report(CampaignDay day, PacingRule rule, int neverCalled) {
        List<DayReport.Interval> series = new ArrayList<>();
        for (int i = 0; i < Math.min(intervals.size(), INTERVALS); i++) {
            Counts counts = intervals.get(i);
            series.add(new DayReport.Interval(
                    Duration.ofMillis(i * intervalLength),
                    Duration.ofMillis(intervalLength),
                    counts.calls,
                    counts.answered,
                    counts.abandoned,
                    counts.occupancy()));
        }
        return new DayReport(
                rule,
                Duration.ofMillis(lastBegun),
                all.calls,
                all.answered,
                connected,
                all.abandoned,
                neverCalled,
                all.occupancy().orElse(0),
                connected == 0 ? Duration.ZERO : Duration.ofMillis((all.workTime - all.busyTime) / connected),
                connected == 0 ? Duration.ZERO : Duration.ofMillis(customersWaited / connected),
                day.staff().agents(),
                series);
    }

    private Counts interval(long at) {
        int i = (int) (at / intervalLength);
        while (intervals.size() <= i) {
            intervals.add(new Counts());
        }
        return intervals.get(i);
    }
}
