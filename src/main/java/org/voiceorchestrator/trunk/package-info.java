/// The ways out of the house: switches, the trunks that they have, and the numbers that customers see.
///
/// - Which trunk takes a call, and which number is shown, is decided by pure code from what a claim has counted
///   ([TrunkRoom], [NodeRoom], [CallerIdPool]): nothing here counts by itself, so that the claims'
///   lock makes the limits exact.
/// - The password of a switch is never stored or shown: a node names the environment variable that holds it.
/// - Where there are no trunks in the table, the one in the settings (`dialer.trunk`) is the only one.
/// - A trunk or pool that campaigns name, and a node that trunks name, is not deleted.
@NullMarked
package org.voiceorchestrator.trunk;

import org.jspecify.annotations.NullMarked;
