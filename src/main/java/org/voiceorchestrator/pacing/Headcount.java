package org.voiceorchestrator.pacing;

/// How many of several things come true that do so independently, each with a chance of its own: a Poisson binomial
/// distribution, by the translated Poisson distribution of the same mean and variance (A. Röllin, Approximation of
/// sums of conditionally independent variables by the translated Poisson distribution, Bernoulli 11, 2005).
final class Headcount {
    private static final double NEGLIGIBLE = 1e-12;
    private static final double[] LOG_FACTORIAL = logFactorials(4096);

    private double mean;
    private double variance;

    void add(int things, double chance) {
        mean += things * chance;
        variance += things * chance * (1 - chance);
    }

    void addCertain(int things) {
        mean += things;
    }

    double mean() {
        return mean;
    }

    /// What is exceeded in one case of forty.
    double high() {
        return mean + 2 * Math.sqrt(variance);
    }

    double chanceOfAtLeast(int count) {
        double from = count - (mean - variance);
        if (from <= 0) {
            return 1;
        }
        int whole = (int) Math.min(from, LOG_FACTORIAL.length - 2);
        double part = from - whole;
        double above = atLeast(whole + 1);
        return Math.min(1, above + (1 - part) * probability(whole));
    }

    /// That a Poisson variable is at least so much.
    private double atLeast(int count) {
        if (count <= variance) {
            double below = 0;
            double term = probability(count - 1);
            for (int i = count - 1; i >= 0 && term > NEGLIGIBLE; i--) {
                below += term;
                term *= i / variance;
            }
            return 1 - below;
        }
        double sum = 0;
        double term = probability(count);
        for (int i = count + 1; term > NEGLIGIBLE; i++) {
            sum += term;
            term *= variance / i;
        }
        return sum;
    }

    private double probability(int count) {
        if (variance <= 0) {
            return count == 0 ? 1 : 0;
        }
        return Math.exp(count * Math.log(variance) - variance - LOG_FACTORIAL[count]);
    }

    private static double[] logFactorials(int n) {
        double[] logs = new double[n];
        for (int i = 1; i < n; i++) {
            logs[i] = logs[i - 1] + Math.log(i);
        }
        return logs;
    }
}
