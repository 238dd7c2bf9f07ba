package org.voiceorchestrator.handling;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.calendar.CallingCalendar;
import org.voiceorchestrator.calendar.CallingWindow;
import org.voiceorchestrator.database.StartRefused;

/// Calls that people order.
///
/// @param callingHours when numbers may be called that are of no campaign, on the clock of the number: `08:00-21:00`;
/// null: at any time
/// @param previewFor how long a lead is held for the agent who looks at it
@Context
@ConfigurationProperties("dialer.handling")
public record HandlingSettings(
        @Nullable String callingHours,
        @Bindable(defaultValue = "5m") Duration previewFor) {
    public HandlingSettings {
        calendar(callingHours);
        if (previewFor.toSeconds() < 10) {
            throw new StartRefused("dialer.handling.preview-for must be at least 10s");
        }
    }

    CallingCalendar calendar() {
        return calendar(callingHours);
    }

    private static CallingCalendar calendar(@Nullable String hours) {
        if (hours == null || hours.isBlank()) {
            return CallingCalendar.ALWAYS;
        }
        int dash = hours.indexOf('-');
        try {
            return CallingCalendar.daily(new CallingWindow(
                    LocalTime.parse(hours.substring(0, Math.max(0, dash)).strip()),
                    LocalTime.parse(hours.substring(dash + 1).strip())));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new StartRefused(
                    "dialer.handling.calling-hours must be two times, such as 08:00-21:00: " + e.getMessage());
        }
    }
}
