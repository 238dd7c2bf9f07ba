/// Stops what fails call after call, and looks whether it works again.
///
/// Campaigns and trunks have a breaker each. What their calls teach ([Lesson]) moves it:
///
///     Closed ── too many fail ──────> Open ──a call is begun when the time has come──> HalfOpen
///        ^                              ^                                                 │
///        │                              └──── it failed (the delay doubles), or taught ───┤
///        └────────────────────────────────────── it got through ─────────────────────────┘
///
/// Too many are N in a row, or a share of the last ones ([Recent], [Trip]).
///
/// - [Breaker] is pure. [Breakers] keeps the states in PostgreSQL and changes them in the transaction of the fact: in
///   the one that settles a call, and in the claim that begins the probing call. So they are the same for all
///   processes, and outlive each of them.
/// - A breaker at rest has no row: while none of the last calls has failed, calls pay nothing for it.
/// - A call that was begun before the first failure of a row says nothing about what works now.
/// - What an open breaker stops are new calls; those on the line go on.
@NullMarked
package org.voiceorchestrator.breaker;

import org.jspecify.annotations.NullMarked;
