package org.voiceorchestrator.migration;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.http.multipart.CompletedPart;
import io.micronaut.http.server.multipart.MultipartBody;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.DataFolder;
import org.voiceorchestrator.database.StartRefused;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.Fields;

/// Lead files that are sent to be migrated, in the data folder's `migrations` until they are.
@Singleton
final class TelecardUploads {
    static final String FILES = "files";

    private static final String EXTENSIONS = "extensions";
    private static final Set<String> OPTIONS =
            Set.of("dry_run", "activate", "skip_bad", "first_extension", "duration_days", EXTENSIONS);
    private static final String FOLDER = "migrations";
    private static final int LONGEST_OPTION = 1024 * 1024;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final DataFolder data;
    private final long largest;
    private final long largestTotal;
    private final Clock clock;

    TelecardUploads(
            DataFolder data,
            @Property(name = "dialer.imports.max-file-bytes", defaultValue = "1000000000") long largest,
            @Property(name = "dialer.migrations.max-total-bytes", defaultValue = "4000000000") long largestTotal,
            Clock clock) {
        if (largestTotal < 1) {
            throw new StartRefused("dialer.migrations.max-total-bytes: must be at least 1");
        }
        this.data = data;
        this.largest = largest;
        this.largestTotal = largestTotal;
        this.clock = clock;
    }

    /// @param folder its name; who took it deletes it
    record Received(String folder, TelecardFolder files, MigrationOptions options) {}

    /// Stores the files of a form and reads its options.
    ///
    /// @throws FieldErrors for what is missing, wrong or unknown; nothing is kept then
    /// @throws Detail 413 for what is too large
    Received receive(MultipartBody form) {
        String name = UUID.randomUUID().toString();
        Path folder = data.folder(FOLDER + "/" + name);
        boolean taken = false;
        try (FormParts parts = FormParts.of(form)) {
            ReceivedFiles files = new ReceivedFiles(folder, largest, largestTotal);
            Map<String, Object> sent = new HashMap<>();
            for (Optional<CompletedPart> part = parts.next(); part.isPresent(); part = parts.next()) {
                take(part.get(), files, sent);
            }
            MigrationOptions options = options(sent, files.count());
            taken = true;
            return new Received(name, files.files(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!taken) {
                ReceivedFiles.delete(folder);
            }
        }
    }

    /// What makes a request the same as another: its options, and the names and bytes of its files.
    List<String> identity(Received received) {
        MigrationOptions options = received.options();
        Extensions extensions = options.extensions();
        List<String> identity = new ArrayList<>(List.of(
                options.dryRun() + " " + options.activate() + " " + options.skipBad() + " " + options.durationDays(),
                new TreeMap<>(extensions.listed()) + " " + extensions.first()));
        try {
            for (Path file : received.files().files()) {
                identity.add(String.valueOf(file.getFileName()));
                identity.add(WatchedFile.sha256(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return identity;
    }

    /// Where the files of that folder are, if they still are.
    Optional<Path> find(String folder) {
        return Optional.of(data.resolve(FOLDER).resolve(folder)).filter(Files::isDirectory);
    }

    boolean isEmpty() {
        return !Files.isDirectory(data.resolve(FOLDER));
    }

    void delete(String folder) {
        find(folder).ifPresent(ReceivedFiles::delete);
    }

    /// Deletes what a process has left behind that died while it received files.
    void deleteForgotten(Set<String> needed) {
        Instant longAgo = clock.instant().minus(FORGOTTEN);
        try (Stream<Path> folders = Files.list(data.folder(FOLDER))) {
            for (Path folder : folders.toList()) {
                if (!needed.contains(String.valueOf(folder.getFileName()))
                        && Files.getLastModifiedTime(folder).toInstant().isBefore(longAgo)) {
                    ReceivedFiles.delete(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(CompletedPart part, ReceivedFiles files, Map<String, Object> sent) throws IOException {
        String name = part.getName();
        if (OPTIONS.contains(name)) {
            sent.put(name, text(part));
        } else if (part instanceof CompletedFileUpload file && name.equals(FILES)) {
            if (file.getFilename().isEmpty()) {
                file.discard();
            } else {
                store(file, files);
            }
        } else {
            throw new FieldErrors(
                    name, "Unknown field. Send " + FILES + ", and of the options: " + String.join(", ", OPTIONS) + ".");
        }
    }

    private void store(CompletedFileUpload file, ReceivedFiles files) throws IOException {
        String sent = file.getFilename();
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        try (InputStream content = new BufferedInputStream(file.getInputStream())) {
            content.mark(ZIP.length);
            boolean zip = java.util.Arrays.equals(content.readNBytes(ZIP.length), ZIP);
            content.reset();
            if (!zip) {
                files.add(name, content);
                return;
            }
            Path archive = Files.createTempFile(data.folder("tmp"), "upload-", ".zip");
            try {
                Files.copy(content, archive, StandardCopyOption.REPLACE_EXISTING);
                TelecardArchive.unpack(archive, files);
            } finally {
                Files.delete(archive);
            }
        }
    }

    private static String text(CompletedPart part) throws IOException {
        try (InputStream in = part.getInputStream()) {
            byte[] bytes = in.readNBytes(LONGEST_OPTION + 1);
            if (bytes.length > LONGEST_OPTION) {
                throw new Detail(HttpStatus.REQUEST_ENTITY_TOO_LARGE, part.getName() + " is larger than 1 MiB.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static MigrationOptions options(Map<String, Object> sent, int files) {
        Fields fields = Fields.of(sent);
        boolean dryRun = fields.bool("dry_run").orElse(false);
        boolean activate = fields.bool("activate").orElse(false);
        boolean skipBad = fields.bool("skip_bad").orElse(false);
        int days = fields.integer("duration_days", 1, MigrationOptions.LONGEST).orElse(1);
        Integer first = fields.integerOrNull("first_extension", Extensions.LOWEST, Extensions.HIGHEST)
                .orNull(null);
        Extensions extensions = extensions(fields, String.valueOf(sent.getOrDefault(EXTENSIONS, "")), first);
        if (files == 0) {
            fields.reject(FILES, "Send the lead files, or a zip of them, as " + FILES + ".");
        }
        fields.refuseErrors();
        return new MigrationOptions(dryRun, activate, skipBad, days, extensions);
    }

    private static Extensions extensions(Fields fields, String lines, @Nullable Integer first) {
        try {
            return Extensions.read(List.of(lines.split("\\R", -1)), first);
        } catch (IllegalArgumentException e) {
            fields.reject(EXTENSIONS, String.valueOf(e.getMessage()));
            return new Extensions(Map.of(), null);
        }
    }
}
