/// The wire to a FreeSWITCH: its event socket, spoken by us as a client. Knows channels, jobs and commands; knows no
/// lead and no campaign.
///
/// The codec ([EslDecoder], [EslFrame], [EslEvent], [EslMessage], [EslRequest]) has both directions, so that a
/// switch can be played with it.
@NullMarked
package org.voiceorchestrator.freeswitch;

import org.jspecify.annotations.NullMarked;
