package org.voiceorchestrator.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.voiceorchestrator.simulation.CampaignDay.Customers;
import org.voiceorchestrator.simulation.CampaignDay.Rate;
import org.voiceorchestrator.simulation.CampaignDay.Retries;
import org.voiceorchestrator.simulation.CampaignDay.Staff;
import org.voiceorchestrator.simulation.CampaignDay.Trunk;

/// Days of every kind: small and large campaigns, answer rates that jump up and down, short and long talks, few lines,
/// lists that are used up, breaks that nobody foresaw.
public final class RandomDays {
    private static final int LARGEST_LIST = 30_000;

    private RandomDays() {}

    public static CampaignDay day(long number) {
        RandomGenerator random = new SplittableRandom(number * 7919 + 17);
        Duration length = Duration.ofMinutes(random.nextInt(60, 481));
        int agents = (int) Math.round(5 * Math.pow(40, random.nextDouble()));
        Duration ringFor = Duration.ofSeconds(random.nextInt(15, 41));
        boolean fewLines = random.nextDouble() < 0.2;
        return new CampaignDay(
                random.nextInt(LARGEST_LIST / 10, LARGEST_LIST),
                length,
                new Customers(
                        rates(random, length),
                        Duration.ofSeconds(random.nextInt(5, 13)),
                        ringFor,
                        0.05 + 0.2 * random.nextDouble(),
                        0.1 * random.nextDouble()),
                new Staff(
                        agents,
                        Duration.ofSeconds(random.nextInt(20, 301)),
                        0.3 + 0.7 * random.nextDouble(),
                        Duration.ofSeconds(random.nextInt(0, 46)),
                        random.nextBoolean() ? Duration.ofMinutes(random.nextInt(30, 120)) : Duration.ZERO,
                        Duration.ofMinutes(random.nextInt(3, 16)),
                        random.nextBoolean() ? 0 : 0.3),
                new Trunk(
                        fewLines ? (int) Math.ceil(agents * (1.2 + random.nextDouble())) : agents * 12,
                        random.nextInt(5, 60),
                        Duration.ofMillis(random.nextInt(500, 4000)),
                        Duration.ofMillis(random.nextBoolean() ? 300 : 1500)),
                new Retries(random.nextInt(1, 4), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1)));
    }

    /// Up to four changes, at any time of the day and from anything to anything.
    private static List<Rate> rates(RandomGenerator random, Duration length) {
        List<Rate> rates = new ArrayList<>();
        rates.add(new Rate(Duration.ZERO, rate(random)));
        int changes = random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            double when = random.nextDouble();
            // a third of them in the first minutes, when little is known
            Duration at = random.nextInt(3) == 0
                    ? Duration.ofSeconds(60 + (long) (600 * when))
                    : Duration.ofMillis((long) (length.toMillis() * when));
            rates.add(new Rate(at, rate(random)));
        }
        rates.sort(Comparator.comparing(Rate::from));
        return rates;
    }

    private static double rate(RandomGenerator random) {
        return 0.05 + 0.55 * random.nextDouble();
    }
}
