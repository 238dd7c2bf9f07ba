/// A FreeSWITCH of our own, for the demo and for tests: a TCP server on the loopback interface that speaks the event
/// socket protocol well enough that a client can't tell. It places no real calls; what a dialed number does is said
/// by a [Scenario].
///
/// One core thread owns every channel, subscription and limit and runs all timers, so an order of events never
/// depends on how threads happened to run. Two threads a connection only move bytes. All times are those of the
/// switch's own clock, which may run faster than the wall's (`timeScale`).
///
/// A leg:
/// ```
///             +------------------------- refused, cancelled, killed -----------------------+
///             |                                                                            v
/// CREATE -> ORIGINATE -> [PROGRESS | PROGRESS_MEDIA] -> ANSWER -> application -> HANGUP -> HANGUP_COMPLETE ->
/// DESTROY
///                                                        (park, bridge <-> the other leg)
/// ```
/// A leg may be sent elsewhere (`uuid_transfer`), hear sounds beside what it does (`uuid_broadcast`), be recorded
/// into a file, and its record is posted when it ends. [Softphone] is what an agent does with his phone by himself.
///
/// Invariants: per Unique-ID the events come in this order and DESTROY is the last; a command's reply precedes what
/// the command causes; every accepted bgapi ends in exactly one BACKGROUND_JOB unless the switch dies first; the same
/// seed, number and attempt behave the same way whatever else happens.
@NullMarked
package org.voiceorchestrator.simulator;

import org.jspecify.annotations.NullMarked;
