package org.voiceorchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
    private record Run(int exitStatus, String out, String err) {}

    @Test
    void aHundredThousandLeadsArePlayedInAllModesSideBySide() {
        Run run = run("--leads", "100000", "--agents", "40", "--answer-rate", "0.3", "--seed", "1");
        assertThat(run.exitStatus).as(run.err).isZero();
        assertThat(run.out)
                .startsWith("100 000 leads, 40 agents, 8:00 h; 30 % of the calls are answered")
                .containsPattern("progressive +power 2\\.0 +predictive")
                .contains("calls an hour", "abandoned", "occupancy", "agents wait", "customers wait", "leads never");
        assertThat(run("--leads", "100000", "--agents", "40", "--answer-rate", "0.3", "--seed", "1"))
                .isEqualTo(run);
        assertThat(run("--seed", "2").out).isNotEqualTo(run.out);
    }

    @Test
    void oneModeAloneCanBeAskedForAndTheAnswerRateMayChange() {
        Run run = run("--mode", "predictive", "--hours", "1", "--answer-rate", "0.3,30:0.1");
        assertThat(run.exitStatus).as(run.err).isZero();
        assertThat(run.out).contains("30 %, from 0:30 h on 10 %", "predictive").doesNotContain("progressive");
    }

    @Test
    void chartsAreWrittenIntoAFolderThatNeedNotBeThere(@TempDir Path folder) throws IOException {
        Path charts = folder.resolve("new/charts");
        Run run = run("--hours", "1", "--leads", "1000", "--charts", charts.toString());
        assertThat(run.exitStatus).as(run.err).isZero();
        for (String name : List.of("calls.svg", "occupancy.svg", "abandoned.svg")) {
            assertThat(Files.readString(charts.resolve(name)))
                    .startsWith("<svg ")
                    .endsWith("</svg>\n");
        }
    }

    @Test
    void chartsThatCannotBeWrittenEndWithOne(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Run run = run(
                "--hours",
                "1",
                "--leads",
                "100",
                "--charts",
                file.resolve("charts").toString());
        assertThat(run.exitStatus).isEqualTo(1);
        assertThat(run.err).contains("--charts: cannot write to " + file);
    }

    @Test
    void wrongUsageEndsWithTwoAndNamesTheOption() {
        for (String[] wrong : List.of(
                new String[] {"--agents", "0"},
                new String[] {"--leads", "0"},
                new String[] {"--answer-rate", "1.2"},
                new String[] {"--answer-rate", "often"},
                new String[] {"--ring-for", "10"},
                new String[] {"--mode", "broadcast"},
                new String[] {"--ratio", "0.5"},
                new String[] {"--abandon-limit", "101"},
                new String[] {"--hours", "25"},
                new String[] {"--talk", "0"},
                new String[] {"--lines", "0"},
                new String[] {"--attempts", "0"})) {
            Run run = run(wrong);
            assertThat(run.exitStatus).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(run.err).contains(wrong[0] + ": must be", "Usage: simulate campaign");
        }
    }

    private static Run run(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("campaign"));
        arguments.addAll(List.of(options));
        int status = new CommandLine(new SimulateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(new String[0]));
        return new Run(status, out.toString(), err.toString());
    }
}
