package org.voiceorchestrator.calendar;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException.StillReferenced;
import org.voiceorchestrator.database.DatabaseException.UniqueViolation;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;

/// Calendars come, change and go; each time it is written down who did it.
@Singleton
final class CalendarAdministration {
    private static final String ENTITY = "calendar";

    private final Database database;
    private final Calendars calendars;
    private final Audit audit;
    private final Clock clock;

    CalendarAdministration(Database database, Calendars calendars, Audit audit, Clock clock) {
        this.database = database;
        this.calendars = calendars;
        this.audit = audit;
        this.clock = clock;
    }

    Calendar add(CalendarDraft draft, Caller by) {
        return refusingTaken(() -> database.inTransaction(() -> {
            long id = calendars.add(draft, clock.instant());
            audit.record(by.username(), "create", ENTITY, id, Map.of("name", draft.name()));
            return existing(id);
        }));
    }

    Calendar change(Calendar calendar, CalendarDraft draft, Caller by) {
        return refusingTaken(() -> database.inTransaction(() -> {
            calendars.change(calendar.id(), draft, clock.instant());
            audit.record(
                    by.username(),
                    "update",
                    ENTITY,
                    calendar.id(),
                    Map.of("name", draft.name(), "campaigns", calendar.campaigns()));
            return existing(calendar.id());
        }));
    }

    void delete(Calendar calendar, Caller by) {
        try {
            database.inTransaction(() -> {
                calendars.delete(calendar.id());
                audit.record(by.username(), "delete", ENTITY, calendar.id(), Map.of("name", calendar.name()));
            });
        } catch (StillReferenced e) {
            throw RuleViolation.conflict("Campaigns go by this calendar; give them another one first.");
        }
    }

    private Calendar existing(long id) {
        return calendars.find(id).orElseThrow(Detail::notFound);
    }

    private static Calendar refusingTaken(Supplier<Calendar> work) {
        try {
            return work.get();
        } catch (UniqueViolation e) {
            throw new FieldErrors("name", "calendar with this name already exists.");
        }
    }
}
