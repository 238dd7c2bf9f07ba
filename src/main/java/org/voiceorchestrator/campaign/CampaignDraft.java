package org.voiceorchestrator.campaign;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.Fields;

/// A campaign as somebody wants it.
///
/// @param campaignId for scripts that bring campaigns along with their names; left out, a name is made. It never
/// changes
/// @param agent id of the agent whose calls these are
/// @param allowedCountries ISO 3166 codes of the countries whose numbers may be loaded; empty: the business region's
/// @param callingFrom from when on leads may be called, on the clock of time_zone; null, like calling_until: at any
/// time
/// @param callingUntil until when; earlier than calling_from: until then on the next day
/// @param timeZone IANA name; null: the business time zone
/// @param maxCalls how many calls at a time; null: no limit of its own
/// @param recordCalls calls that are answered are recorded
/// @param retryDelays those that are not sent stay as they are
/// @param dialing fields of it that are not sent stay as they are
/// @param agents ids of the agents who take its calls; the campaign's own one always does
/// @param retryRules when a lead is called again after an ending (in place of retry_delays) or after a disposition;
/// sent as a whole
/// @param calendar id of the calendar of its calling hours, in place of calling_from and calling_until; null: none
/// @param callsPerNumberDaily calls to one number on one day of the lead, over all campaigns; null: as the settings
/// say. The fewer count
/// @param callsPerNumberRolling the same, within any 24 hours
/// @param leadOrder which of the leads that are due comes first, behind call-backs and by priority
/// @param callerIdPool id of the pool of numbers that customers see; null: the trunk's own
/// @param trunks ids of the trunks its calls go over, in the order in which they are tried; empty: all there are
@Serdeable
record CampaignDraft(
        @Nullable String campaignId,
        @ApiDoc.MayBeLeftOut String campaignName,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        Segment segment,

        @ApiDoc.MayBeLeftOut long agent,
        @ApiDoc.MayBeLeftOut int durationDays,
        @ApiDoc.MayBeLeftOut @ApiDoc.FreeForm Map<String, ?> metadata,
        @ApiDoc.MayBeLeftOut List<String> allowedCountries,
        @Nullable LocalTime callingFrom,
        @Nullable LocalTime callingUntil,
        @Nullable String timeZone,
        @Nullable Integer maxCalls,
        @ApiDoc.MayBeLeftOut boolean recordCalls,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        RetryDelays retryDelays,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        DialingRules dialing,

        @ApiDoc.MayBeLeftOut List<Long> agents,
        @ApiDoc.MayBeLeftOut List<RetryRule> retryRules,
        @Nullable Long calendar,
        @Nullable Integer callsPerNumberDaily,
        @Nullable Integer callsPerNumberRolling,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        LeadSequence leadOrder,

        @Nullable Long callerIdPool,
        @ApiDoc.MayBeLeftOut List<Long> trunks) {
    private static final Pattern CAMPAIGN_ID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final List<String> ENDINGS = List.of("busy", "no_answer", "failed", "abandoned", "lost");
    private static final int A_YEAR = 365 * 86_400;

    static CampaignDraft ofNew(@Nullable Map<String, ?> body) {
        Fields fields = Fields.of(body);
        Fields.Field<String> name = fields.text("campaign_id", 128);
        String campaignId = name.orElse("");
        if (!campaignId.isEmpty() && !CAMPAIGN_ID.matcher(campaignId).matches()) {
            fields.reject(
                    "campaign_id", "Enter a value of letters, digits, underscores, dots and hyphens only, or nothing.");
        }
        refuseStatus(fields, CampaignStatus.DRAFT);
        return read(fields, campaignId.isEmpty() ? null : campaignId, null);
    }

    /// Fields that are not sent get their defaults.
    static CampaignDraft replacing(@Nullable Map<String, ?> body, Campaign existing) {
        Fields fields = Fields.of(body);
        refuseWhatStays(fields, existing);
        return read(fields, existing.campaignId(), null);
    }

    /// Fields that are not sent stay as they are.
    static CampaignDraft changing(@Nullable Map<String, ?> body, Campaign existing) {
        Fields fields = Fields.of(body);
        refuseWhatStays(fields, existing);
        return read(fields, existing.campaignId(), existing);
    }

    private static CampaignDraft read(Fields fields, @Nullable String campaignId, @Nullable Campaign unsent) {
        CampaignDraft draft = new CampaignDraft(
                campaignId,
                fields.filledText("campaign_name", 200).required(unsent == null ? null : unsent.campaignName(), ""),
                fields.choice("segment", Segment.class)
                        .required(unsent == null ? null : unsent.segment(), Segment.FOLLOW_UP),
                fields.id("agent").required(unsent == null ? null : unsent.agent(), 0L),
                fields.integer("duration_days", 1, 3650).orElse(unsent == null ? 1 : unsent.durationDays()),
                fields.object("metadata").orElse(unsent == null ? Map.of() : unsent.metadata()),
                countries(fields, unsent == null ? List.of() : unsent.allowedCountries()),
                fields.time("calling_from").orNull(unsent == null ? null : unsent.callingFrom()),
                fields.time("calling_until").orNull(unsent == null ? null : unsent.callingUntil()),
                timeZone(fields, unsent == null ? null : unsent.timeZone()),
                fields.integerOrNull("max_calls", 1, 100_000).orNull(unsent == null ? null : unsent.maxCalls()),
                fields.bool("record_calls").orElse(unsent != null && unsent.recordCalls()),
                retryDelays(fields, unsent == null ? RetryDelays.DEFAULT : unsent.retryDelays()),
                DialingRules.read(fields, unsent == null ? DialingRules.DEFAULT : unsent.dialing()),
                fields.ids("agents").orElse(unsent == null ? List.of() : unsent.agents()),
                RetryRules.read(fields, unsent == null ? List.of() : unsent.retryRules()),
                fields.idOrNull("calendar").orNull(unsent == null ? null : unsent.calendar()),
                fields.integerOrNull("calls_per_number_daily", 1, 1000)
                        .orNull(unsent == null ? null : unsent.callsPerNumberDaily()),
                fields.integerOrNull("calls_per_number_rolling", 1, 1000)
                        .orNull(unsent == null ? null : unsent.callsPerNumberRolling()),
                fields.choice("lead_order", LeadSequence.class)
                        .orElse(unsent == null ? LeadSequence.DUE : unsent.leadOrder()),
                fields.idOrNull("caller_id_pool").orNull(unsent == null ? null : unsent.callerIdPool()),
                fields.ids("trunks").orElse(unsent == null ? List.of() : unsent.trunks()));
        draft.checkCallingHours(fields);
        fields.refuseErrors();
        return draft;
    }

    private static void refuseWhatStays(Fields fields, Campaign existing) {
        Fields.Field<String> campaignId = fields.text("campaign_id", 128);
        if (!campaignId.orElse(existing.campaignId()).equals(existing.campaignId())) {
            fields.reject("campaign_id", "A campaign keeps its campaign_id.");
        }
        refuseStatus(fields, existing.status());
    }

    private static void refuseStatus(Fields fields, CampaignStatus is) {
        if (fields.choice("status", CampaignStatus.class).orElse(is) != is) {
            fields.reject("status", "The status changes by activate/, pause/, complete/ and archive/ only.");
        }
    }

    private static List<String> countries(Fields fields, List<String> unsent) {
        List<String> codes = fields.texts("allowed_countries").orElse(unsent).stream()
                .map(code -> code.strip().toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        codes.stream()
                .filter(code -> !COUNTRIES.contains(code))
                .forEach(code -> fields.reject(
                        "allowed_countries", "\"" + code + "\" is not the ISO 3166 code of a country, such as PK."));
        return codes;
    }

    private static @Nullable String timeZone(Fields fields, @Nullable String unsent) {
        Fields.Field<String> field = fields.text("time_zone", 64);
        String zone = field.orElse(unsent == null || field.sent() ? "" : unsent);
        if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
            fields.reject("time_zone", "\"" + zone + "\" is not an IANA time zone, such as Asia/Karachi.");
        }
        return zone.isEmpty() ? null : zone;
    }

    private static RetryDelays retryDelays(Fields fields, RetryDelays unsent) {
        Map<String, ?> sent = fields.object("retry_delays").orElse(Map.of());
        Fields delays = Fields.of(sent);
        RetryDelays read = new RetryDelays(
                delays.integerOrNull("busy", 0, A_YEAR).orNull(unsent.busy()),
                delays.integerOrNull("no_answer", 0, A_YEAR).orNull(unsent.noAnswer()),
                delays.integerOrNull("failed", 0, A_YEAR).orNull(unsent.failed()),
                delays.integerOrNull("abandoned", 0, A_YEAR).orNull(unsent.abandoned()),
                delays.integerOrNull("lost", 0, A_YEAR).orNull(unsent.lost()));
        sent.keySet().stream()
                .filter(key -> !ENDINGS.contains(key))
                .forEach(key -> delays.reject(key, "is not one of: " + String.join(", ", ENDINGS) + "."));
        try {
            delays.refuseErrors();
        } catch (FieldErrors e) {
            e.errors()
                    .forEach((key, messages) ->
                            messages.forEach(message -> fields.reject("retry_delays", key + ": " + message)));
        }
        return read;
    }

    private void checkCallingHours(Fields fields) {
        if ((callingFrom == null) != (callingUntil == null)) {
            fields.reject(
                    callingFrom == null ? "calling_from" : "calling_until",
                    "Give both calling_from and calling_until, or neither.");
        }
        if (callingFrom != null && callingFrom.equals(callingUntil)) {
            fields.reject("calling_until", "Ensure this is another time than calling_from.");
        }
    }
}
