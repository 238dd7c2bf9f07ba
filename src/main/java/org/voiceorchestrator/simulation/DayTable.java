package org.voiceorchestrator.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The same day in several modes, side by side, for people.
public final class DayTable {
    private static final int NAME_WIDTH = 34;
    private static final int WIDTH = 14;

    private DayTable() {}

    /// Ends with a line break.
    public static String of(CampaignDay day, List<DayReport> reports) {
        StringBuilder table = new StringBuilder(heading(day)).append('\n');
        row(table, reports, "", report -> Mode.name(report.rule()));
        row(table, reports, "dialing took", report -> hours(report.dialed()));
        row(table, reports, "calls", report -> count(report.calls()));
        row(table, reports, "calls an hour", report -> count(Math.round(report.callsAnHour())));
        row(table, reports, "answered", report -> count(report.answered()));
        row(table, reports, "abandoned", report -> count(report.abandoned()));
        row(
                table,
                reports,
                "  of those answered",
                report -> String.format(Locale.ROOT, "%.2f %%", report.abandonedPercent()));
        row(table, reports, "talked with an agent", report -> count(report.connected()));
        row(
                table,
                reports,
                "  an agent an hour",
                report -> String.format(Locale.ROOT, "%.1f", report.customersAnAgentHour()));
        row(
                table,
                reports,
                "occupancy (talk + wrap-up)",
                report -> String.format(Locale.ROOT, "%.1f %%", 100 * report.occupancy()));
        row(table, reports, "agents wait for a customer", report -> seconds(report.agentsWaited()));
        row(table, reports, "customers wait for an agent", report -> seconds(report.customersWaited()));
        row(table, reports, "leads never called", report -> count(report.neverCalled()));
        return table.toString();
    }

    private static String heading(CampaignDay day) {
        StringBuilder rates = new StringBuilder();
        for (CampaignDay.Rate rate : day.customers().rates()) {
            rates.append(rates.isEmpty() ? "" : ", from " + hours(rate.from()) + " on ");
            rates.append(String.format(Locale.ROOT, "%.0f %%", 100 * rate.answered()));
        }
        return String.format(
                Locale.ROOT,
                "%s leads, %d agents, %s; %s of the calls are answered; talk %s, wrap-up %s on average%n",
                count(day.leads()),
                day.staff().agents(),
                hours(day.length()),
                rates,
                seconds(day.staff().talk()),
                seconds(day.staff().wrapUp()));
    }

    private static void row(
            StringBuilder table, List<DayReport> reports, String name, Function<DayReport, String> cell) {
        table.append(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name));
        reports.forEach(report -> table.append(String.format(Locale.ROOT, "%" + WIDTH + "s", cell.apply(report))));
        table.append('\n');
    }

    private static String hours(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d h", time.toHours(), time.toMinutesPart());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}
