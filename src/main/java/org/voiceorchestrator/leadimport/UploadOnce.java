package org.voiceorchestrator.leadimport;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.voiceorchestrator.once.Forms;

/// An upload that is sent again with its `Idempotency-Key` is answered from the log of the import that it led to. Only
/// when that failed, or broke off with its process, the file is imported anew.
@Singleton
final class UploadOnce {
    private static final int SECONDS_TO_WAIT = 10;

    private final Forms forms;
    private final ImportLogs logs;
    private final ImportSweeper sweeper;
    private final Clock clock;

    UploadOnce(Forms forms, ImportLogs logs, ImportSweeper sweeper, Clock clock) {
        this.forms = forms;
        this.logs = logs;
        this.sweeper = sweeper;
        this.clock = clock;
    }

    /// @return nothing when the file is to be imported
    Optional<HttpResponse<?>> earlier(ImportOrder order, boolean async) {
        return forms.earlierRecord(identity(order)).flatMap(id -> answer(id, async));
    }

    private static List<String> identity(ImportOrder order) {
        return List.of(
                order.campaign(),
                order.segment().name(),
                order.file().name(),
                order.file().sha256(),
                order.duplicates().written(),
                order.choices().toString());
    }

    private Optional<HttpResponse<?>> answer(long id, boolean async) {
        ImportLog log = logs.get(id);
        return switch (log.status()) {
            case COMPLETED, PARTIAL -> Optional.of(async ? accepted(log) : Forms.again(report(log)));
            case FAILED -> Optional.empty();
            case PENDING, PROCESSING -> stillOpen(log, async);
        };
    }

    /// The log may be that of a process that died.
    private Optional<HttpResponse<?>> stillOpen(ImportLog log, boolean async) {
        sweeper.sweep(clock.instant());
        if (logs.get(log.id()).status() == ImportStatus.FAILED) {
            return Optional.empty();
        }
        if (async) {
            return Optional.of(accepted(log));
        }
        throw Forms.stillRunning(
                "The file is still being imported (import " + log.importId() + "). Send it again later.",
                SECONDS_TO_WAIT);
    }

    private static MutableHttpResponse<?> report(ImportLog log) {
        return HttpResponse.ok(ImportReport.of(log));
    }

    private static MutableHttpResponse<?> accepted(ImportLog log) {
        return Forms.again(HttpResponse.accepted().body(log));
    }
}
