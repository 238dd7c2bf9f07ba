package org.voiceorchestrator.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.voiceorchestrator.simulation.DayReport.Interval;
import org.voiceorchestrator.simulation.LineChart.Limit;
import org.voiceorchestrator.simulation.LineChart.Point;
import org.voiceorchestrator.simulation.LineChart.Series;

/// The same day in several modes, drawn.
public final class DayCharts {
    private static final double MILLIS_AN_HOUR = 3_600_000;
    private static final double HEADROOM = 1.08;

    private DayCharts() {}

    /// The text of the charts by the name of their file.
    public static Map<String, String> of(CampaignDay day, List<DayReport> reports) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("calls.svg", calls(day, reports).svg());
        files.put("occupancy.svg", occupancy(day, reports).svg());
        files.put("abandoned.svg", abandoned(day, reports).svg());
        return files;
    }

    private static LineChart calls(CampaignDay day, List<DayReport> reports) {
        List<Series> series = new ArrayList<>();
        double most = 1;
        for (DayReport report : reports) {
            List<Point> points = new ArrayList<>();
            for (Interval interval : report.intervals()) {
                points.add(new Point(middle(interval), interval.callsAnHour()));
                most = Math.max(most, interval.callsAnHour());
            }
            series.add(new Series(Mode.name(report.rule()), points));
        }
        return chart("Calls begun", "calls an hour", day, most * HEADROOM, series, List.of());
    }

    private static LineChart occupancy(CampaignDay day, List<DayReport> reports) {
        List<Series> series = new ArrayList<>();
        for (DayReport report : reports) {
            List<Point> points = new ArrayList<>();
            for (Interval interval : report.intervals()) {
                interval.occupancy().ifPresent(share -> points.add(new Point(middle(interval), 100 * share)));
            }
            series.add(new Series(Mode.name(report.rule()), points));
        }
        return chart(
                "Occupancy of the agents (talk and wrap-up)", "% of their time at work", day, 100, series, List.of());
    }

    private static LineChart abandoned(CampaignDay day, List<DayReport> reports) {
        List<Series> series = new ArrayList<>();
        double limit = reports.stream()
                .mapToDouble(report -> report.rule().abandonPercent())
                .max()
                .orElse(1);
        double most = limit;
        for (DayReport report : reports) {
            ToDoubleFunction<Interval> soFar = soFar();
            List<Point> points = new ArrayList<>();
            for (Interval interval : report.intervals()) {
                double percent = soFar.applyAsDouble(interval);
                points.add(new Point(interval.from().plus(interval.length()).toMillis() / MILLIS_AN_HOUR, percent));
                most = Math.max(most, percent);
            }
            series.add(new Series(Mode.name(report.rule()), points));
        }
        return chart(
                "Abandoned calls of the day so far",
                "% of the answered calls",
                day,
                Math.max(most * HEADROOM, limit * 4 / 3),
                series,
                List.of(new Limit("limit", limit)));
    }

    private static ToDoubleFunction<Interval> soFar() {
        int[] sums = new int[2];
        return interval -> {
            sums[0] += interval.answered();
            sums[1] += interval.abandoned();
            return sums[0] == 0 ? 0 : 100.0 * sums[1] / sums[0];
        };
    }

    private static LineChart chart(
            String title, String yUnit, CampaignDay day, double yTop, List<Series> series, List<Limit> limit) {
        return new LineChart(
                title,
                "hours since the beginning",
                yUnit,
                day.length().toMillis() / MILLIS_AN_HOUR,
                yTop,
                series,
                limit);
    }

    private static double middle(Interval interval) {
        return (interval.from().toMillis() + interval.length().toMillis() / 2.0) / MILLIS_AN_HOUR;
    }
}
