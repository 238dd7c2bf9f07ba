package org.voiceorchestrator.leadimport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceorchestrator.leadimport.ColumnMapping.Column;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.phone.PhoneResult;

/// A record of the file becomes a lead, or the reasons why not. What the columns hold is looked up once for all rows;
/// safe for many threads.
final class RowParser {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CITY = 100;

    private final ColumnMapping mapping;
    private final PhoneNumberNormalizer phones;
    private final Set<String> allowedRegions;
    private final boolean hasAddedColumns;
    private final int number;
    private final int attempts;
    private final int name;
    private final int city;
    private final int customerSegment;
    private final int lastOrder;
    private final int followUp;
    private final int priority;
    private final List<Column> metadata;
    private final Suggestions suggestions;

    RowParser(ColumnMapping mapping, PhoneNumberNormalizer phones, Set<String> allowedRegions) {
        this.mapping = mapping;
        this.phones = phones;
        this.allowedRegions = allowedRegions;
        this.hasAddedColumns = mapping.hasAddedColumns();
        this.number = mapping.indexOf(ColumnTarget.NUMBER);
        this.attempts = mapping.indexOf(ColumnTarget.ATTEMPTS);
        this.name = mapping.indexOf(ColumnTarget.NAME);
        this.city = mapping.indexOf(ColumnTarget.CITY);
        this.customerSegment = mapping.indexOf(ColumnTarget.CUSTOMER_SEGMENT);
        this.lastOrder = mapping.indexOf(ColumnTarget.LAST_ORDER_DATE);
        this.followUp = mapping.indexOf(ColumnTarget.FOLLOW_UP_DATE);
        this.priority = mapping.indexOf(ColumnTarget.PRIORITY);
        this.metadata = mapping.columns().stream()
                .filter(column -> column.target() == ColumnTarget.METADATA)
                .toList();
        this.suggestions = new Suggestions(phones, allowedRegions);
    }

    RowResult parse(FileRecord record) {
        return switch (record) {
            case FileRecord.Cells whole -> parse(whole.row(), whole.cells());
            case FileRecord.Blank blank -> throw new IllegalStateException("row " + blank.row() + " is blank");
            case FileRecord.Broken broken ->
                rejected(broken.row(), new RowFields(broken.cells()), List.of(broken.problem()));
        };
    }

    private RowResult parse(long row, List<String> cells) {
        RowFields fields = new RowFields(cells);
        PhoneResult phone = phones.normalize(FormulaGuard.unguarded(fields.raw(number)), allowedRegions);
        if (phone instanceof PhoneResult.Refused refused) {
            fields.add(RowProblem.of(refused));
        }
        fields.refuseFurtherCells(mapping.columns().size());
        int maxAttempts = fields.attempts(attempts);
        String customer = fields.text(name, "name", LONGEST_NAME);
        String town = fields.text(city, "city", LONGEST_CITY);
        var segment = fields.customerSegment(customerSegment);
        var lastOrderDate = fields.date(lastOrder, "last_order_date");
        var followUpDate = fields.date(followUp, "follow_up_date");
        int urgency = fields.priority(priority);
        Map<String, String> more = metadata(fields);
        if (phone instanceof PhoneResult.Normalized(var dialable)
                && fields.problems().isEmpty()) {
            LeadRow lead = new LeadRow(
                    dialable,
                    customer,
                    town,
                    maxAttempts,
                    urgency,
                    segment,
                    lastOrderDate,
                    followUpDate,
                    more,
                    MetadataJson.of(more));
            return new RowResult.Accepted(row, fields.number(number), own(cells), lead);
        }
        return rejected(row, fields, fields.problems());
    }

    private Map<String, String> metadata(RowFields fields) {
        Map<String, String> found = Map.of();
        for (int i = 0; i < metadata.size(); i++) {
            Column column = metadata.get(i);
            String text = fields.metadata(column.index(), column.name());
            if (!text.isEmpty()) {
                found = found.isEmpty() ? new LinkedHashMap<>() : found;
                found.put(column.name(), text);
            }
        }
        return found;
    }

    /// Everything that is wrong is said at once, so that a row need not be mended twice; the code is the first one's.
    private RowResult rejected(long row, RowFields fields, List<RowProblem> problems) {
        String error = problems.stream().map(RowProblem::message).collect(Collectors.joining("; "));
        return new RowResult.Rejected(
                row,
                fields.number(number),
                own(fields.cells()),
                problems.getFirst().code(),
                error,
                suggestions.of(fields, problems, mapping));
    }

    private List<String> own(List<String> cells) {
        return hasAddedColumns ? mapping.ownCells(cells) : cells;
    }
}
