package org.voiceorchestrator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// What a campaign says of its retries, limits and order.
class CampaignRulesTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String CAMPAIGNS = "/api/dialer/campaigns/";
    private final Given given = new Given(server);

    private static Map<String, @Nullable Object> rule(@Nullable Object... pairs) {
        Map<String, @Nullable Object> rule = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            rule.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return rule;
    }

    @Test
    void aNewCampaignHasNoRulesBesideItsDelays() {
        assertThat(server.get(CAMPAIGNS + given.campaign()).json())
                .containsEntry("retry_rules", List.of())
                .containsEntry("calendar", null)
                .containsEntry("calls_per_number_daily", null)
                .containsEntry("calls_per_number_rolling", null)
                .containsEntry("lead_order", "due")
                .containsEntry("caller_id_pool", null)
                .containsEntry("trunks", List.of());
    }

    @Test
    void rulesAreReadBackInTheirOrderAndReplacedAsAWhole() {
        long id = given.campaign();
        Answer changed = server.patch(
                CAMPAIGNS + id,
                Map.of(
                        "retry_rules",
                        List.of(
                                rule("ending", "busy", "delay", 60, "factor", 2, "max_delay", 600, "max_attempts", 4),
                                rule("disposition", "Call later", "delay", 86400),
                                rule("ending", "lost", "delay", null)),
                        "calls_per_number_daily",
                        3,
                        "calls_per_number_rolling",
                        4,
                        "lead_order",
                        "new_first"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json())
                .containsEntry("calls_per_number_daily", 3)
                .containsEntry("calls_per_number_rolling", 4)
                .containsEntry("lead_order", "new_first");
        assertThat(changed.at("retry_rules.0"))
                .isEqualTo(rule(
                        "ending",
                        "busy",
                        "disposition",
                        null,
                        "delay",
                        60,
                        "factor",
                        2.0,
                        "max_delay",
                        600,
                        "max_attempts",
                        4));
        assertThat(changed.at("retry_rules.1.disposition")).isEqualTo("Call later");
        assertThat(changed.at("retry_rules.2.delay")).isNull();
        assertThat(server.put(CAMPAIGNS + id, changed.json()).json()).isEqualTo(changed.json());
        assertThat(server.patch(CAMPAIGNS + id, Map.of("retry_rules", List.of()))
                        .at("retry_rules"))
                .isEqualTo(List.of());
    }

    @Test
    void whatIsWrongWithARuleIsNamedWithItsPlace() {
        Answer wrong = server.patch(
                CAMPAIGNS + given.campaign(),
                Map.of(
                        "retry_rules",
                        List.of(
                                rule("ending", "busy", "delay", 60),
                                rule("ending", "busy", "delay", 60),
                                rule("ending", "sleepy", "delay", 60),
                                rule("disposition", "later"),
                                rule("ending", "lost", "disposition", "later", "delay", 1),
                                rule("ending", "lost", "delay", 10, "max_delay", 5, "factor", 0.5)),
                        "lead_order",
                        "by chance",
                        "trunks",
                        List.of("x"),
                        "calls_per_number_daily",
                        0));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json())
                .containsOnlyKeys("retry_rules", "lead_order", "trunks", "calls_per_number_daily")
                .containsEntry(
                        "retry_rules",
                        List.of(
                                "[1].ending: There is a rule for it already.",
                                "[2].ending: \"sleepy\" is not a valid choice.",
                                "[3].delay: This field is required; null means never.",
                                "[4].ending: Give either an ending or a disposition.",
                                "[5].factor: Ensure this value is from 1.0 to 100.0.",
                                "[5].max_delay: Ensure this is not less than delay."));
    }

    @Test
    void whatACampaignNamesMustBeThere() {
        Answer wrong = server.patch(
                CAMPAIGNS + given.campaign(),
                Map.of("calendar", 7777, "caller_id_pool", 7777, "trunks", List.of(7777)));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json()).containsOnlyKeys("calendar", "caller_id_pool", "trunks");
    }
}
