package org.voiceorchestrator.telephony;

import java.time.Instant;

/// How this process stands with a switch.
///
/// @param connected whether it can be talked to
/// @param goingDown whether it takes no new calls although it talks
/// @param since when that is so
/// @param error why it is away, for people; empty where it is connected
public record SwitchLink(boolean connected, boolean goingDown, Instant since, String error) {}
