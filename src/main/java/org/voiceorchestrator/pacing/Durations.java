package org.voiceorchestrator.pacing;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// How long something takes, as observed: a histogram in which each observation counts a little more than the one
/// before, upon a guess that a few observations outweigh.
final class Durations {
    private static final double MEMORY = 300;
    private static final double GROWTH = 1 / (1 - 1 / MEMORY);
    private static final double TOO_LARGE = 1e100;

    private final double width;
    private final double[] weight;
    private final double[] guess;
    private double next = 1;
    private double observed;
    private double observedTime;
    private @Nullable Lasting asItStands;

    /// @param width of a bin, in seconds
    /// @param longest what takes longer is counted as this, in seconds
    /// @param calls how many observations the guess is worth
    /// @param density the guess, at a time in seconds; in any scale
    Durations(double width, double longest, double calls, DoubleUnaryOperator density) {
        this.width = width;
        this.weight = new double[(int) Math.ceil(longest / width)];
        this.guess = new double[weight.length];
        double all = 0;
        for (int i = 0; i < guess.length; i++) {
            guess[i] = density.applyAsDouble((i + 0.5) * width);
            all += guess[i];
        }
        for (int i = 0; i < guess.length; i++) {
            guess[i] *= calls / all;
        }
    }

    void add(double seconds) {
        int bin = Math.max(0, Math.min(weight.length - 1, (int) (seconds / width)));
        weight[bin] += next;
        observed += next;
        asItStands = null;
        observedTime += next * (bin + 0.5) * width;
        next *= GROWTH;
        if (next > TOO_LARGE) {
            for (int i = 0; i < weight.length; i++) {
                weight[i] /= next;
            }
            observed /= next;
            observedTime /= next;
            next = 1;
        }
    }

    /// As it stands now.
    Lasting now() {
        if (asItStands == null) {
            asItStands = reckoned();
        }
        return asItStands;
    }

    private Lasting reckoned() {
        double[] longer = new double[weight.length + 1];
        double guessedTime = 0;
        double guessed = 0;
        for (int i = weight.length - 1; i >= 0; i--) {
            longer[i] = longer[i + 1] + weight[i] / next + guess[i];
            guessed += guess[i];
            guessedTime += guess[i] * (i + 0.5) * width;
        }
        double mean = (observedTime / next + guessedTime) / (observed / next + guessed);
        return new Lasting(width, longer, mean);
    }

    /// Chances of how long something lasts.
    static final class Lasting {
        private final double width;
        private final double binsASecond;
        private final double[] longer;
        private final double mean;

        private Lasting(double width, double[] longer, double mean) {
            this.width = width;
            this.binsASecond = 1 / width;
            this.longer = longer;
            this.mean = mean;
            double all = longer[0];
            for (int i = 0; i < longer.length; i++) {
                longer[i] /= all;
            }
        }

        double mean() {
            return mean;
        }

        /// The chance that it lasts at least that long.
        double atLeast(double seconds) {
            int bin = (int) (seconds * binsASecond);
            return bin < 0 ? 1 : bin >= longer.length ? 0 : longer[bin];
        }

        /// The chance that what has lasted that long is over in the time that follows; never more than certain to be.
        double overWithin(double more, double lasted) {
            double still = atLeast(Math.min(lasted, longest()));
            return more <= 0 || still <= 0 ? 0 : 1 - atLeast(lasted + more) / still;
        }

        /// So long it lasts at most, in that share of cases.
        double within(double share) {
            int bin = 0;
            while (bin < longer.length - 1 && longer[bin] > 1 - share) {
                bin++;
            }
            return bin * width;
        }

        private double longest() {
            return (longer.length - 2) * width;
        }
    }
}
