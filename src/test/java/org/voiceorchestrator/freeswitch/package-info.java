@NullMarked
package org.voiceorchestrator.freeswitch;

import org.jspecify.annotations.NullMarked;
