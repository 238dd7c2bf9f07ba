package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.voiceorchestrator.simulator.CallBehaviour.Answer;
import org.voiceorchestrator.simulator.CallBehaviour.Busy;
import org.voiceorchestrator.simulator.CallBehaviour.InvalidNumber;
import org.voiceorchestrator.simulator.CallBehaviour.NoAnswer;
import org.voiceorchestrator.simulator.CallBehaviour.Refuse;
import org.voiceorchestrator.simulator.CallBehaviour.Reject;

/// A mix of calls: the share of each ending (0 to 1; what is missing to 1 fails in the network with 503) and how long
/// people let it ring and talk.
public record RandomCalls(
        double answered,
        double busy,
        double noAnswer,
        double rejected,
        double invalid,
        LogNormal ringing,
        LogNormal talk,
        Duration pdd) {
    private static final double ROUNDING = 1e-9;
    private static final int SERVICE_UNAVAILABLE = 503;

    public RandomCalls {
        if (Math.min(answered, Math.min(busy, Math.min(noAnswer, Math.min(rejected, invalid)))) < 0
                || answered + busy + noAnswer + rejected + invalid > 1 + ROUNDING) {
            throw new IllegalArgumentException("shares of calls must be positive and at most 1 together");
        }
    }

    /// What a list of Pakistani mobile numbers does on a weekday, roughly.
    public static RandomCalls pakistaniMobiles() {
        return new RandomCalls(
                0.32,
                0.12,
                0.38,
                0.06,
                0.05,
                new LogNormal(Duration.ofSeconds(9), 0.5),
                LogNormal.ofMean(Duration.ofSeconds(45), 0.8),
                Duration.ofMillis(1200));
    }

    CallBehaviour next(RandomGenerator random) {
        double dice = random.nextDouble();
        var rings = ringing.sample(random);
        var talks = talk.sample(random);
        var who = random.nextInt(10) < 7 ? HangsUp.CALLEE : HangsUp.OTHER_LEG;
        if (dice < answered) {
            return new Answer(pdd, rings, talks, who);
        }
        if (dice < answered + busy) {
            return new Busy(pdd, Duration.ZERO);
        }
        if (dice < answered + busy + noAnswer) {
            return new NoAnswer(pdd);
        }
        if (dice < answered + busy + noAnswer + rejected) {
            return new Reject(pdd, rings);
        }
        return dice < answered + busy + noAnswer + rejected + invalid
                ? new InvalidNumber(pdd)
                : new Refuse(pdd, SERVICE_UNAVAILABLE);
    }
}
