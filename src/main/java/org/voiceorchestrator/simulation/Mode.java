package org.voiceorchestrator.simulation;

import java.util.Locale;
import org.voiceorchestrator.pacing.DialingMode;
import org.voiceorchestrator.pacing.PacingRule;

/// What a mode is called in tables and charts.
final class Mode {
    private Mode() {}

    static String name(PacingRule rule) {
        String mode = rule.mode().name().toLowerCase(Locale.ROOT);
        return rule.mode() == DialingMode.POWER ? mode + " " + rule.ratio() : mode;
    }
}
