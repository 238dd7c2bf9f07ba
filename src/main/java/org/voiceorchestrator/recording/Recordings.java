package org.voiceorchestrator.recording;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// What the call logs say of recordings.
@Singleton
public final class Recordings {
    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

    private static final String FINISHED = """
            UPDATE call_logs
            SET recording_path = :path,
                recording_seconds = :seconds,
                recording_bytes = :bytes,
                recording_url = '/api/dialer/call-logs/' || call_id || '/recording/'
            WHERE call_id = :call AND (recording_path = '' OR recording_path = :path)
            """;

    private static final String FIND = """
            SELECT call_id, agent_id, phone_number, initiated_at, recording_path,
                   metadata->'recording_deleted_at' IS NOT NULL AS deleted
            FROM call_logs
            WHERE call_id = :call
            """;

    private static final String OVER = """
            SELECT call_id, agent_id, phone_number, initiated_at, recording_path, false AS deleted
            FROM call_logs
            WHERE recording_path <> '' AND initiated_at < :before
              AND (initiated_at, id) > (SELECT :after::timestamptz, coalesce(max(id), 0)
                                        FROM call_logs WHERE call_id = :last)
            ORDER BY initiated_at, id
            LIMIT :most
            """;

    private static final String FORGET = """
            UPDATE call_logs
            SET recording_path = '',
                recording_url = '',
                metadata = metadata || jsonb_build_object('recording_deleted_at', :now::timestamptz)
            WHERE call_id = :call
            """;

    private final Database database;
    private final RecordingPaths paths;

    Recordings(Database database, RecordingPaths paths) {
        this.database = database;
        this.paths = paths;
    }

    /// The recording of a call, as its log has it.
    ///
    /// @param agent id; null: none
    /// @param path relative; empty: there is none
    /// @param deleted there was one, and its time is over
    record Recorded(
            UUID callId, Optional<Long> agent, String phoneNumber, Instant initiatedAt, String path, boolean deleted) {}

    /// To be told at the switch's RECORD_STOP, which comes before the call's end and may come twice.
    ///
    /// @param path `Record-File-Path`, as the switch tells it
    /// @param seconds `variable_record_seconds`
    /// @param bytes `variable_record_file_size`
    /// @return false when it is no recording of ours, or the call has another already; then nothing was changed
    public boolean finished(UUID callId, String path, int seconds, long bytes) {
        Optional<String> relative = paths.relativeOf(path);
        if (relative.isEmpty()) {
            LOG.warn("call {}: the switch recorded to {}, which is not where recordings are to be", callId, path);
            return false;
        }
        return database.sql(FINISHED)
                        .with("call", callId)
                        .with("path", relative.get())
                        .with("seconds", Math.max(0, seconds))
                        .with("bytes", Math.max(0, bytes))
                        .update()
                == 1;
    }

    Optional<Recorded> find(UUID callId) {
        return database.sql(FIND).with("call", callId).first(Recordings::recorded);
    }

    /// Those of calls that were begun before, oldest first.
    ///
    /// @param last the one that the walk has come to; empty: from the beginning
    List<Recorded> over(Instant before, Optional<Recorded> last, int most) {
        return database.sql(OVER)
                .with("before", before)
                .with("after", last.map(Recorded::initiatedAt).orElse(Instant.EPOCH))
                .with("last", last.map(Recorded::callId).orElse(null))
                .with("most", most)
                .list(Recordings::recorded);
    }

    void forget(UUID callId, Instant now) {
        database.sql(FORGET).with("call", callId).with("now", now).update();
    }

    private static Recorded recorded(Row row) {
        return new Recorded(
                row.uuid("call_id"),
                Optional.ofNullable(row.bigintOrNull("agent_id")),
                row.text("phone_number"),
                row.instant("initiated_at"),
                row.text("recording_path"),
                row.bool("deleted"));
    }
}
