package org.voiceorchestrator.call;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;

/// One attempt to reach a lead, or a number that an agent called.
///
/// @param callId ours, made before the switch heard of the call
/// @param freeswitchUuid the channel's UUID at the switch
/// @param agent id of the agent it was made for
/// @param campaign id of the campaign; null: an agent called any number
/// @param lead id of the lead; null: the number was called as no lead's
/// @param source who wanted it
/// @param bridgedAt when customer and agent were connected
/// @param heldAt since when the customer is on hold; null: is not
/// @param agentLeftAt when the agent gave the call away on their own phone; null: did not
/// @param durationSeconds from initiated to ended; 0 while it lasts
/// @param talkTimeSeconds from bridged until the agent left or it ended; 0 while it lasts, or when nobody talked
/// @param hangupCause FreeSWITCH's name, such as `NORMAL_CLEARING`
/// @param recordingUrl where it can be listened to, from the server's root; empty: it was not recorded
/// @param recordingSeconds how long the recording is
/// @param attemptNumber the lead's first call is 1
@Serdeable
public record CallLog(
        long id,
        UUID callId,
        @Nullable UUID freeswitchUuid,
        @Nullable Long agent,
        @Nullable Long campaign,
        @Nullable Long lead,
        String phoneNumber,
        CallDirection direction,
        CallSource source,
        CallStatus status,
        Instant initiatedAt,
        @Nullable Instant ringingAt,
        @Nullable Instant answeredAt,
        @Nullable Instant bridgedAt,
        @Nullable Instant heldAt,
        @Nullable Instant agentLeftAt,
        @Nullable Instant endedAt,
        int durationSeconds,
        int talkTimeSeconds,
        String hangupCause,
        String disposition,
        String notes,
        String recordingUrl,
        @Nullable Integer recordingSeconds,
        int attemptNumber,
        @ApiDoc.FreeForm Map<String, Object> metadata) {}
