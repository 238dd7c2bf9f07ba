package org.voiceorchestrator;

import jakarta.inject.Singleton;
import java.util.List;
import org.voiceorchestrator.jobs.Job;

/// What is done once an interval in the whole cluster.
@Singleton
final class Schedule {
    List<Job> jobs() {
        return List.of();
    }
}
