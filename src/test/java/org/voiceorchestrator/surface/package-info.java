/// What the server shows to the outside: who may use which route, what is said at the start, the specification.
@NullMarked
package org.voiceorchestrator.surface;

import org.jspecify.annotations.NullMarked;
