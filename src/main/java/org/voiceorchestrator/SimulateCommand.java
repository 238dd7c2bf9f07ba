package org.voiceorchestrator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
import org.voiceorchestrator.simulation.DayTable;
import org.voiceorchestrator.simulation.Simulation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Plays what has not happened yet.
@Command(
        name = "simulate",
        description = "Play a campaign's day before it happens.",
        mixinStandardHelpOptions = true,
        subcommands = {SimulateCommand.Campaign.class})
final class SimulateCommand {

    @Command(
            name = "campaign",
            description = {
                "Play a campaign's day in seconds, with the pacing of the dialer and customers drawn at random.",
                "The same seed gives the same day. Nobody is called, and no database is needed."
            },
            mixinStandardHelpOptions = true,
            showDefaultValues = true,
            sortOptions = false,
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:played", "1:the charts cannot be written", "2:wrong usage"})
    static final class Campaign implements Callable<Integer> {
        private static final int LINES_AN_AGENT = 12;
        private static final List<String> MODES = List.of("progressive", "power", "predictive");

        @Option(names = "--leads", description = "Leads to call.")
        private int leads = 100_000;

        @Option(names = "--agents", description = "Agents at work.")
        private int agents = 40;

        @Option(names = "--hours", description = "How long calls may be begun.")
        private double hours = 8;

        @Option(names = "--mode", description = "progressive, power, predictive, or all of them side by side.")
        private String mode = "all";

        @Option(names = "--ratio", description = "Calls for each free agent, in power dialing.")
        private double ratio = 2;

        @Option(
                names = "--abandon-limit",
                paramLabel = "PERCENT",
                description = "Of the answered calls, so many may be abandoned.")
        private double abandonLimit = PacingRule.DEFAULT_ABANDON_PERCENT;

        @Option(names = "--seed", description = "Any number; another one is another day.")
        private long seed = 1;

        @Option(
                names = "--charts",
                paramLabel = "DIR",
                description = "Write calls.svg, occupancy.svg and abandoned.svg there.")
        private @Nullable Path charts;

        @ArgGroup(validate = false, heading = "%nCustomers:%n")
        private CustomerOptions customers = new CustomerOptions();

        @ArgGroup(validate = false, heading = "%nAgents and lines (times in seconds unless they say otherwise):%n")
        private FloorOptions floor = new FloorOptions();

        @Spec
        private @Nullable CommandSpec spec;

        static final class CustomerOptions {
            @Option(
                    names = "--answer-rate",
                    paramLabel = "SHARE[,MINUTE:SHARE..]",
                    description = "The share of calls that a person answers; 0.3,120:0.1 is 0.1 from minute 120 on.")
            private String answerRate = "0.3";

            @Option(names = "--busy", description = "Of the others, so many are busy.")
            private double busy = 0.1;

            @Option(names = "--invalid", description = "Of the others, so many do not exist.")
            private double invalid = 0.03;

            @Option(names = "--until-answer", description = "Seconds that it rings until answered.")
            private double untilAnswer = 9;

            @Option(names = "--ring-for", description = "Seconds that it rings unanswered.")
            private double ringFor = 30;

            @Option(names = "--attempts", description = "Calls that a lead gets at most.")
            private int attempts = 3;

            @Option(
                    names = "--retry-after",
                    paramLabel = "MINUTES",
                    description = "Until a lead is called again; a busy one after a quarter of it.")
            private double retryAfter = 60;
        }

        static final class FloorOptions {
            @Option(names = "--talk", description = "Talk, on average.")
            private double talk = 120;

            @Option(names = "--talk-spread", description = "0: all talk equally long.")
            private double talkSpread = 0.7;

            @Option(names = "--wrap-up", description = "Work after a talk, on average.")
            private double wrapUp = 15;

            @Option(names = "--break-every", paramLabel = "MINUTES", description = "0: no breaks.")
            private double breakEvery = 120;

            @Option(names = "--break-length", paramLabel = "MINUTES", description = "Of a break.")
            private double breakLength = 10;

            @Option(names = "--lines", description = "Calls at once. Default: 12 for each agent.")
            private @Nullable Integer lines;

            @Option(names = "--calls-per-second", description = "Calls begun in a second.")
            private int callsPerSecond = 60;

            @Option(names = "--set-up", description = "Until a phone rings.")
            private double setUp = 2;

            @Option(names = "--connect", description = "Until an agent is heard.")
            private double connect = 0.3;
        }

        @Override
        public Integer call() {
            CampaignDay day;
            List<PacingRule> rules;
            try {
                day = day();
                rules = rules();
            } catch (IllegalArgumentException e) {
                throw wrong("--" + e.getMessage());
            }
            List<DayReport> reports =
                    rules.stream().map(rule -> Simulation.play(day, rule, seed)).toList();
            PrintWriter out = commandSpec().commandLine().getOut();
            out.print(DayTable.of(day, reports));
            out.flush();
            return charts == null ? 0 : draw(charts, DayCharts.of(day, reports), out);
        }

        private int draw(Path folder, Map<String, String> files, PrintWriter out) {
            try {
                Files.createDirectories(folder);
                for (Map.Entry<String, String> file : files.entrySet()) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue());
                }
            } catch (IOException e) {
                commandSpec().commandLine().getErr().println("--charts: cannot write to " + folder + " (" + e + ")");
                return 1;
            }
            out.println("\n" + String.join(", ", files.keySet()) + " are in " + folder);
            out.flush();
            return 0;
        }

