/// What the wire means: a call is placed or followed, and what the switch says of it becomes [CallSignal]s and in the
/// end a [org.voiceorchestrator.call.CallOutcome]. The provider's vocabulary ends here; its hangup causes are
/// translated in one table, [HangupCauses].
///
/// Each call has a thread of its own that waits in [PlacedCall#next]. The switch's events are put into the call's
/// inbox by the connection's thread, which waits for nothing. The states of a call, as [CallState] has them:
///
///     Dialing ──> Ringing ──> Answered ──> Bridged
///        └──────────┴────────────┴───────────┴──────> over: hung up, refused, or gone while we could not see
///
/// - There may be several switches; a call belongs to one of them, and only that one is asked after it.
/// - [FreeSwitchCall] hands what it hears to the call's [AgentLegs] or to its [CallStory]; [Asked] is what came of
///   asking the switch.
/// - An agent's line ([PlacedLine]) has a thread of its own, too. Its leg is parked when it is answered and after each
///   customer (`park_after_bridge`); a call only borrows it.
/// - The customer's channel carries our call id (`origination_uuid`), and so does the job that makes it: after a lost
///   connection the switch is asked after that id.
/// - An agent who transfers a call with the keys of their own phone leaves it ([OwnTransfer]); the call goes on.
/// - A call that the switch does not know when it is asked twice is over. What it had reached by then decides: who was
///   talking has talked; whoever was not is [org.voiceorchestrator.call.CallOutcome.Lost].
@NullMarked
package org.voiceorchestrator.telephony;

import org.jspecify.annotations.NullMarked;
