/// Agents: people (or a script) at an extension of the switch, who are given answered calls.
///
/// - The column `agents.status` holds what was **said** last, by the agent, a supervisor or a script. What an agent
///   does at this moment is derived from it and from the live calls by the view `agents_now`, and that is what is
///   shown:
///
///       a bridged live call                 -> on_call
///       a live call                         -> reserved
///       said available, wrap-up not over    -> wrap_up
///       else                                -> as said
///
///   So nothing has to be put back after a crash: when the call has ended, the agent is what it was before.
/// - An agent may have a line that stays up ([AgentLine]); it is the dialer's, and shown here.
/// - [AgentPresence] sends agents offline whose desktop has fallen silent. An agent without a user that can sign in
///   has no desktop that could be heard of: it stays what it was said to be, so that campaigns can be run by scripts
///   for people who have a SIP phone only.
/// - An agent that has campaigns or calls is never deleted; it is made inactive.
@NullMarked
package org.voiceorchestrator.agent;

import org.jspecify.annotations.NullMarked;
