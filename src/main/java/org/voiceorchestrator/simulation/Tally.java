package org.voiceorchestrator.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.voiceorchestrator.pacing.AbandonRecord;
import org.voiceorchestrator.pacing.AbandonRecord.Answers;

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
    private long busyAtLast;
    private long atWorkAtLast;
    private int connected;

    private static final class Counts {
        private int calls;
        private int answered;
        private int abandoned;
        private long busyTime;
        private long workTime;
    }

    Tally(CampaignDay day) {
        this.intervalLength = Math.max(1, day.length().toMillis() / INTERVALS);
        this.atWork = day.staff().agents();
    }

    /// Time passes, with as many agents busy and at work as there are.
    void advance(long to) {
        long at = now;
        while (at < to) {
            long until = Math.min(to, (at / intervalLength + 1) * intervalLength);
            interval(at).busyTime += (until - at) * busy;
            interval(at).workTime += (until - at) * atWork;
            at = until;
        }
        all.busyTime += (to - now) * busy;
        all.workTime += (to - now) * atWork;
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
        busyAtLast = all.busyTime;
        atWorkAtLast = all.workTime;
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
        Answers month =
                new Answers(daysBefore.answered() + all.answered, daysBefore.abandoned() + all.abandoned);
        int abandonedInHour = abandonedLately.count(now);
        Answers hour = new Answers(Math.max(abandonedInHour, answeredLately.count(now)), abandonedInHour);
        return new AbandonRecord(new Answers(all.answered, all.abandoned), month, hour);
    }

    DayReport report(CampaignDay day, org.voiceorchestrator.pacing.PacingRule rule, int neverCalled) {
        List<DayReport.Interval> series = new ArrayList<>();
        for (int i = 0; i < Math.min(intervals.size(), INTERVALS); i++) {
            Counts counts = intervals.get(i);
            series.add(new DayReport.Interval(
                    Duration.ofMillis(i * intervalLength),
                    Duration.ofMillis(intervalLength),
                    counts.calls,
                    counts.answered,
                    counts.abandoned,
                    share(counts.busyTime, counts.workTime)));
        }
        return new DayReport(
                rule,
                Duration.ofMillis(lastBegun),
                all.calls,
                all.answered,
                connected,
                all.abandoned,
                neverCalled,
                share(busyAtLast, atWorkAtLast),
                connected == 0 ? Duration.ZERO : Duration.ofMillis((atWorkAtLast - busyAtLast) / connected),
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

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
