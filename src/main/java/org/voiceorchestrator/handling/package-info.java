/// What people do with calls by hand: they order one, and handle those that are live.
///
/// - An order is judged by the gates of a claim ([org.voiceorchestrator.why.OrderGates]) under the claims' lock, so that
///   every limit is exact, and opens the call log before the switch hears of it. From there on it is a call as any
///   other: followed, taken over, settled, audited.
/// - Agents order and handle their own calls, supervisors everybody's.
@NullMarked
package org.voiceorchestrator.handling;

import org.jspecify.annotations.NullMarked;
