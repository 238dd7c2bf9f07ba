package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.cdr.Cdr;
import org.voiceorchestrator.cdr.Cdrs;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.recording.Recordings;
import org.voiceorchestrator.telephony.CallSignal;

/// What the switch records of calls: what was said, and how they ended.
@Singleton
final class SwitchRecords {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchRecords.class);

    private final Recordings recordings;
    private final Cdrs cdrs;

    SwitchRecords(Recordings recordings, Cdrs cdrs) {
        this.recordings = recordings;
        this.cdrs = cdrs;
    }

    /// How a call ended, and what it had reached before.
    record Ending(CallTimes times, CallSignal.Ended how) {}

    /// What cannot be written of a recording is lost to the call log; the call goes on.
    void recorded(UUID call, CallSignal.Recorded recording) {
        try {
            recordings.finished(call, recording.path(), recording.seconds(), recording.bytes());
        } catch (DatabaseException e) {
            LOG.error("call {}: its recording {} could not be written down", call, recording.path(), e);
        }
    }

    /// Of an end that nobody saw, the switch may have told meanwhile. Without its word it stays what it is: a record
    /// that comes later still corrects it.
    Ending lastWord(UUID call, Ending seen) {
        if (!isUnseen(seen.how().outcome())) {
            return seen;
        }
        Optional<Cdr> cdr = cdrs.find(call);
        cdr.ifPresent(found -> LOG.info("call {}: nobody saw it end; its record says {}", call, found.outcome()));
        return cdr.map(found -> ending(seen.times(), found)).orElse(seen);
    }

    private static boolean isUnseen(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Lost
                || (outcome instanceof CallOutcome.Answered && outcome.cause().isEmpty());
    }

    private static Ending ending(CallTimes seen, Cdr cdr) {
        Cdr.Times told = cdr.times();
        return new Ending(
                new CallTimes(
                        seenOr(seen.ringing(), told.ringing()),
                        seenOr(seen.answered(), told.answered()),
                        seenOr(seen.bridged(), told.bridged())),
                new CallSignal.Ended(told.ended(), cdr.outcome()));
    }

    private static <T> @Nullable T seenOr(@Nullable T seen, @Nullable T told) {
        return seen == null ? told : seen;
    }
}
