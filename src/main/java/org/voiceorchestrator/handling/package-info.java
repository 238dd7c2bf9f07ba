/// What people do with calls by hand: they order one, and handle those that are live.
///
/// - An order is judged by the gates of a claim ([org.voiceorchestrator.why.OrderGates]) under the claims' lock, so
///   that every limit is exact, and opens the call log before the switch hears of it. From there on it is a call as
///   any other: followed, taken over, settled, audited.
/// - A lead that an agent looks at is theirs for a while ([org.voiceorchestrator.dialing.Previews]).
/// - What is to be done with a live call is written down; the process that follows the call does it.
/// - Agents order and handle their own calls, supervisors everybody's.
@NullMarked
package org.voiceorchestrator.handling;

import org.jspecify.annotations.NullMarked;
