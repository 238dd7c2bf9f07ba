package org.voiceorchestrator.freeswitch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The jobs whose end hasn't been told yet.
final class EslJobs {
    private final ConcurrentHashMap<String, EslJob> open = new ConcurrentHashMap<>();
    private final Duration remembered;

    EslJobs(Duration remembered) {
        this.remembered = remembered;
    }

    /// Before the command is written: its end may be told before its reply is noticed.
    EslJob register(String uuid) {
        var job = new EslJob(uuid, remembered);
        if (open.putIfAbsent(uuid, job) != null) {
            throw new IllegalArgumentException("job " + uuid + " is running already");
        }
        return job;
    }

    Optional<EslJob> find(String uuid) {
        return Optional.ofNullable(open.get(uuid));
    }

    void forget(EslJob job) {
        open.remove(job.uuid(), job);
    }

    void take(EslEvent event) {
        if (event.name().equals("BACKGROUND_JOB")) {
            event.jobUuid().map(open::remove).ifPresent(job -> job.done(event.body()));
        }
    }

    void loseAll(String reason) {
        for (var job : open.values()) {
            forget(job);
            job.lost(reason);
        }
    }

    /// A job whose result never came, or the map would grow for ever.
    void forgetOverdue() {
        open.values().removeIf(EslJob::isOverdue);
    }
}
