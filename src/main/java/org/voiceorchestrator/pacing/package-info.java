/// How many calls to begin now: a written-down model, as pure functions. The live dialer and the simulation run the
/// same code; `src/docs/pacing.md` has the formulas, their sources and what they achieve.
///
///     recent calls ──> Estimates ┐
///     agents, calls ─> Situation ┼──> Pacer.decide ──> Decision (how many, and why no more)
///     answered, abandoned        │
///       ──> AbandonRecord ───────┘
///
/// Definitions:
/// - a call is *answered* when a person takes it, and *abandoned* when no agent is on the line within two seconds
///   of that (16 CFR 310.4(b)(1)(iv), 47 CFR 64.1200(a)(7): of the person's completed greeting, which is later);
/// - the *abandoned rate* is abandoned : answered, abandoned ones included, of a campaign. US law limits it to 3 %
///   over 30 days of a campaign (16 CFR 310.4(b)(4)(i), 47 CFR 64.1200(a)(7)); Ofcom's statement on persistent misuse
///   of 2008 did over 24 hours (that of March 2017 names no rate as safe any more). Here all of them are kept: the
///   day, 30 days, and the hour as a brake;
/// - nobody's phone is given up before it has rung for 15 seconds or four times (16 CFR 310.4(b)(4)(ii), 47 CFR
///   64.1200(a)(6)).
///
/// Invariants:
/// - no clock, no database, no randomness: the same arguments give the same decision;
/// - never more calls than lines, never fewer than none; one call for each free agent is always allowed, since it can
///   abandon nobody;
/// - more than that is begun only while the worst of the calls in the air (the answer rate jumps while they ring)
///   would stay within what the day and the 30 days still allow.
@NullMarked
package org.voiceorchestrator.pacing;

import org.jspecify.annotations.NullMarked;
