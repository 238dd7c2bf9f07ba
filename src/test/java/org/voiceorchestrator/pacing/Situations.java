package org.voiceorchestrator.pacing;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Situations, records and estimates of every kind.
final class Situations {
    private static final int AGENTS = 60;
    private static final int CALLS = 200;

    private Situations() {}

    /// As plain numbers, so that a property can change one of them.
    record Moment(
            int free, int connecting, int talking, int wrappingUp, int inTheAir, int waiting, int lines, int age) {
        Situation situation() {
            Situation.Builder builder =
                    Situation.withLines(lines).free(free).connecting(connecting).waiting(waiting);
            for (int i = 0; i < talking; i++) {
                builder.talking(i * 7 % 400);
            }
            for (int i = 0; i < wrappingUp; i++) {
                builder.wrappingUp(i % 20, i % 3 == 0 ? Double.POSITIVE_INFINITY : 20 - i % 20);
            }
            for (int i = 0; i < inTheAir; i++) {
                builder.inTheAir((age + i * 3) % 40);
            }
            return builder.build();
        }

        Moment withFree(int more) {
            return new Moment(free + more, connecting, talking, wrappingUp, inTheAir, waiting, lines, age);
        }

        Moment withInTheAir(int more) {
            return new Moment(free, connecting, talking, wrappingUp, inTheAir + more, waiting, lines, age);
        }

        Moment withWaiting(int more) {
            return new Moment(free, connecting, talking, wrappingUp, inTheAir, waiting + more, lines, age);
        }
    }

    static Arbitrary<Moment> moments() {
        Arbitrary<Integer> agents = Arbitraries.integers().between(0, AGENTS);
        return Combinators.combine(
                        agents,
                        Arbitraries.integers().between(0, 5),
                        agents,
                        agents,
                        Arbitraries.integers().between(0, CALLS),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, CALLS),
                        Arbitraries.integers().between(0, 39))
                .as(Moment::new);
    }

    static Arbitrary<AbandonRecord> records() {
        Arbitrary<AbandonRecord.Answers> answers = Combinators.combine(
                        Arbitraries.integers().between(0, 5000),
                        Arbitraries.doubles().between(0, 0.05))
                .as((answered, share) -> new AbandonRecord.Answers(answered, (long) (answered * share)));
        return Combinators.combine(answers, answers, answers).as(AbandonRecord::new);
    }

    static Arbitrary<Estimates> estimates() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.doubles().between(0.02, 0.9),
                        Arbitraries.integers().between(20, 300))
                .as(Calls::estimates);
    }
}
