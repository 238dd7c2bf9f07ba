/// The simulated switch is judged over a plain socket, and against recordings of a real one.
@NullMarked
package org.voiceorchestrator.simulator;

import org.jspecify.annotations.NullMarked;
