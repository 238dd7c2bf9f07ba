/// When to call, and what then.
///
///     DialingWorker.tick ──> Claims.due [tx: FloorReader -> Sharing -> Candidates -> Pairing -> CallOpener]
///        ──> a virtual thread each: CallAttempt ──> CallPlacer.place ──> signals
///        ──> AttemptSettler.settle [tx: call log closed, lead settled, agent goes on] ──> line released
///
/// - Whoever answers a call that was begun without an agent is given one by [AgentDesk], or let go
///   ([WaitingCustomer]). How many such calls a campaign begins, [Pace] asks the pacer.
/// - Agents of campaigns on lines are rung once, by [LineKeeper], and their customers put through to the line that is
///   up: at most one line an agent (`agent_lines`), followed by one worker, adopted when that is gone; one call at a
///   time on it. [AgentLines] has the statements. Where there are nodes all lines are at one of them ([LineHome]).
/// - In a broadcast keys are pressed: [PressedKeys].
/// - A lead is claimed and its call's UUID committed before the switch hears of it. The claim takes one lock for the
///   whole cluster, so every limit (agents' capacity, trunk's lines, calls a second) is exact over all processes.
/// - The call id is the fencing token of the lead, the worker id that of the call log: a settle that shows an old one
///   changes nothing.
/// - A worker holds a lease by its heartbeat. Without it, it places no call; a call is placed in the term in which it
///   was claimed, or not at all. Calls that nobody follows (their worker's lease ran out, or the answer to a claim was
///   lost) are taken over by [StuckCallRescuer]: it asks the switch, goes on with those that live and settles those
///   that do not.
/// - A campaign or a trunk whose calls fail in a row gets no more of them but one at a time, to try ([WaysAfterCalls],
///   room `breaker`); a switch that is away or going down gets none ([SwitchNodes]).
/// - When a lead is called again is the rule of its ending ([RetryPolicy]); a lead to which somebody has given another
///   status or a call-back during the call keeps that. Leads whose number has had its calls wait ([CappedNumbers]).
/// - What became of a call is never guessed: what nobody saw the switch's record tells ([SwitchRecords]);
///   unknown is `lost`, and is not dialed again unless the campaign says so.
/// - Stopping: no more claims, live calls are followed for a while, the rest is handed over.
@NullMarked
package org.voiceorchestrator.dialing;

import org.jspecify.annotations.NullMarked;
