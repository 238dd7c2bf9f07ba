package org.voiceorchestrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceorchestrator.campaign.CampaignNames;
import org.voiceorchestrator.campaign.Segment;

/// What a file's name says.
class TelecardNameTest {
    @ParameterizedTest
    @CsvSource({
        "AgentAhmed-Follow_Up-20260209.csv, AgentAhmed, FOLLOW_UP, 2026-02-09",
        "AgentAhmed-follow_up-20260209.CSV, AgentAhmed, FOLLOW_UP, 2026-02-09",
        "Agent-Lahore-2-Growth-20260210.csv, Agent-Lahore-2, GROWTH, 2026-02-10",
        "Active-Active-20260210-20260210-Active_Churn-20260211.csv, Active-Active-20260210-20260210, ACTIVE_CHURN, 2026-02-11",
        "Agent-Growth_Churn-20260209-2.csv, Agent, GROWTH_CHURN, 2026-02-09",
        "Agent-Growth_Churn-20260209-17.csv, Agent, GROWTH_CHURN, 2026-02-09",
        "--Active-20240229.csv, -, ACTIVE, 2024-02-29"
    })
    void aNameIsReadFromTheRight(String file, String agent, Segment segment, LocalDate date) {
        assertThat(TelecardName.parse(file))
                .isEqualTo(new TelecardName.Good(file.substring(0, file.length() - 4), agent, segment, date));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AgentAhmed-Follow_Up-20260209.xlsx | is no .csv",
                "AgentAhmed-Follow_Up-20260209 | is no .csv",
                "leads.csv | is not {AgentId}-{Segment}-{YYYYMMDD}.csv",
                "-Active-20260209.csv | is not {AgentId}-{Segment}-{YYYYMMDD}.csv",
                "AgentAhmed-Active-2026029.csv | is not {AgentId}-{Segment}-{YYYYMMDD}.csv",
                "AgentAhmed-Active-20260209-1.csv | is not {AgentId}-{Segment}-{YYYYMMDD}.csv",
                "AgentAhmed-Active-20260209-0002.csv | is not {AgentId}-{Segment}-{YYYYMMDD}.csv",
                "AgentAhmed-Active-20260209 (1).csv | is not {AgentId}-{Segment}-{YYYYMMDD}.csv",
                "AgentAhmed-Follow-Up-20260209.csv | \"Up\", is none of: Follow_Up, Active, Growth,",
                "AgentAhmed-Active-20260230.csv | 20260230, is no day",
                "Agent Ahmed-Active-20260209.csv | agent id in the name",
                "Agent/../Ahmed-Active-20260209.csv | agent id in the name",
                "عامل-Active-20260209.csv | agent id in the name"
            })
    void aNameThatIsNoGoodIsToldWhy(String file, String reason) {
        assertThat(TelecardName.parse(file))
                .isInstanceOfSatisfying(
                        TelecardName.Bad.class, bad -> assertThat(bad.problem()).contains(reason));
    }

    @Test
    void anAgentIdOf65CharactersIsTooLong() {
        assertThat(TelecardName.parse("a".repeat(64) + "-Active-20260209.csv")).isInstanceOf(TelecardName.Good.class);
        assertThat(TelecardName.parse("a".repeat(65) + "-Active-20260209.csv")).isInstanceOf(TelecardName.Bad.class);
    }

    @Property
    void everyNameThatTheSystemMakesIsRead(
            @ForAll("agentIds") String agent, @ForAll Segment segment, @ForAll("days") LocalDate day) {
        String name = CampaignNames.first(agent, segment, day);
        assertThat(TelecardName.parse(name + ".csv")).isEqualTo(new TelecardName.Good(name, agent, segment, day));
    }

    @Property
    void noNameAtAllBreaksIt(@ForAll String name) {
        switch (TelecardName.parse(name)) {
            case TelecardName.Good good ->
                assertThat(name.toLowerCase(Locale.ROOT))
                        .startsWith(good.campaignId().toLowerCase(Locale.ROOT));
            case TelecardName.Bad bad -> assertThat(bad.problem()).endsWith(".");
        }
    }

    @Provide
    Arbitrary<String> agentIds() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .numeric()
                .withChars("_.-")
                .ofMinLength(1)
                .ofMaxLength(64);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1000, 1, 1).toEpochDay(),
                        LocalDate.of(9999, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
