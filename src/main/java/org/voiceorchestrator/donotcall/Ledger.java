package org.voiceorchestrator.donotcall;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.CountedList;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.leadimport.CsvLine;
import org.voiceorchestrator.phone.PhoneNumber;

/// The record of every wish, for people and as a CSV.
@Singleton
final class Ledger {
    private static final int PAGE = 1000;

    private static final String SELECT = """
            SELECT id, at, made_by, event, phone_number,
                   CASE WHEN campaign_id IS NULL THEN 'company' ELSE 'campaign' END AS scope,
                   campaign_id AS campaign, campaign_key, source, reason, expires_at, evidence
            FROM do_not_call_ledger
            """;

    private static final List<String> COLUMNS = List.of(
            "id",
            "at",
            "made_by",
            "event",
            "phone_number",
            "scope",
            "campaign_id",
            "source",
            "reason",
            "expires_at",
            "evidence");

    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    /// @param number whose lines; null: all
    Page<LedgerLine> list(ListRequest request, @Nullable PhoneNumber number) {
        Conditions conditions = conditions(number);
        request.filter("event").ifPresent(event -> conditions.add("event = :event", "event", event));
        return new CountedList<>(database, SELECT, Ledger::line, Ledger::orderedField).page(request, conditions);
    }

    private static Object orderedField(LedgerLine line, String field) {
        return switch (field) {
            case "at" -> line.at();
            case "id" -> line.id();
            default -> throw new IllegalArgumentException("the ledger is not ordered by " + field);
        };
    }

    /// Oldest first, written while it is sent: memory does not grow with it. With a byte order mark: Excel takes a CSV
    /// without one for the local code page.
    InputStream csv(@Nullable PhoneNumber number) {
        return new Pages(conditions(number).add("id > :after"));
    }

    private static Conditions conditions(@Nullable PhoneNumber number) {
        Conditions conditions = new Conditions();
        if (number != null) {
            conditions.add("phone_number = :number", "number", number.digits());
        }
        return conditions;
    }

    private static LedgerLine line(Row row) {
        return new LedgerLine(
                row.bigint("id"),
                row.instant("at"),
                row.text("made_by"),
                row.constant("event", LedgerEvent.class),
                row.text("phone_number"),
                row.constant("scope", DoNotCallScope.class),
                row.bigintOrNull("campaign"),
                row.text("campaign_key"),
                row.constant("source", DoNotCallSource.class),
                row.text("reason"),
                row.instantOrNull("expires_at"),
                row.text("evidence"));
    }

    private static String csv(LedgerLine line) {
        return CsvLine.of(List.of(
                Long.toString(line.id()),
                line.at().toString(),
                line.madeBy(),
                Names.of(line.event()),
                line.phoneNumber(),
                Names.of(line.scope()),
                line.campaignId(),
                Names.of(line.source()),
                line.reason(),
                text(line.expiresAt()),
                line.evidence()));
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    private final class Pages extends InputStream {
        private final Conditions conditions;
        private byte[] page = ("\uFEFF" + CsvLine.of(COLUMNS)).getBytes(StandardCharsets.UTF_8);
        private int position;
        private long last;

        Pages(Conditions conditions) {
            this.conditions = conditions;
        }

        @Override
        public int read() {
            return hasMore() ? page[position++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int count = Math.min(length, page.length - position);
            System.arraycopy(page, position, target, offset, count);
            position += count;
            return count;
        }

        private boolean hasMore() {
            if (position == page.length) {
                StringBuilder next = new StringBuilder();
                database.sql(SELECT + conditions.where() + " ORDER BY id LIMIT " + PAGE)
                        .with(conditions.values())
                        .with("after", last)
                        .list(Ledger::line)
                        .forEach(line -> {
                            last = line.id();
                            next.append(csv(line));
                        });
                page = next.toString().getBytes(StandardCharsets.UTF_8);
                position = 0;
            }
            return page.length > 0;
        }
    }
}
