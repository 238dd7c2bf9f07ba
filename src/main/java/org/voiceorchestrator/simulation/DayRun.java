package org.voiceorchestrator.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.voiceorchestrator.pacing.AbandonRecord.Answers;
import org.voiceorchestrator.pacing.Decision;
import org.voiceorchestrator.pacing.Pacer;
import org.voiceorchestrator.pacing.PacingRule;
import org.voiceorchestrator.pacing.RunningEstimates;
import org.voiceorchestrator.pacing.Situation;
import org.voiceorchestrator.simulation.SimulatedAgent.State;

/// One day, event by event. All times are milliseconds since it began.
final class DayRun {
    private static final long SECOND = 1000;
    /// What happens within this time is decided upon together: an agent waits less than calls that have ended.
    private static final long AGENT_FREE = 10;
    private static final long CALL_ENDED = 200;

    private final CampaignDay day;
    private final PacingRule rule;
    private final long seed;
    private final Answers daysBefore;
    private final RandomGenerator breaks;
    private final long end;
    private final long patience;

    private final Tally tally;
    private final Floor floor;
    private final LeadQueue leads;
    private final RunningEstimates estimates = new RunningEstimates();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Call> inTheAir = new ArrayList<>();
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private final SlidingCount begunLately = new SlidingCount(SECOND);
    private long now;
    private long eventsSoFar;
    private int linesInUse;
    private long nextDecision = Long.MAX_VALUE;

    private record Event(long at, long number, Runnable happens) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    DayRun(CampaignDay day, PacingRule rule, Answers daysBefore, long seed) {
        this.day = day;
        this.rule = rule;
        this.daysBefore = daysBefore;
        this.seed = seed;
        this.breaks = new SplittableRandom(seed);
        this.end = day.length().toMillis();
        this.patience = rule.patience().toMillis();
        this.tally = new Tally(day);
        this.floor = new Floor(day, tally);
        this.leads = new LeadQueue(day);
    }

    DayReport run() {
        tick();
        if (day.staff().breakEvery().isPositive()) {
            floor.agents().forEach(this::planBreak);
        }
        for (Event next = events.poll(); next != null; next = events.poll()) {
            tally.advance(next.at, now < end && leads.isDue(now));
            now = next.at;
            next.happens.run();
        }
        return tally.report(day, rule, leads.neverCalled());
    }

    private void tick() {
        decideWithin(AGENT_FREE);
        if (now + SECOND < end) {
            in(SECOND, this::tick);
        }
    }

    private void decideWithin(long millis) {
        if (now + millis < nextDecision) {
            nextDecision = now + millis;
            in(millis, this::decide);
        }
    }

    private void decide() {
        if (now < nextDecision) {
            return;
        }
        nextDecision = Long.MAX_VALUE;
        if (now >= end || !leads.isDue(now)) {
            return;
        }
        int lines = Math.min(day.trunk().lines() - linesInUse, day.trunk().callsPerSecond() - begunLately.count(now));
        if (lines <= 0) {
            return;
        }
        Decision decision = Pacer.decide(rule, situation(lines), tally.record(daysBefore), estimates.now());
        for (int i = 0; i < decision.calls() && leads.isDue(now); i++) {
            place(leads.next(now));
        }
    }

    private Situation situation(int lines) {
        Situation.Builder situation = Situation.withLines(lines).waiting(waiting.size());
        floor.describe(situation, now);
        for (Call call : inTheAir) {
            situation.inTheAir((now - call.begun()) / (double) SECOND);
        }
        return situation.build();
    }

    private void place(Call call) {
        call.is(Fate.of(day, seed, call.lead(), call.attempt(), answerRate()));
        call.standsAt(inTheAir.size());
        inTheAir.add(call);
        linesInUse++;
        begunLately.add(now);
        tally.begun();
        in(call.fate().settledAfter(), () -> settled(call));
    }

    private void settled(Call call) {
        Call last = inTheAir.removeLast();
        if (last != call) {
            last.standsAt(call.place());
            inTheAir.set(call.place(), last);
        }
        Duration after = Duration.ofMillis(call.fate().settledAfter());
        if (call.fate().ending() == Fate.Ending.ANSWERED) {
            estimates.answered(after);
            call.answered(now);
            tally.answered();
            floor.longestIdle().ifPresentOrElse(agent -> connect(call, agent), () -> hold(call));
        } else {
            estimates.unanswered(after);
            ended(call, false);
        }
    }

    private void hold(Call call) {
        waiting.addLast(call);
        in(patience, () -> {
            if (waiting.remove(call)) {
                tally.abandoned();
                ended(call, true);
            }
        });
    }

    private void connect(Call call, SimulatedAgent agent) {
        tally.connected(now - call.answeredAt());
        floor.set(agent, State.CONNECTING, now);
        in(day.trunk().connect().toMillis(), () -> {
            floor.set(agent, State.TALKING, now);
            in(call.fate().talk(), () -> talked(call, agent));
        });
    }

    private void talked(Call call, SimulatedAgent agent) {
        estimates.talked(Duration.ofMillis(now - call.answeredAt()));
        floor.set(agent, State.WRAPPING_UP, now);
        in(call.fate().wrapUp(), () -> {
            estimates.wrappedUp(Duration.ofMillis(call.fate().wrapUp()));
            back(agent);
        });
        ended(call, false);
    }

    private void ended(Call call, boolean abandoned) {
        linesInUse--;
        leads.ended(call, abandoned, now);
        decideWithin(CALL_ENDED);
    }

    private void back(SimulatedAgent agent) {
        if (agent.wantsBreak()) {
            rest(agent);
            return;
        }
        floor.set(agent, State.FREE, now);
        Call next = waiting.poll();
        if (next != null) {
            connect(next, agent);
        }
        decideWithin(AGENT_FREE);
    }

    private void planBreak(SimulatedAgent agent) {
        long every = day.staff().breakEvery().toMillis();
        long at = Math.round(every * (0.5 + breaks.nextDouble()));
        boolean sudden = breaks.nextDouble() < day.staff().suddenBreaks();
        if (now + at < end) {
            in(at, () -> {
                if (agent.state() == State.FREE && (sudden || inTheAir.isEmpty())) {
                    rest(agent);
                } else {
                    agent.askForBreak();
                }
            });
        }
    }

    private void rest(SimulatedAgent agent) {
        floor.set(agent, State.ON_BREAK, now);
        in(day.staff().breakLength().toMillis(), () -> {
            planBreak(agent);
            back(agent);
        });
    }

    private double answerRate() {
        double rate = 0;
        for (CampaignDay.Rate change : day.customers().rates()) {
            if (change.from().toMillis() <= now) {
                rate = change.answered();
            }
        }
        return rate;
    }

    private void in(long millis, Runnable happens) {
        events.add(new Event(now + millis, eventsSoFar++, happens));
    }
}
