package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/// How one process that dials stands with a switch, as it last said.
///
/// @param host of the process
/// @param processId on that host
/// @param heardAt when the process was last heard of
/// @param since when it stands so
/// @param error why the switch is away; empty where it is not
@Serdeable
public record SwitchLink(
        String host, long processId, Instant heardAt, SwitchLinkState state, Instant since, String error) {}
