package org.voiceorchestrator.calendar;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.CountedList;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;

/// The calendars.
@Singleton
public final class Calendars {
    private static final String SELECT = """
            SELECT c.id, c.name, c.definition, c.created_at, c.updated_at,
                   (SELECT count(*) FROM campaigns AS u WHERE u.calendar_id = c.id) AS campaigns
            FROM calendars AS c
            """;
    private static final int MOST_KEPT = 1000;

    private final Database database;
    private final JsonMapper json;
    private final Map<String, CallingCalendar> kept = new ConcurrentHashMap<>();

    Calendars(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /// The calendar in a column of type jsonb. What was read once is not parsed again: a claim may ask each time.
    public CallingCalendar read(String definition) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(definition, this::parse);
    }

    Optional<Calendar> find(long id) {
        return database.sql(SELECT + "WHERE c.id = :id").with("id", id).first(this::calendar);
    }

    Page<Calendar> list(ListRequest request) {
        Conditions conditions = new Conditions();
        if (!request.search().isEmpty()) {
            conditions.search(request.search(), java.util.List.of("c.name"));
        }
        return new CountedList<>(database, SELECT, this::calendar, Calendars::orderedField).page(request, conditions);
    }

    /// @return the new calendar's id
    long add(CalendarDraft draft, Instant now) {
        return database.sql("""
                        INSERT INTO calendars (name, definition, created_at, updated_at)
                        VALUES (:name, :definition::jsonb, :now, :now)
                        RETURNING id
                        """)
                .with("name", draft.name())
                .with("definition", write(draft.calendar()))
                .with("now", now)
                .one(row -> row.bigint("id"));
    }

    void change(long id, CalendarDraft draft, Instant now) {
        database.sql("""
                        UPDATE calendars
                        SET name = :name,
                            definition = :definition::jsonb,
                            updated_at = :now
                        WHERE id = :id
                        """)
                .with("id", id)
                .with("name", draft.name())
                .with("definition", write(draft.calendar()))
                .with("now", now)
                .update();
    }

    /// @throws org.voiceorchestrator.database.DatabaseException.StillReferenced when a campaign goes by it
    void delete(long id) {
        database.sql("DELETE FROM calendars WHERE id = :id").with("id", id).update();
    }

    private static Object orderedField(Calendar calendar, String field) {
        return switch (field) {
            case "created_at" -> calendar.createdAt();
            case "name" -> calendar.name();
            case "id" -> calendar.id();
            default -> throw new IllegalArgumentException("calendars are not ordered by " + field);
        };
    }

    private Calendar calendar(Row row) {
        CallingCalendar calendar = read(row.text("definition"));
        return new Calendar(
                row.bigint("id"),
                row.text("name"),
                calendar.hours(),
                calendar.holidays(),
                calendar.periods(),
                row.bigint("campaigns"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private CallingCalendar parse(String definition) {
        try {
            return json.readValue(definition, Argument.of(CallingCalendar.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(CallingCalendar calendar) {
        try {
            return json.writeValueAsString(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