        private CampaignDay day() {
            return new CampaignDay(
                    leads,
                    minutes(60 * hours),
                    new Customers(
                            rates(customers.answerRate),
                            seconds(customers.untilAnswer),
                            seconds(customers.ringFor),
                            customers.busy,
                            customers.invalid),
                    new Staff(
                            agents,
                            seconds(floor.talk),
                            floor.talkSpread,
                            seconds(floor.wrapUp),
                            minutes(floor.breakEvery),
                            minutes(floor.breakLength),
                            0),
                    new Trunk(
                            floor.lines == null ? LINES_AN_AGENT * agents : floor.lines,
                            floor.callsPerSecond,
                            seconds(floor.setUp),
                            seconds(floor.connect)),
                    new Retries(
                            customers.attempts,
                            minutes(customers.retryAfter / 4),
                            minutes(customers.retryAfter),
                            minutes(customers.retryAfter)));
        }

        private List<PacingRule> rules() {
            List<String> wanted = mode.equals("all") ? MODES : List.of(mode.toLowerCase(Locale.ROOT));
            if (!MODES.containsAll(wanted)) {
                throw new IllegalArgumentException("mode: must be progressive, power, predictive or all, not " + mode);
            }
            List<PacingRule> rules = new ArrayList<>();
            for (String name : wanted) {
                rules.add(new PacingRule(
                        DialingMode.valueOf(name.toUpperCase(Locale.ROOT)),
                        ratio,
                        abandonLimit,
                        PacingRule.DEFAULT_PATIENCE));
            }
            return rules;
        }

        /// `0.3,120:0.1`
        private static List<Rate> rates(String text) {
            List<Rate> rates = new ArrayList<>();
            try {
                for (String part : text.split(",", -1)) {
                    String[] pair = part.split(":", 2);
                    double from = pair.length == 1 ? 0 : Double.parseDouble(pair[0]);
                    rates.add(new Rate(minutes(from), Double.parseDouble(pair[pair.length - 1])));
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "answer-rate: must be a share as 0.3, or shares by minute as 0.3,120:0.1, not " + text, e);
            }
            return rates;
        }

        private static Duration seconds(double time) {
            return Duration.ofMillis(Math.round(1000 * time));
        }

        private static Duration minutes(double time) {
            return seconds(60 * time);
        }

        private CommandSpec commandSpec() {
            return Objects.requireNonNull(spec, "set by picocli");
        }

        private ParameterException wrong(String message) {
            return new ParameterException(commandSpec().commandLine(), message);
        }
    }
}
