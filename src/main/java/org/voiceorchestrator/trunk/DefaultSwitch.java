package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// The switch that the settings of the processes name.
///
/// @param links how the processes that dial stand with it; none where no process dials, or where it takes no calls
/// because it is the built-in one and there are nodes
@Serdeable
record DefaultSwitch(List<SwitchLink> links) {}
