package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What each column of a file holds, and from what that is known.
///
/// @param notes what the uploader should know of it, a sentence each
@Serdeable
public record ColumnMapping(List<Column> columns, List<String> notes) {
    private static final List<ColumnTarget> REQUIRED = List.of(ColumnTarget.NUMBER, ColumnTarget.ATTEMPTS);
    static final int MOST_COLUMNS = 200;
    private static final int LONGEST_NAME = 100;

    /// Where a column stands (the first is 0), its name, what it holds, and from what that is known.
    @Serdeable
    public record Column(int index, String name, ColumnTarget target, Reason reason) {}

    /// From what it is known what a column holds.
    @Serdeable
    public enum Reason {
        /// By the uploader of this file.
        @JsonProperty("chosen")
        CHOSEN,
        /// By the uploader, of an earlier file.
        @JsonProperty("remembered")
        REMEMBERED,
        /// From its name.
        @JsonProperty("own_name")
        OWN_NAME,
        /// From its name, which is another word for it.
        @JsonProperty("synonym")
        SYNONYM,
        /// Nothing is known of it: metadata.
        @JsonProperty("unknown")
        UNKNOWN,
        /// A column that the download of rejected rows has added: passed over.
        @JsonProperty("added_by_download")
        ADDED_BY_DOWNLOAD
    }

    public ColumnMapping {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /// The file's own columns as its header writes them, without those that a download of rejected rows has added.
    public List<String> ownNames() {
        return columns.stream()
                .filter(column -> column.reason != Reason.ADDED_BY_DOWNLOAD)
                .map(Column::name)
                .toList();
    }

    /// What to remember for the uploader's next file: columns and targets as in [ReadingChoices#mapping()].
    public Map<String, String> toRemember() {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (Column column : columns) {
            if (column.reason == Reason.CHOSEN || column.reason == Reason.REMEMBERED) {
                chosen.put(column.name, column.target.fieldName());
            }
        }
        return chosen;
    }

    /// Where the column stands that holds this; -1 when the file has none.
    int indexOf(ColumnTarget target) {
        for (Column column : columns) {
            if (column.target == target) {
                return column.index;
            }
        }
        return -1;
    }

    /// A row's cells in the file's own columns, and those behind the last column.
    List<String> ownCells(List<String> cells) {
        List<String> own = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            if (i >= columns.size() || columns.get(i).reason != Reason.ADDED_BY_DOWNLOAD) {
                own.add(cells.get(i));
            }
        }
        return own;
    }

    boolean hasAddedColumns() {
        return columns.stream().anyMatch(column -> column.reason == Reason.ADDED_BY_DOWNLOAD);
    }

    boolean isComplete() {
        return REQUIRED.stream().allMatch(target -> indexOf(target) >= 0);
    }

    /// What makes the whole file unusable; empty when nothing does.
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (columns.size() > MOST_COLUMNS) {
            problems.add("CSV has " + columns.size() + " columns; at most " + MOST_COLUMNS + " are read");
            return problems;
        }
        if (!isComplete()) {
            List<String> missing = REQUIRED.stream()
                    .filter(target -> indexOf(target) < 0)
                    .map(target -> "'" + target.fieldName() + "'")
                    .toList();
            problems.add("CSV missing required columns: {" + String.join(", ", missing) + "}");
        }
        Set<String> seen = new HashSet<>();
        columns.stream()
                .filter(column -> !seen.add(ColumnMapper.key(column.name)))
                .limit(10)
                .forEach(column -> problems.add("CSV has the column '" + shown(column.name) + "' more than once"));
        columns.stream()
                .filter(column -> column.name.length() > LONGEST_NAME)
                .findFirst()
                .ifPresent(column -> problems.add("CSV has a column name longer than " + LONGEST_NAME
                        + " characters in column " + (column.index + 1)));
        return problems;
    }

    private static String shown(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }
}
