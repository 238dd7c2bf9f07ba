package org.voiceorchestrator.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.pacing.AbandonRecord.Answers;

class PacerTest {
    private static final Answers GOOD = new Answers(10_000, 100);
    private static final AbandonRecord GOOD_RECORD = new AbandonRecord(GOOD, GOOD, GOOD);
    private static final PacingRule PREDICTIVE = PacingRule.of(DialingMode.PREDICTIVE);
    private static final int LINES = 500;

    @Test
    void whereFewAnswerEachFreeAgentGetsSeveralCalls() {
        assertThat(inTheAirAfterTenSeconds(Calls.estimates(400, 0.05, 120))).isBetween(20, 60);
    }

    @Test
    void whereNearlyAllAnswerEachFreeAgentGetsHardlyMoreThanOne() {
        assertThat(inTheAirAfterTenSeconds(Calls.estimates(400, 0.9, 120))).isBetween(10, 12);
    }

    @Test
    void callsAreBegunBeforeAnAgentIsFreeWhereWrapUpsAreAboutToEnd() {
        Situation.Builder wrappingUp = Situation.withLines(LINES);
        for (int i = 0; i < 20; i++) {
            wrappingUp.wrappingUp(14, 1);
        }
        Decision decision = Pacer.decide(PREDICTIVE, wrappingUp.build(), GOOD_RECORD, Calls.estimates(400, 0.3, 120));
        assertThat(decision.calls()).isPositive();
    }

    @Test
    void callsInTheAirThatRingForLongCountForLess() {
        Estimates estimates = Calls.estimates(400, 0.3, 120);
        int amongYoung = Pacer.decide(PREDICTIVE, inTheAir(30, 3), GOOD_RECORD, estimates)
                .calls();
        int amongOld = Pacer.decide(PREDICTIVE, inTheAir(30, 25), GOOD_RECORD, estimates)
                .calls();
        assertThat(amongOld).isGreaterThan(amongYoung);
    }

    @Test
    void ofManyFreeAgentsNotAllAreServedInOneSecond() {
        Estimates estimates = Calls.estimates(400, 0.1, 120);
        Situation now = free(100);
        Decision first = Pacer.decide(PREDICTIVE, now, GOOD_RECORD, estimates);
        assertThat(first.limit()).isEqualTo(Decision.Limit.PACE);
        Situation.Builder then = Situation.withLines(LINES).free(100);
        for (int i = 0; i < first.calls(); i++) {
            then.inTheAir(0.3);
        }
        assertThat(Pacer.decide(PREDICTIVE, then.build(), GOOD_RECORD, estimates)
                        .calls())
                .isZero();
    }

    @Test
    void aDecisionSaysWhatItWasMadeBy() {
        Estimates estimates = Calls.estimates(400, 0.3, 120);
        assertThat(limit(PREDICTIVE, Situation.withLines(LINES).build(), GOOD_RECORD, estimates))
                .isEqualTo(Decision.Limit.NO_AGENT);
        assertThat(limit(PREDICTIVE, Situation.withLines(2).free(10).build(), GOOD_RECORD, estimates))
                .isEqualTo(Decision.Limit.LINES);
        assertThat(limit(PREDICTIVE, inTheAir(60, 3), GOOD_RECORD, estimates)).isEqualTo(Decision.Limit.RISK);
        assertThat(limit(PREDICTIVE, free(10), AbandonRecord.EMPTY, estimates)).isEqualTo(Decision.Limit.BUDGET);
        Answers few = new Answers(40, 0);
        assertThat(limit(PREDICTIVE, inTheAir(12, 3), new AbandonRecord(few, few, few), estimates))
                .isEqualTo(Decision.Limit.JUMP);
        assertThat(limit(PREDICTIVE, free(10), GOOD_RECORD, Calls.estimates(10, 0.3, 120)))
                .isEqualTo(Decision.Limit.FEW_DATA);
        assertThat(limit(PacingRule.power(2), free(10), GOOD_RECORD, estimates)).isEqualTo(Decision.Limit.RATIO);
        assertThat(limit(PacingRule.of(DialingMode.PROGRESSIVE), free(10), GOOD_RECORD, estimates))
                .isEqualTo(Decision.Limit.AGENTS);
        assertThat(limit(PacingRule.of(DialingMode.PREVIEW), free(10), GOOD_RECORD, estimates))
                .isEqualTo(Decision.Limit.MODE);
        assertThat(Pacer.decide(PREDICTIVE, free(10), GOOD_RECORD, estimates).why())
                .contains("10 agents, 10 free", "500 lines left", "calls may be abandoned");
    }

    @Test
    void powerGoesBackToOneCallAnAgentWhenTheLimitIsReached() {
        Answers bad = new Answers(100, 3);
        AbandonRecord record = new AbandonRecord(bad, bad, bad);
        Decision decision = Pacer.decide(PacingRule.power(3), free(10), record, Calls.estimates(400, 0.3, 120));
        assertThat(decision.calls()).isEqualTo(10);
        assertThat(decision.limit()).isEqualTo(Decision.Limit.BUDGET);
        assertThat(Pacer.decide(PacingRule.power(3), free(10), GOOD_RECORD, Calls.estimates(400, 0.3, 120))
                        .calls())
                .isEqualTo(30);
    }

    @Test
    void aBroadcastTakesAllLinesAndNeedsNoAgents() {
        Situation nobody = Situation.withLines(7).build();
        assertThat(Pacer.decide(
                                PacingRule.of(DialingMode.BROADCAST),
                                nobody,
                                AbandonRecord.EMPTY,
                                Calls.estimates(0, 0.3, 120))
                        .calls())
                .isEqualTo(7);
    }

    @Test
    void rulesAndRecordsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PacingRule.power(0.5))
                .withMessageContaining("ratio");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PacingRule(DialingMode.PREDICTIVE, 1, 101, Duration.ofSeconds(2)))
                .withMessageContaining("abandon-limit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PacingRule(DialingMode.PREDICTIVE, 1, 3, Duration.ofSeconds(-2)))
                .withMessageContaining("patience");
        assertThatIllegalArgumentException().isThrownBy(() -> new Answers(1, 2));
        assertThat(new Answers(200, 3).percent()).isEqualTo(1.5);
        assertThat(Answers.NONE.percent()).isZero();
    }

    /// Ten agents are free, and nobody answers.
    private static int inTheAirAfterTenSeconds(Estimates estimates) {
        List<Integer> begunAt = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            Situation.Builder situation = Situation.withLines(LINES).free(10);
            for (int begun : begunAt) {
                situation.inTheAir(second - begun);
            }
            int calls = Pacer.decide(PREDICTIVE, situation.build(), GOOD_RECORD, estimates)
                    .calls();
            begunAt.addAll(Collections.nCopies(calls, second));
        }
        return begunAt.size();
    }

    private static Decision.Limit limit(PacingRule rule, Situation now, AbandonRecord record, Estimates estimates) {
        return Pacer.decide(rule, now, record, estimates).limit();
    }

    private static Situation free(int agents) {
        return Situation.withLines(LINES).free(agents).build();
    }

    private static Situation inTheAir(int calls, double age) {
        Situation.Builder situation = Situation.withLines(LINES).free(10);
        for (int i = 0; i < calls; i++) {
            situation.inTheAir(age);
        }
        return situation.build();
    }
}
