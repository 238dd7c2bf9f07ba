/// Leads: who is called.
///
///     pending --claimed by a worker--> dialing --settled--> completed | failed | pending (again later)
///        |                                |
///        |                                +--the agent who talks says so--> called   (the call goes on beside it)
///        +--by hand--> called | skipped | completed | failed | do_not_call --by hand--> pending
///
/// - `dialing` is entered and left by the dialing room only; `live_call_id` is its fencing token. While it stands,
///   no one else changes the status and the lead can't be deleted; only that it was called, or must not be called
///   again, may be said meanwhile, and settling leaves that as it is.
/// - What the do-not-call lists do to leads is done by `heed_do_not_call` in the database, here after every change by
///   hand. The claim asks the lists themselves: a lead that says pending is not called for that.
/// - A number is there once a campaign; `lead_id` is derived from both and not stored.
/// - An attempt is counted once: by the dialer for its calls, by `mark_as_called` for calls made by hand. Whoever
///   locks both a live call and its lead locks the call first, as settling does.
/// - Lists cost the same however many leads there are: `LeadPages` reads the heads of groups of one segment and
///   status, as `LeadCounters` knows them; `LeadSearches` fetches what few have and walks to what many have.
/// - Figures follow every change by triggers; nothing here counts.
/// - Leads wait in lanes of one zone, priority, and whether they were called before; [LeadLanes] reads their heads. A
///   `time_zone` of null is the campaign's.
/// - A call-back (`call_back_at`) is due at its time and before all lanes. It ends with any status but `pending` and
///   `dialing`, whoever gives it; only the do-not-call lists, which can be undone, leave it there.
@NullMarked
package org.voiceorchestrator.lead;

import org.jspecify.annotations.NullMarked;
