package org.voiceorchestrator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.voiceorchestrator.pacing.DialingMode;
import org.voiceorchestrator.pacing.PacingRule;
import org.voiceorchestrator.simulation.CampaignDay;
import org.voiceorchestrator.simulation.CampaignDay.Customers;
import org.voiceorchestrator.simulation.CampaignDay.Rate;
import org.voiceorchestrator.simulation.CampaignDay.Retries;
import org.voiceorchestrator.simulation.CampaignDay.Staff;
import org.voiceorchestrator.simulation.CampaignDay.Trunk;
import org.voiceorchestrator.simulation.DayCharts;
import org.voiceorchestrator.simulation.DayReport;
import org.voiceorchestrator.simulation.LineChart;
import org.voiceorchestrator.simulation.RandomDays;
import org.voiceorchestrator.simulation.Simulation;

/// Plays the days of `PacingRegressionTest` and some more, and writes the tables of `src/docs/pacing.md` and the
/// charts beside it anew. The same each time.
///
///     mvn test-compile exec:exec@bench -Dbench=PacingBench -Dbench.args=200
public final class PacingBench {
    private static final Path DOCS = Path.of("src/docs");
    private static final String BEGIN = "<!-- measured -->\n";
    private static final String END = "<!-- end of what is measured -->\n";
    private static final PacingRule PROGRESSIVE = PacingRule.of(DialingMode.PROGRESSIVE);
    private static final PacingRule PREDICTIVE = PacingRule.of(DialingMode.PREDICTIVE);
    private static final double LARGEST_RATIO = 24;

    private record Day(long number, CampaignDay day, DayReport progressive, DayReport predictive) {
        static Day play(long number) {
            CampaignDay day = RandomDays.day(number);
            return new Day(
                    number, day, Simulation.play(day, PROGRESSIVE, number), Simulation.play(day, PREDICTIVE, number));
        }

        double answerRate() {
            return (double) progressive.answered() / progressive.calls();
        }

        double gain() {
            return 100 * (predictive.occupancy() - progressive.occupancy());
        }
    }

    private PacingBench() {}

    public static void main(String[] args) throws IOException {
        int count = args.length == 0 ? 200 : Integer.parseInt(args[0]);
        List<Day> days = LongStream.range(0, count)
                .parallel()
                .mapToObj(Day::play)
                .sorted(Comparator.comparingLong(Day::number))
                .toList();
        String measured = groups(days) + ratios() + all(days);
        Path file = DOCS.resolve("pacing.md");
        String text = Files.readString(file);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(file, text.substring(0, from) + measured + text.substring(text.indexOf(END)));
        Files.writeString(DOCS.resolve("pacing-days.svg"), chart(days).svg());
        drawExample();
        System.out.print(measured);
    }

    private static String groups(List<Day> days) {
        StringBuilder table = new StringBuilder("""
                | days | number | occupancy progressive | predictive | gained (points) | least gained | customers an agent-hour | abandoned | highest |
                |---|--:|--:|--:|--:|--:|--:|--:|--:|
                """);
        row(table, "**all**", days, day -> true);
        row(table, "5 to 10 agents", days, day -> day.day.staff().agents() <= 10);
        row(table, "11 to 30 agents", days, day -> within(day.day.staff().agents(), 11, 30));
        row(table, "31 to 80 agents", days, day -> within(day.day.staff().agents(), 31, 80));
        row(table, "81 to 200 agents", days, day -> day.day.staff().agents() > 80);
        row(table, "under 15 % answer", days, day -> day.answerRate() < 0.15);
        row(table, "15 to 30 % answer", days, day -> within(day.answerRate(), 0.15, 0.3));
        row(table, "30 to 45 % answer", days, day -> within(day.answerRate(), 0.3, 0.45));
        row(table, "over 45 % answer", days, day -> day.answerRate() > 0.45);
        row(table, "answer rate jumps", days, day -> day.day.customers().rates().size() > 1);
        row(
                table,
                "few lines",
                days,
                day -> day.day.trunk().lines() < 3 * day.day.staff().agents());
        row(table, "sudden breaks", days, day -> day.day.staff().suddenBreaks() > 0);
        return table.append('\n').toString();
    }

    private static boolean within(double value, double low, double high) {
        return value >= low && value <= high;
    }

