/// Calling hours: opening hours a weekday, holidays, and weeks that are special.
///
/// - [CallingCalendar] is pure: it knows no database, no clock and no zone. All its times are those of a wall clock;
///   whoever asks says whose. So a lead in Karachi and one in Berlin are asked of the same calendar.
/// - A window belongs to the day on which it begins; what reaches over midnight goes on into the next day, unless that
///   is a holiday: a holiday is closed from midnight to midnight but for hours of its own.
/// - A holiday wins over a special week, a special week over the ordinary one.
/// - Calendars are read and written as a whole: one column holds one. One that campaigns use is not deleted.
@NullMarked
package org.voiceorchestrator.calendar;

import org.jspecify.annotations.NullMarked;
