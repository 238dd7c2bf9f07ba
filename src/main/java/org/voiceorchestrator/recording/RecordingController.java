package org.voiceorchestrator.recording;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.voiceorchestrator.call.CallLog;
import org.voiceorchestrator.call.CallLogs;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.recording.Recordings.Recorded;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// Lets people listen to calls.
@Controller("/api/dialer/call-logs")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT})
@Tag(name = "Call logs")
@ApiDoc.SignedIn
final class RecordingController {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Recordings recordings;
    private final RecordingPaths paths;
    private final CallLogs callLogs;
    private final Audit audit;

    RecordingController(Recordings recordings, RecordingPaths paths, CallLogs callLogs, Audit audit) {
        this.recordings = recordings;
        this.paths = paths;
        this.callLogs = callLogs;
        this.audit = audit;
    }

    @Operation(
            operationId = "hearCall",
            summary = "Listen to a call",
            description = """
                    The recording as WAV, whole or a part of it (`Range: bytes=..`, RFC 9110; of several parts at once \
                    the whole is sent). An agent's user hears its own calls only. Who listens is recorded.""",
            parameters = {
                @Parameter(name = "Range", in = ParameterIn.HEADER, schema = @Schema(type = "string")),
                @Parameter(name = "If-Range", in = ParameterIn.HEADER, schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The recording",
            content = @Content(mediaType = "audio/wav", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            description = "The part of it that was asked for",
            content = @Content(mediaType = "audio/wav", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "It is still the one that `If-None-Match` names")
    @ApiResponse(
            responseCode = "416",
            description = "It is shorter than that; `Content-Range` says how long it is",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
    @ApiDoc.Missing
    @Produces({"audio/wav", MediaType.APPLICATION_JSON})
    @Get("/{id}/recording")
    HttpResponse<?> listen(String id, HttpRequest<?> request, Authentication authentication) throws IOException {
        Caller caller = Caller.of(authentication);
        Recorded recorded = find(id).filter(found ->
                        caller.confinedTo().isEmpty() || caller.confinedTo().equals(found.agent()))
                .orElseThrow(Detail::notFound);
        RecordingFile file = RecordingFile.of(file(recorded));
        if (file.isKnownBy(request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH))) {
            return described(HttpResponse.notModified(), file);
        }
        String asked = file.isStill(request.getHeaders().get(HttpHeaders.IF_RANGE))
                ? request.getHeaders().get(HttpHeaders.RANGE)
                : null;
        ByteRange range = ByteRange.of(asked, file.size());
        if (request.getMethod() == HttpMethod.HEAD) {
            // what a range means is defined for GET alone
            return described(HttpResponse.ok(), file)
                    .contentType("audio/wav")
                    .header(HttpHeaders.CONTENT_LENGTH, Long.toString(file.size()));
        }
        return switch (range) {
            case ByteRange.Unsatisfiable() ->
                described(HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE), file)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size())
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .body(Map.of("detail", "The recording has " + file.size() + " bytes only."));
            case ByteRange.Whole() -> {
                heard(caller, recorded);
                yield sent(HttpResponse.ok(), file, recorded, new ByteRange.Part(0, file.size() - 1));
            }
            case ByteRange.Part part -> {
                if (part.first() == 0) {
                    heard(caller, recorded);
                }
                yield sent(HttpResponse.status(HttpStatus.PARTIAL_CONTENT), file, recorded, part)
                        .header(
                                HttpHeaders.CONTENT_RANGE,
                                "bytes " + part.first() + "-" + part.last() + "/" + file.size());
            }
        };
    }

    private void heard(Caller caller, Recorded recorded) {
        audit.record(caller, "listen", "call_log", recorded.callId());
    }

    private static MutableHttpResponse<?> sent(
            MutableHttpResponse<?> response, RecordingFile file, Recorded recorded, ByteRange.Part part)
            throws IOException {
        String name = WHEN.format(recorded.initiatedAt()) + "-" + recorded.phoneNumber() + ".wav";
        StreamedFile stream = new StreamedFile(
                file.open(part.first(), part.length()),
                MediaType.of("audio/wav"),
                file.modified().toEpochMilli(),
                part.length());
        return described(response.body(stream), file)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"");
    }

    private static MutableHttpResponse<?> described(MutableHttpResponse<?> response, RecordingFile file) {
        return response.header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.ETAG, file.tag())
                .header(HttpHeaders.LAST_MODIFIED, file.lastModified())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    }

    private Path file(Recorded recorded) {
        if (recorded.deleted()) {
            throw new Detail(HttpStatus.NOT_FOUND, "The recording of this call was deleted: its time was over.");
        }
        if (recorded.path().isEmpty()) {
            throw new Detail(HttpStatus.NOT_FOUND, "This call was not recorded.");
        }
        return paths.file(recorded.path())
                .orElseThrow(() -> new Detail(
                        HttpStatus.NOT_FOUND, "The recording of this call is not in the directory of recordings."));
    }

    private Optional<Recorded> find(String id) {
        if (id.matches("[0-9]{1,18}")) {
            return callLogs.find(Long.parseLong(id)).map(CallLog::callId).flatMap(recordings::find);
        }
        return id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? recordings.find(UUID.fromString(id))
                : Optional.empty();
    }
}
