package org.voiceorchestrator.agent;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody at an extension who is given answered calls.
///
/// @param agentId unique name, such as `AgentAhmed`
/// @param extension where the switch reaches the agent: `101` is `user/101`
/// @param status what the agent does at this moment: while there are live calls it follows from them
/// @param statusReason why, when there is something to say
/// @param statusSince since when the status is what it is
/// @param maxConcurrentCalls how many calls may be placed for this agent at a time
/// @param wrapUpSeconds how long after a call no other is given
/// @param liveCalls how many calls there are for this agent now
/// @param line the call that stays up for this agent; null: none does
@Serdeable
public record Agent(
        long id,
        String agentId,
        String extension,
        String phoneNumber,
        String email,
        AgentStatus status,
        String statusReason,
        Instant statusSince,
        boolean isActive,
        int maxConcurrentCalls,
        int wrapUpSeconds,
        int liveCalls,
        @Nullable AgentLine line,
        Instant createdAt,
        Instant updatedAt) {}
