package org.voiceorchestrator;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.voiceorchestrator.call.CallAudits;
import org.voiceorchestrator.cdr.Cdrs;
import org.voiceorchestrator.jobs.Job;
import org.voiceorchestrator.recording.RecordingUpkeep;

/// What is done once an interval about calls that are over.
@Singleton
final class CallUpkeep {
    private final CallAudits audits;
    private final Cdrs cdrs;
    private final RecordingUpkeep recordings;

    CallUpkeep(CallAudits audits, Cdrs cdrs, RecordingUpkeep recordings) {
        this.audits = audits;
        this.cdrs = cdrs;
        this.recordings = recordings;
    }

    List<Job> jobs() {
        return List.of(
                new Job("lost calls", Duration.ofMinutes(1), now -> cdrs.correctLost(now) + " corrected"),
                new Job("records of legs", Duration.ofHours(1), now -> cdrs.forget(now) + " let go"),
                new Job("old recordings", Duration.ofHours(1), now -> recordings.deleteOld(now) + " deleted"),
                new Job("audit of recent calls", Duration.ofHours(1), audits::auditRecent),
                new Job("audit of everything", Duration.ofDays(1), audits::auditAll));
    }
}
