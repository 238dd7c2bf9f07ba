package org.voiceorchestrator.campaign;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.calendar.Calendars;
import org.voiceorchestrator.calendar.CallingCalendar;
import org.voiceorchestrator.calendar.CallingWindow;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// The rules of campaigns, for claims: one small query for all that are active.
@Singleton
public final class RulesReader {
    private static final String SELECT = """
            SELECT c.id, c.time_zone, c.calling_from, c.calling_until, k.definition, c.calls_per_number_daily,
                   c.calls_per_number_rolling, c.lead_order, c.caller_id_pool_id,
                   ARRAY(SELECT t.trunk_id
                         FROM campaign_trunks AS t
                         WHERE t.campaign_id = c.id
                         ORDER BY t.position) AS trunks,
                   ARRAY(SELECT DISTINCT z.time_zone
                         FROM campaign_zones AS z
                         WHERE z.campaign_id = c.id) AS zones
            FROM campaigns AS c
            LEFT JOIN calendars AS k ON k.id = c.calendar_id
            """;

    private final Database database;
    private final Calendars calendars;
    private final ZoneId businessZone;

    RulesReader(Database database, Calendars calendars, ZoneId businessZone) {
        this.database = database;
        this.calendars = calendars;
        this.businessZone = businessZone;
    }

    /// Of the campaigns whose leads may be called now, calling hours aside.
    public List<CampaignRules> ofActive(Instant now) {
        return database.sql(SELECT + """
                        WHERE c.status = 'active'
                          AND c.started_at + c.duration_days * interval '24 hours' > :now
                        ORDER BY c.id
                        """).with("now", now).list(this::rules);
    }

    /// Of one campaign, in whatever state it is.
    public Optional<CampaignRules> of(long campaign) {
        return database.sql(SELECT + "WHERE c.id = :id").with("id", campaign).first(this::rules);
    }

    private CampaignRules rules(Row row) {
        String zone = row.textOrNull("time_zone");
        return new CampaignRules(
                row.bigint("id"),
                zone == null ? businessZone : ZoneId.of(zone),
                calendar(row),
                row.integerOrNull("calls_per_number_daily"),
                row.integerOrNull("calls_per_number_rolling"),
                row.constant("lead_order", LeadSequence.class),
                row.bigintOrNull("caller_id_pool_id"),
                row.bigints("trunks"),
                row.texts("zones"));
    }

    private CallingCalendar calendar(Row row) {
        String definition = row.textOrNull("definition");
        if (definition != null) {
            return calendars.read(definition);
        }
        return daily(row.timeOrNull("calling_from"), row.timeOrNull("calling_until"));
    }

    private static CallingCalendar daily(@Nullable LocalTime from, @Nullable LocalTime until) {
        return from == null || until == null
                ? CallingCalendar.ALWAYS
                : CallingCalendar.daily(new CallingWindow(from, until));
    }
}
