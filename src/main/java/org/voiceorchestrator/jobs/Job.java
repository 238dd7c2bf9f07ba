package org.voiceorchestrator.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// Something to be done once an interval.
///
/// @param work is given the time, and says in a few words what it did
public record Job(String name, Duration every, Function<Instant, String> work) {}
