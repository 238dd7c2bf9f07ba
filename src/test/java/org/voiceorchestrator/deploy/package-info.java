/// What is delivered beside the program.
@org.jspecify.annotations.NullMarked
package org.voiceorchestrator.deploy;
