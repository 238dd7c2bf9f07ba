/// Why a lead is not called: every gate between it and the line, in the order in which they are asked, whether it lets
/// the lead through, the fact behind that, and when it can.
///
/// - [Gates] is pure: facts and a time in, states of gates out. [FactReader] reads the facts, all of one moment.
/// - A claim asks the same questions in one statement; here they are asked one by one, for people. Nothing is changed.
/// - A time is told only where it is known: what somebody has to do (activate, be available) has none.
@NullMarked
package org.voiceorchestrator.why;

import org.jspecify.annotations.NullMarked;
