/// The composition root: the process, its clock, its configuration and its schedule. Imported by no room.
@NullMarked
package org.voiceorchestrator;

import org.jspecify.annotations.NullMarked;
