package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallLimits;
import org.voiceorchestrator.call.NumberCaps;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.dialing.Floor.OpenCampaign;
import org.voiceorchestrator.lead.LeadLanes;

/// The leads that may be called now, in the order in which their campaigns want them called. They are locked for the
/// rest of the transaction; those that somebody else has locked are passed over.
@Singleton
final class Candidates {
    private static final String FIRST =
            """
            WITH open_lanes AS (
                SELECT *
                FROM unnest(:campaigns::bigint[], :zones::text[], :orders::text[], :looked_at::integer[],
                            :day_caps::integer[], :day_starts::timestamptz[], :rolling_caps::integer[],
                            :rolling_starts::timestamptz[])
                     AS o (campaign_id, time_zone, lead_order, n, day_cap, day_start, rolling_cap, rolling_start)
            ),
            first AS MATERIALIZED (
            %s
            ),
            wanted AS (
                SELECT *
                FROM unnest(:wanting::bigint[], :wanted::integer[]) AS w (campaign_id, n)
            )
            SELECT l.id, l.campaign_id, l.phone_number, l.attempt_count, l.call_back_agent_id
            FROM wanted AS w
            CROSS JOIN LATERAL (
                SELECT l.id, l.campaign_id, l.phone_number, l.attempt_count, l.call_back_agent_id, f.rank
                FROM first AS f
                JOIN open_lanes AS o USING (campaign_id, time_zone)
                JOIN leads AS l ON l.id = f.id
                WHERE f.campaign_id = w.campaign_id
                  AND l.campaign_id = w.campaign_id
                  AND l.status = 'pending'
                  AND l.due_at <= :now
                  AND l.attempt_count < l.max_attempts
                  AND l.live_call_id IS NULL
                  AND NOT EXISTS (SELECT FROM call_logs AS x
                                  WHERE x.phone_number = l.phone_number AND x.ended_at IS NULL)
                  AND NOT EXISTS (SELECT FROM do_not_call_entries AS d
                                  WHERE d.phone_number = l.phone_number
                                    AND (d.campaign_id IS NULL OR d.campaign_id = w.campaign_id)
                                    AND (d.expires_at IS NULL OR d.expires_at > :now))
                  AND NOT EXISTS (%s
                                    AND h.agent_id <> :viewer)
                  AND %s
                ORDER BY f.rank, f.id
                LIMIT w.n
                FOR UPDATE OF l SKIP LOCKED
            ) AS l
            ORDER BY l.campaign_id, l.rank, l.id
            """.formatted(LeadLanes.FIRST_DUE, Previews.HOLDS_OF_LEAD, NumberCaps.MAY_BE_CALLED);

    private static final long NOBODY = 0;

    private final Database database;
    private final NumberCaps caps;

    Candidates(Database database, CallLimits limits) {
        this.database = database;
        this.caps = limits.caps();
    }

    /// @param callBackAgent who alone may take the call; null: anyone
    record Candidate(
            long lead,
            long campaign,
            String phoneNumber,
            int attempts,
            @Nullable Long callBackAgent) {}

    private record Lane(OpenCampaign campaign, String zone, NumberCaps caps, Instant dayStart) {}

    /// @param wanted how many leads of each campaign
    /// @param lookedAt how many leads of each of their time zones, at most: those that may not be called (their
    /// number is on a list, or has had its calls) are among them
    List<Candidate> of(Floor floor, Map<Long, Integer> wanted, int lookedAt, Instant now) {
        return of(floor, wanted, lookedAt, NOBODY, now);
    }

    /// As the other one.
    ///
    /// @param viewer the agent whose own lead may be among them
    List<Candidate> of(Floor floor, Map<Long, Integer> wanted, int lookedAt, long viewer, Instant now) {
        List<Lane> lanes = lanes(floor, wanted, now);
        return database.sql(FIRST)
                .with(
                        "campaigns",
                        lanes.stream().map(lane -> lane.campaign().id()).toList())
                .with("zones", lanes.stream().map(Lane::zone).toList())
                .with(
                        "orders",
                        lanes.stream()
                                .map(lane -> lane.campaign().rules().leadOrder())
                                .toList())
                .with("looked_at", lanes.stream().map(_ -> lookedAt).toList())
                .with(
                        "day_caps",
                        lanes.stream().map(lane -> lane.caps().daily()).toList())
                .with("day_starts", lanes.stream().map(Lane::dayStart).toList())
                .with(
                        "rolling_caps",
                        lanes.stream().map(lane -> lane.caps().rolling()).toList())
                .with(
                        "rolling_starts",
                        lanes.stream().map(_ -> NumberCaps.rollingStart(now)).toList())
                .with("wanting", List.copyOf(wanted.keySet()))
                .with("wanted", List.copyOf(wanted.values()))
                .with("viewer", viewer)
                .with("now", now)
                .list(row -> new Candidate(
                        row.bigint("id"),
                        row.bigint("campaign_id"),
                        row.text("phone_number"),
                        row.integer("attempt_count"),
                        row.bigintOrNull("call_back_agent_id")));
    }

    private List<Lane> lanes(Floor floor, Map<Long, Integer> wanted, Instant now) {
        List<Lane> lanes = new ArrayList<>();
        for (long id : wanted.keySet().stream().sorted().collect(Collectors.toList())) {
            Optional<OpenCampaign> campaign = floor.campaign(id);
            campaign.ifPresent(open -> open.zones().forEach(zone -> lanes.add(lane(open, zone, now))));
        }
        return lanes;
    }

    private Lane lane(OpenCampaign campaign, String zone, Instant now) {
        return new Lane(
                campaign,
                zone,
                caps.orStricter(
                        campaign.rules().callsPerNumberDaily(), campaign.rules().callsPerNumberRolling()),
                NumberCaps.dayStart(campaign.rules().zoneOf(zone), now));
    }
}
