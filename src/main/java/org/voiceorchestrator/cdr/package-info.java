/// What the switch itself records of its legs (call detail records), posted by mod_json_cdr or mod_xml_cdr: the only
/// word on calls that ended while nobody was connected to its event socket.
///
/// ```
/// POST -> CdrReader -> Cdrs: stored once -> is the call log "lost"? -> LostCalls: the log gets its real ending
///                                                                  -> AfterLost: and so does its lead
/// ```
/// Invariants:
/// - A record is kept once a UUID and leg; the same one posted again (a retry of the switch) changes nothing.
/// - Records settle no call that is still open: who follows it, or takes it over, asks [Cdrs#find].
/// - A log is corrected in one transaction with its figures and its lead. The lead is touched only where the lost
/// call
///   left it: not when somebody has changed it, or it was called again.
/// - Whichever comes first, the record or the loss, the other finds it: what came before the loss is found by a job.
@NullMarked
package org.voiceorchestrator.cdr;

import org.jspecify.annotations.NullMarked;
