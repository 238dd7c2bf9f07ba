/// Do-not-call lists: who must not be called, by the company or in one campaign, and the ledger of every such wish.
///
///     a wish (POST, an agent's click, a file) ──> ListChanges: [tx: lists locked, entries and ledger written, leads
///        brought in line] ──> [tx: the claims' lock, taken and let go] ──> answered
///
/// - In force is an entry with `expires_at IS NULL OR expires_at > now`. Whoever asks the table says so in SQL:
///   `e.phone_number = .. AND (e.campaign_id IS NULL OR e.campaign_id = ..) AND (e.expires_at IS NULL OR ..)`.
/// - A number stands once on each list. Of two wishes the stricter wins: none is weakened by being said again. Only a
///   change or removal by hand does that, and it is in the ledger with its reason.
/// - The ledger is append-only, also for the database's owner; an entry that goes with its campaign leaves a line too.
/// - An answered wish is kept: no claim that commits after the answer has that number. A claim is one statement behind
///   an advisory lock, and sees what was committed before the statement began. A claim under way might not see the
///   entry; so the answer waits, after its commit, until it holds that lock once: every claim that could have missed
///   the entry has ended by then, and every later one sees it. Nothing else is held meanwhile, so this can neither
///   stop the dialing nor deadlock with it. The moment is kept (`effective_at`), and the audit of calls proves by it.
/// - Changes come one after another (a table lock), so what follows from all entries of a number is judged from all
///   of them. Claims, imports of leads and readers do not wait for it.
/// - What the lists do to leads is done by `heed_do_not_call` in the database, for this room and for the lead room: an
///   entry for good makes pending leads `do_not_call`, one with an expiry moves their `due_at`, and what the lists did
///   is undone, and nothing else, when no entry is left. It waits for no lead that is on the line or being changed by
///   someone: the claim does not dial it, and [DoNotCallUpkeep] looks again.
@NullMarked
package org.voiceorchestrator.donotcall;

import org.jspecify.annotations.NullMarked;
