package org.voiceorchestrator.pacing;

/// How many calls to begin now.
public final class Pacer {
    /// Calls begun in a second, at most: so many times what keeps all agents talking.
    private static final double EVENLY = 2;

    private final PacingRule rule;
    private final Situation now;
    private final AbandonRecord record;
    private final Estimates estimates;

    private Pacer(PacingRule rule, Situation now, AbandonRecord record, Estimates estimates) {
        this.rule = rule;
        this.now = now;
        this.record = record;
        this.estimates = estimates;
    }

    /// To be asked whenever an agent becomes free, and each second besides.
    public static Decision decide(PacingRule rule, Situation now, AbandonRecord record, Estimates estimates) {
        return new Pacer(rule, now, record, estimates).decide();
    }

    private Decision decide() {
        return switch (rule.mode()) {
            case PREVIEW -> simply(0, Decision.Limit.MODE);
            case BROADCAST -> simply(now.linesLeft(), Decision.Limit.LINES);
            case PROGRESSIVE -> simply(oneForEach(), Decision.Limit.AGENTS);
            case POWER -> power();
            case PREDICTIVE -> predictive();
        };
    }

    private Decision power() {
        if (Budget.of(record, rule).isUsedUp() && record.today().abandoned() > 0) {
            return simply(oneForEach(), Decision.Limit.BUDGET);
        }
        int wanted = (int) (rule.ratio() * now.freeAgents()) - now.callsInTheAir() - now.waitingCustomers();
        return simply(wanted, Decision.Limit.RATIO);
    }

    private Decision predictive() {
        Budget budget = Budget.of(record, rule);
        if (!estimates.areReliable()) {
            return simply(oneForEach(), Decision.Limit.FEW_DATA);
        }
        if (budget.isUsedUp()) {
            return simply(oneForEach(), Decision.Limit.BUDGET);
        }
        return predicted(new Forecast(now, estimates, rule.patience().toMillis() / 1000.0), budget);
    }

    private Decision predicted(Forecast forecast, Budget budget) {
        int safe = oneForEach();
        int evenly = Math.max(safe, evenPace());
        int most = now.agents() == 0 ? 0 : Math.min(now.linesLeft(), evenly);
        int calls = 0;
        double risk = forecast.risk();
        double allowed = budget.allowedRisk(forecast.fearedLoss());
        while (calls < most && (calls < safe || risk < allowed)) {
            forecast.addCall();
            calls++;
            risk = forecast.risk();
            allowed = budget.allowedRisk(forecast.fearedLoss());
        }
        Decision.Limit limit = Decision.Limit.RISK;
        if (now.agents() == 0) {
            limit = Decision.Limit.NO_AGENT;
        } else if (calls == now.linesLeft()) {
            limit = Decision.Limit.LINES;
        } else if (allowed <= 0) {
            limit = Decision.Limit.JUMP;
        } else if (calls == evenly) {
            limit = Decision.Limit.PACE;
        }
        return decision(calls, limit, forecast, risk, allowed);
    }

    /// What abandons nobody.
    private int oneForEach() {
        return Math.max(0, now.freeAgents() - now.waitingCustomers() - now.callsInTheAir());
    }

    private int evenPace() {
        double customer = estimates.meanUntilAnswered() + estimates.meanTalk() + estimates.meanWrapUp();
        double callsASecond = now.agents() / customer / estimates.carefulAnswerRate();
        return (int) (1 + EVENLY * callsASecond) - now.inTheAir(0);
    }

    private Decision simply(int wanted, Decision.Limit limit) {
        int calls = Math.max(0, Math.min(wanted, now.linesLeft()));
        boolean agentless =
                rule.mode() != DialingMode.BROADCAST && rule.mode() != DialingMode.PREVIEW && now.agents() == 0;
        Decision.Limit reason = agentless ? Decision.Limit.NO_AGENT : calls < wanted ? Decision.Limit.LINES : limit;
        Budget budget = Budget.of(record, rule);
        return new Decision(
                calls,
                reason,
                new Decision.Figures(
                        now.agents(),
                        now.freeAgents(),
                        now.callsInTheAir(),
                        now.waitingCustomers(),
                        now.linesLeft(),
                        estimates.carefulAnswerRate(),
                        estimates.carefulAnswerRate() * now.callsInTheAir(),
                        0,
                        0,
                        Math.min(budget.reserve(), budget.hour()),
                        0));
    }

    private Decision decision(int calls, Decision.Limit limit, Forecast forecast, double risk, double allowed) {
        Budget budget = Budget.of(record, rule);
        return new Decision(
                calls,
                limit,
                new Decision.Figures(
                        now.agents(),
                        now.freeAgents(),
                        now.callsInTheAir(),
                        now.waitingCustomers(),
                        now.linesLeft(),
                        estimates.carefulAnswerRate(),
                        forecast.expectedAnswers(),
                        risk,
                        allowed,
                        Math.min(budget.reserve(), budget.hour()),
                        forecast.fearedLoss()));
    }
}
