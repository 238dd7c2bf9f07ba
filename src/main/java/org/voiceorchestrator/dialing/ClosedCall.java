package org.voiceorchestrator.dialing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.telephony.CallSignal;

/// A call whose log has just been closed; in the same transaction others follow it.
record ClosedCall(UUID call, long lead, @Nullable Long agent, String number, CallWay way, CallSignal.Ended how) {}
