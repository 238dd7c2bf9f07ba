/// A campaign's day on a virtual clock: thousands of calls in a second, and the same seed gives the same day. It runs
/// the live dialer's pacing over customers, agents and lines that are drawn at random, and tells before a campaign is
/// started how long it will take and how busy its agents will be; it is the regression test of the pacing as well.
///
///     CampaignDay (who, how many, how long) ──> DayRun (events in the order of time) ──> DayReport
///                       Pacer.decide each second and whenever an agent or a line is free ──┘
///
/// Invariants:
/// - no clock and no randomness but those of the run;
/// - what a lead does at its n-th call depends on the seed, the lead and n only (and on the hour's answer rate), so
///   that modes are compared over the same customers;
/// - a customer who answers has an agent within the rule's patience, or is abandoned: never both, never neither.
///
/// What is simplified: agents' phones are always picked up, customers who are waiting do not hang up before they are
/// abandoned, and a machine that answers counts as nobody.
@NullMarked
package org.voiceorchestrator.simulation;

import org.jspecify.annotations.NullMarked;
