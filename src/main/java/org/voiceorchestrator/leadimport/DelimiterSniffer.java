package org.voiceorchestrator.leadimport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.leadimport.FileFormat.Found;
import org.voiceorchestrator.leadimport.FileFormat.LineEnd;

/// Tells by the first lines of a text what stands between its cells: what makes known column names of the header, and
/// else what cuts the lines into the same number of cells.
final class DelimiterSniffer {
    private static final int LINES = 30;
    private static final int HEADER_LINES = 10;
    private static final int LONGEST = 4000;
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(.)\"?(?:\\R|\\z)");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

    /// @param wrapped whether each line is one quoted cell that holds a line of CSV
    /// @param separatorLine whether the first line is Excel's `sep=`, which is no row
    record Sniffed(Delimiter delimiter, Found found, boolean wrapped, boolean separatorLine) {}

    private record Score(Delimiter delimiter, int known, int alike, int cells) {}

    private DelimiterSniffer() {}

    /// @param head the beginning of the text
    static Sniffed sniff(String head, @Nullable Delimiter chosen) {
        Matcher separatorLine = SEPARATOR_LINE.matcher(head);
        Optional<Delimiter> declared =
                separatorLine.lookingAt() ? Delimiter.named(separatorLine.group(1)) : Optional.empty();
        List<String> lines = lines(declared.isPresent() ? head.substring(separatorLine.end()) : head);
        List<String> unwrapped = unwrapped(lines);
        List<Delimiter> candidates =
                chosen != null ? List.of(chosen) : declared.map(List::of).orElse(List.of(Delimiter.values()));
        Score inside = best(unwrapped, candidates);
        boolean wrapped = inside.cells > 1 && best(lines, candidates).cells == 1;
        Found found = chosen != null ? Found.CHOSEN : declared.isPresent() ? Found.DECLARED : Found.SNIFFED;
        Delimiter delimiter = wrapped ? inside.delimiter : best(lines, candidates).delimiter;
        return new Sniffed(delimiter, found, wrapped, declared.isPresent());
    }

    static LineEnd lineEnd(String head) {
        Map<String, Integer> ends = new HashMap<>();
        LINE_END.matcher(head).results().forEach(end -> ends.merge(end.group(), 1, Integer::sum));
        int all = ends.values().stream().mapToInt(Integer::intValue).sum();
        if (all == 0) {
            return LineEnd.NONE;
        }
        // a few others stand inside of quoted cells
        if (ends.getOrDefault("\r\n", 0) * 10 >= all * 9) {
            return LineEnd.CRLF;
        }
        if (ends.getOrDefault("\n", 0) * 10 >= all * 9) {
            return LineEnd.LF;
        }
        return ends.getOrDefault("\r", 0) * 10 >= all * 9 ? LineEnd.CR : LineEnd.MIXED;
    }

    private static List<String> lines(String text) {
        try (Stream<String> lines = LINE_END.splitAsStream(text)) {
            return lines.filter(line -> !line.isBlank())
                    .limit(LINES)
                    .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) : line)
                    .toList();
        }
    }

    /// The text inside of lines that are quoted as a whole; nothing unless all are.
    private static List<String> unwrapped(List<String> lines) {
        List<String> inner = new ArrayList<>();
        for (String line : lines) {
            String cell = line.strip();
            if (cell.length() < 2 || cell.charAt(0) != '"' || cell.charAt(cell.length() - 1) != '"') {
                return List.of();
            }
            inner.add(cell.substring(1, cell.length() - 1).replace("\"\"", "\""));
        }
        return inner;
    }

    private static Score best(List<String> lines, List<Delimiter> candidates) {
        return candidates.stream()
                .map(candidate -> score(lines, candidate))
                .max(Comparator.comparingInt(Score::known)
                        .thenComparingInt(Score::alike)
                        .thenComparingInt(Score::cells)
                        .thenComparing(Score::delimiter, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static Score score(List<String> lines, Delimiter delimiter) {
        Map<Integer, Integer> linesOfLength = new HashMap<>();
        int known = 0;
        for (int i = 0; i < lines.size(); i++) {
            List<String> cells = cells(lines.get(i), delimiter.character());
            if (cells.size() > 1) {
                linesOfLength.merge(cells.size(), 1, Integer::sum);
                if (i < HEADER_LINES) {
                    known = Math.max(known, (int) cells.stream()
                            .filter(cell -> ColumnNames.meaning(cell).isPresent())
                            .count());
                }
            }
        }
        var usual = linesOfLength.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        int alike = usual.map(Map.Entry::getValue).orElse(0);
        return new Score(delimiter, known, alike, usual.map(Map.Entry::getKey).orElse(1));
    }

    /// As far as one line shows; what is badly quoted is cut as if it were not.
    private static List<String> cells(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                i++;
            } else if (c == '"' && (quoted || i == start)) {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                cells.add(line.substring(start, i));
                start = i + 1;
            }
        }
        cells.add(line.substring(start));
        return cells;
    }
}
