package org.voiceorchestrator.leadimport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.leadimport.ColumnMapping.Column;
import org.voiceorchestrator.leadimport.ColumnMapping.Reason;

/// Finds what the columns of a header hold: what was chosen counts first, then a lead's own column names, what is
/// remembered, and last other words for them. A field is held by one column; further candidates stay metadata, and
/// that is said.
final class ColumnMapper {
    private final List<String> names = new ArrayList<>();
    private final List<String> normalNames = new ArrayList<>();
    private final @Nullable ColumnTarget[] targets;
    private final @Nullable Reason[] reasons;
    private final List<String> notes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ColumnMapper(List<String> header) {
        for (int i = 0; i < header.size(); i++) {
            String name = CellText.name(header.get(i));
            names.add(name.isEmpty() ? "column_" + (i + 1) : name);
            normalNames.add(ColumnNames.normal(name));
        }
        this.targets = new ColumnTarget[names.size()];
        this.reasons = new Reason[names.size()];
    }

    /// A mapping, and what is wrong with the choices.
    record Mapped(ColumnMapping mapping, List<String> choiceProblems) {}

    /// @param chosen columns to targets, for this file; each must be there
    /// @param remembered columns to targets, from earlier files
    static Mapped map(List<String> header, Map<String, String> chosen, Map<String, String> remembered) {
        ColumnMapper mapper = new ColumnMapper(header);
        if (header.size() > ColumnMapping.MOST_COLUMNS) {
            return new Mapped(mapper.unread(), List.of());
        }
        mapper.takeChosen(chosen);
        mapper.passOverAddedColumns();
        Map<String, ColumnTarget> memory = targetsByNormalName(remembered);
        for (ColumnTarget target : ColumnTarget.values()) {
            if (target.isField()) {
                mapper.findField(target, memory);
            }
        }
        mapper.takeRest(memory);
        return new Mapped(mapper.result(), mapper.problems);
    }

    /// A name as duplicates are told by.
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// More columns than are read: only counted.
    private ColumnMapping unread() {
        takeRest(Map.of());
        return result();
    }

    private void takeChosen(Map<String, String> chosen) {
        chosen.forEach((name, targetName) -> {
            ColumnTarget target = ColumnTarget.named(targetName).orElseThrow();
            int index = indexOf(name);
            if (index < 0) {
                problems.add("mapping: the file has no column '" + name + "'");
            } else if (target.isField() && Arrays.asList(targets).contains(target)) {
                problems.add("mapping: more than one column is mapped to " + targetName);
            } else {
                set(index, target, Reason.CHOSEN);
            }
        });
    }

    private int indexOf(String name) {
        String exact = key(CellText.name(name));
        String normal = ColumnNames.normal(name);
        return first(i -> key(names.get(i)).equals(exact))
                .orElseGet(
                        () -> first(i -> !normal.isEmpty() && normalNames.get(i).equals(normal))
                                .orElse(-1));
    }

    private void passOverAddedColumns() {
        for (int i = 0; i < names.size(); i++) {
            if (targets[i] == null && CsvHeader.REJECT_COLUMNS.contains(key(names.get(i)))) {
                set(i, ColumnTarget.IGNORE, Reason.ADDED_BY_DOWNLOAD);
            }
        }
    }

    private void findField(ColumnTarget target, Map<String, ColumnTarget> memory) {
        boolean taken = Arrays.asList(targets).contains(target);
        Optional<Integer> own =
                free(i -> key(names.get(i)).equals(target.fieldName()) && !isOtherwise(i, target, memory));
        Optional<Integer> known = free(i -> memory.get(normalNames.get(i)) == target);
        Optional<Integer> other =
                free(i -> ColumnNames.meaningOf(normalNames.get(i)).equals(Optional.of(target))
                        && !isOtherwise(i, target, memory));
        if (taken) {
            own.or(() -> other).ifPresent(i -> noteOther(i, target));
            return;
        }
        own.ifPresentOrElse(
                i -> set(i, target, Reason.OWN_NAME),
                () -> known.ifPresentOrElse(
                        i -> set(i, target, Reason.REMEMBERED),
                        () -> other.ifPresent(i -> set(i, target, Reason.SYNONYM))));
        free(i -> ColumnNames.meaningOf(normalNames.get(i)).equals(Optional.of(target))
                        && !isOtherwise(i, target, memory))
                .ifPresent(i -> noteOther(i, target));
    }

    /// Whether the uploader has said before that the column holds something else.
    private boolean isOtherwise(int index, ColumnTarget target, Map<String, ColumnTarget> memory) {
        ColumnTarget remembered = memory.get(normalNames.get(index));
        return remembered != null && remembered != target;
    }

    private void noteOther(int index, ColumnTarget target) {
        first(i -> targets[i] == target)
                .ifPresent(taken -> notes.add("The column '" + names.get(index) + "' is kept as metadata: '"
                        + names.get(taken) + "' holds the " + target.fieldName() + " already"));
    }

    private void takeRest(Map<String, ColumnTarget> memory) {
        for (int i = 0; i < names.size(); i++) {
            if (targets[i] == null) {
                ColumnTarget remembered = memory.get(normalNames.get(i));
                if (remembered != null && !remembered.isField()) {
                    set(i, remembered, Reason.REMEMBERED);
                } else {
                    set(i, ColumnTarget.METADATA, Reason.UNKNOWN);
                }
            }
        }
    }

    private ColumnMapping result() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ColumnTarget target = targets[i];
            Reason reason = reasons[i];
            if (target != null && reason != null) {
                columns.add(new Column(i, names.get(i), target, reason));
            }
        }
        return new ColumnMapping(columns, notes);
    }

    private void set(int index, ColumnTarget target, Reason reason) {
        targets[index] = target;
        reasons[index] = reason;
    }

    private Optional<Integer> free(IntPredicate condition) {
        return first(i -> targets[i] == null && condition.test(i));
    }

    private Optional<Integer> first(IntPredicate condition) {
        return IntStream.range(0, names.size()).filter(condition).boxed().findFirst();
    }

    /// Memory may hold what a later version has dropped.
    private static Map<String, ColumnTarget> targetsByNormalName(Map<String, String> remembered) {
        Map<String, ColumnTarget> memory = new LinkedHashMap<>();
        remembered.forEach((name, target) -> ColumnTarget.named(target)
                .filter(known -> !ColumnNames.normal(name).isEmpty())
                .ifPresent(known -> memory.put(ColumnNames.normal(name), known)));
        return memory;
    }
}
