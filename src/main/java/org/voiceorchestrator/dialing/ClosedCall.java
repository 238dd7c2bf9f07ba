package org.voiceorchestrator.dialing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.telephony.CallSignal;

/// A call whose log has just been closed; in the same transaction others follow it.
///
/// @param lead null: it was no lead's
/// @param byHand somebody ordered it
record ClosedCall(
        UUID call, @Nullable Long lead, @Nullable Long agent, String number, boolean byHand, CallSignal.Ended how) {}
