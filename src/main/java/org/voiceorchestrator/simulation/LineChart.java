package org.voiceorchestrator.simulation;

import java.util.List;
import java.util.Locale;

/// A chart of lines over a common axis, as SVG: no script, no fonts of its own, legible in print. Lines differ in
/// colour and in pattern.
///
/// @param xUnit what stands below the axis
/// @param yTop the axis goes from 0 to there
/// @param limit a line across, with its name; empty: none
public record LineChart(
        String title, String xUnit, String yUnit, double xEnd, double yTop, List<Series> series, List<Limit> limit) {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final int LEFT = 76;
    private static final int RIGHT = 150;
    private static final int TOP = 52;
    private static final int BOTTOM = 56;
    private static final int LABEL_HEIGHT = 18;
    private static final int TICKS = 6;

    /// Told apart by people who see no red and green as well (M. Okabe, K. Ito).
    private static final List<String> COLOURS = List.of("#0072B2", "#D98200", "#00805B", "#8E4B9E");

    private static final List<String> PATTERNS = List.of("", "7 4", "", "2 3");
    private static final List<String> STROKES = List.of("1.8", "2.2", "3", "2.2");

    public LineChart {
        series = List.copyOf(series);
        limit = List.copyOf(limit);
    }

    public record Point(double x, double y) {}

    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    public record Limit(String name, double y) {}

    /// The whole file.
    public String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img"
                  font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13" fill="#222">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="%d" y="28" font-size="17" font-weight="600">%s</text>
                """.formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, escaped(title), LEFT, escaped(title)));
        grid(svg);
        limit.forEach(line -> limit(svg, line));
        for (int i = 0; i < series.size(); i++) {
            line(svg, i);
        }
        labels(svg);
        return svg.append("</svg>\n").toString();
    }

    private void grid(StringBuilder svg) {
        double yStep = step(yTop);
        for (int i = 0; i * yStep <= yTop * 1.0001; i++) {
            double y = y(i * yStep);
            svg.append(String.format(
                    Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#e3e3e3\"/>\n", LEFT, y, WIDTH - RIGHT));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    LEFT - 8,
                    y + 4.5,
                    number(i * yStep)));
        }
        double xStep = step(xEnd);
        for (int i = 0; i * xStep <= xEnd * 1.0001; i++) {
            double x = x(i * xStep);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %dv5\" stroke=\"#555\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    x,
                    HEIGHT - BOTTOM,
                    x,
                    HEIGHT - BOTTOM + 20,
                    number(i * xStep)));
        }
        svg.append(String.format(
                Locale.ROOT, "<path d=\"M%d %dH%d\" stroke=\"#555\"/>\n", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 14,
                escaped(xUnit)));
        int middle = (TOP + HEIGHT - BOTTOM) / 2;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"18\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 18 %d)\">%s</text>\n",
                middle,
                middle,
                escaped(yUnit)));
    }

    private void limit(StringBuilder svg, Limit line) {
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %.1fH%d\" stroke=\"#B3261E\" stroke-dasharray=\"4 4\"/>"
                        + "<text x=\"%d\" y=\"%.1f\" fill=\"#B3261E\">%s</text>\n",
                LEFT,
                y(line.y),
                WIDTH - RIGHT,
                LEFT + 6,
                y(line.y) - 6,
                escaped(line.name)));
    }

    private void line(StringBuilder svg, int i) {
        StringBuilder path = new StringBuilder();
        for (Point point : series.get(i).points) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(String.format(Locale.ROOT, "%.1f %.1f", x(point.x), y(point.y)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-dasharray=\"%s\""
                        + " stroke-linejoin=\"round\"/>\n",
                path,
                colour(i),
                STROKES.get(i % STROKES.size()),
                PATTERNS.get(i % PATTERNS.size())));
    }

    private void labels(StringBuilder svg) {
        for (int i = 0; i < series.size(); i++) {
            int y = TOP + 12 + i * (LABEL_HEIGHT + 4);
            int x = WIDTH - RIGHT + 14;
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %dh22\" stroke=\"%s\" stroke-width=\"%s\" stroke-dasharray=\"%s\"/>"
                            + "<text x=\"%d\" y=\"%d\">%s</text>\n",
                    x,
                    y - 4,
                    colour(i),
                    STROKES.get(i % STROKES.size()),
                    PATTERNS.get(i % PATTERNS.size()),
                    x + 28,
                    y,
                    escaped(series.get(i).name)));
        }
    }

    private double x(double value) {
        return LEFT + Math.clamp(value / xEnd, 0, 1) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - Math.clamp(value / yTop, 0, 1) * (HEIGHT - TOP - BOTTOM);
    }

    /// 1, 2 or 5 times a power of ten, so that there are about as many ticks as fit.
    private static double step(double range) {
        double rough = range / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double lead = rough / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value).replace(',', '\u202f')
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String colour(int i) {
        return COLOURS.get(i % COLOURS.size());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