    private static void row(StringBuilder table, String name, List<Day> days, Predicate<Day> which) {
        List<Day> group = days.stream().filter(which).toList();
        if (group.isEmpty()) {
            return;
        }
        double more = mean(group, day -> day.predictive.customersAnAgentHour())
                / mean(group, day -> day.progressive.customersAnAgentHour());
        table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %.1f %% | %.1f %% | %+.1f | %+.1f | %+.0f %% | %.2f %% | %.2f %% |\n",
                name,
                group.size(),
                mean(group, day -> 100 * day.progressive.occupancy()),
                mean(group, day -> 100 * day.predictive.occupancy()),
                mean(group, Day::gain),
                group.stream().mapToDouble(Day::gain).min().orElse(0),
                100 * more - 100,
                mean(group, day -> day.predictive.abandonedPercent()),
                group.stream()
                        .mapToDouble(day -> day.predictive.abandonedPercent())
                        .max()
                        .orElse(0)));
    }

    private static double mean(List<Day> days, ToDoubleFunction<Day> value) {
        return days.stream().mapToDouble(value).average().orElse(0);
    }

    /// The ratio that a person would choose who had seen the day before.
    private static String ratios() {
        StringBuilder table = new StringBuilder("""
                Against the best ratio: the highest fixed number of calls for each free agent with which a day of four hours, whose
                answer rate does not change, ends within 3 percent (found by trying all in steps of a half; nobody can know it in the morning).

                | answer | agents | progressive | best ratio | occupancy, abandoned | predictive: occupancy, abandoned |
                |--:|--:|--:|--:|--:|--:|
                """);
        for (double rate : new double[] {0.1, 0.3, 0.5}) {
            for (int agents : new int[] {10, 40, 150}) {
                CampaignDay day = steady(rate, agents);
                DayReport best = best(day);
                table.append(String.format(
                        Locale.ROOT,
                        "| %.0f %% | %d | %.1f %% | %.1f | %s | %s |\n",
                        100 * rate,
                        agents,
                        100 * Simulation.play(day, PROGRESSIVE, 1).occupancy(),
                        best.rule().ratio(),
                        achieved(best),
                        achieved(Simulation.play(day, PREDICTIVE, 1))));
            }
        }
        return table.append('\n').toString();
    }

    private static DayReport best(CampaignDay day) {
        DayReport best = Simulation.play(day, PROGRESSIVE, 1);
        for (double ratio = 1; ratio <= LARGEST_RATIO; ratio += 0.5) {
            PacingRule unlimited = new PacingRule(DialingMode.POWER, ratio, 100, PacingRule.DEFAULT_PATIENCE);
            DayReport report = Simulation.play(day, unlimited, 1);
            if (report.abandonedPercent() > PacingRule.DEFAULT_ABANDON_PERCENT) {
                return best;
            }
            best = report;
        }
        return best;
    }

    private static String achieved(DayReport report) {
        return String.format(Locale.ROOT, "%.1f %%, %.2f %%", 100 * report.occupancy(), report.abandonedPercent());
    }

    private static CampaignDay steady(double rate, int agents) {
        return day(agents, 4, List.of(new Rate(Duration.ZERO, rate)));
    }

    private static CampaignDay day(int agents, int hours, List<Rate> rates) {
        return new CampaignDay(
                1_000_000,
                Duration.ofHours(hours),
                new Customers(rates, Duration.ofSeconds(9), Duration.ofSeconds(30), 0.1, 0.03),
                new Staff(
                        agents,
                        Duration.ofSeconds(120),
                        0.7,
                        Duration.ofSeconds(15),
                        Duration.ofHours(2),
                        Duration.ofMinutes(10),
                        0),
                new Trunk(12 * agents, 100, Duration.ofSeconds(2), Duration.ofMillis(300)),
                new Retries(3, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(1)));
    }

    private static String all(List<Day> days) {
        StringBuilder table = new StringBuilder("""
                <details><summary>Every day</summary>

                | day | agents | talk, wrap-up (s) | lines | answer rate, from minute | answered | abandoned | occupancy progressive | predictive |
                |--:|--:|--:|--:|---|--:|--:|--:|--:|
                """);
        for (Day day : days) {
            StringBuilder rates = new StringBuilder();
            for (Rate rate : day.day.customers().rates()) {
                rates.append(rates.isEmpty() ? "" : ", " + rate.from().toMinutes() + ": ");
                rates.append(String.format(Locale.ROOT, "%.0f %%", 100 * rate.answered()));
            }
            table.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %d, %d | %d | %s | %d | %.2f %% | %.1f %% | %.1f %% |\n",
                    day.number,
                    day.day.staff().agents(),
                    day.day.staff().talk().toSeconds(),
                    day.day.staff().wrapUp().toSeconds(),
                    day.day.trunk().lines(),
                    rates,
                    day.predictive.answered(),
                    day.predictive.abandonedPercent(),
                    100 * day.progressive.occupancy(),
                    100 * day.predictive.occupancy()));
        }
        return table.append("\n</details>\n").toString();
    }

    private static LineChart chart(List<Day> days) {
        return new LineChart(
                "Occupancy on " + days.size() + " random days",
                "days, each line in the order of its own occupancy",
                "% of the agents' time at work",
                days.size(),
                100,
                List.of(
                        new LineChart.Series("progressive", rising(days, Day::progressive)),
                        new LineChart.Series("predictive", rising(days, Day::predictive))),
                List.of());
    }

    private static List<LineChart.Point> rising(List<Day> days, Function<Day, DayReport> mode) {
        List<LineChart.Point> points = new ArrayList<>();
        days.stream()
                .mapToDouble(day -> 100 * mode.apply(day).occupancy())
                .sorted()
                .forEach(percent -> points.add(new LineChart.Point(points.size() + 1, percent)));
        return points;
    }

    /// A day on which the answer rate falls and rises.
    private static void drawExample() throws IOException {
        CampaignDay day = day(
                40,
                8,
                List.of(
                        new Rate(Duration.ZERO, 0.3),
                        new Rate(Duration.ofHours(3), 0.12),
                        new Rate(Duration.ofHours(5), 0.45)));
        List<DayReport> reports = List.of(
                Simulation.play(day, PROGRESSIVE, 1),
                Simulation.play(day, PacingRule.power(2), 1),
                Simulation.play(day, PREDICTIVE, 1));
        for (var chart : DayCharts.of(day, reports).entrySet()) {
            Files.writeString(DOCS.resolve("pacing-" + chart.getKey()), chart.getValue());
        }
    }
}
