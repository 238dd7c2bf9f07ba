package org.voiceorchestrator.simulator;

import java.util.function.Consumer;

/// A command of `api` and `bgapi`. It prints exactly once, now or later; what it causes comes after that.
interface ApiCommand {
    void run(String arguments, Consumer<String> out);
}
