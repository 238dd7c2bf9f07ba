/// The wire to a FreeSWITCH: its event socket, spoken by us as a client. Knows channels, jobs and commands; knows no
/// lead and no campaign.
///
/// The codec ([EslDecoder], [EslFrame], [EslEvent], [EslMessage], [EslRequest]) has both directions, so that a
/// switch can be played with it. [EslClient] keeps a connection and is what the dialer talks to. The states:
///
///     Disconnected <───────────────── lost, from anywhere ─────────────────┐
///          │ attempt (after a growing wait)                                │
///          v                                                               │
///     Connecting ──tcp──> Greeting ──greeted──> Authenticating ──accepted──> Subscribing ──first event──> Ready
///          ^                  │ access list           │ password
///          │                  v                       v
///          └─ attempt ──── AuthRefused <──────────────┘                     Closed: from anywhere, for good
///          (after a long wait)
///
/// - Command text is made by [EslCommand] and its parts alone, out of checked arguments: the switch can run shell
///   commands, and a line break or a comma in a name would be enough.
/// - Answers are matched to commands by their order only. What breaks the order ends the connection.
/// - Events reach the listener from one thread in the order of the wire; a slow listener holds the switch back.
/// - A command in flight fails at the loss of its connection; a job does not, the switch carries on with it.
@NullMarked
package org.voiceorchestrator.freeswitch;

import org.jspecify.annotations.NullMarked;
