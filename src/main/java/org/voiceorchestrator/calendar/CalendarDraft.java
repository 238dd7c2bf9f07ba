package org.voiceorchestrator.calendar;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;

/// A calendar as somebody wants it.
///
/// @param name unique
/// @param hours windows a weekday, such as `{"friday": [{"from": "09:00", "until": "12:30"}]}`; weekdays that are left
/// out are closed. A window that ends before it begins ends on the next day; `00:00` to `00:00` is the whole day
/// @param holidays days on which the week does not hold, each with a name and, unless it is closed, hours of its own
/// @param periods days from `from` to `until`, both included, with weekly hours of their own
@Serdeable
record CalendarDraft(
        @ApiDoc.MayBeLeftOut String name,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        WeekHours hours,

        @ApiDoc.MayBeLeftOut List<Holiday> holidays,
        @ApiDoc.MayBeLeftOut List<SpecialPeriod> periods) {

    /// @param unsent what stands for fields that were not sent; null: the defaults
    static CalendarDraft read(@Nullable Map<String, ?> body, @Nullable Calendar unsent) {
        Fields fields = Fields.of(body);
        CalendarDraft draft = new CalendarDraft(
                fields.filledText("name", 100).required(unsent == null ? null : unsent.name(), ""),
                CalendarForm.week(fields, "hours", unsent == null ? null : unsent.hours()),
                CalendarForm.holidays(fields, unsent == null ? List.of() : unsent.holidays()),
                CalendarForm.periods(fields, unsent == null ? List.of() : unsent.periods()));
        fields.refuseErrors();
        return draft;
    }

    CallingCalendar calendar() {
        return new CallingCalendar(hours, holidays, periods);
    }
}
