/// Calls: the log of every attempt, and how calls end.
///
/// - A call log is opened by the dialer before the switch hears of the call and closed once; it is never deleted and
///   through the API only read.
/// - [CallStatus] is what the column says; how a call ended is data (`CallOutcome`), never an exception.
@NullMarked
package org.voiceorchestrator.call;

import org.jspecify.annotations.NullMarked;
