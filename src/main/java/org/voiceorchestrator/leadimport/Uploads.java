package org.voiceorchestrator.leadimport;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.multipart.CompletedFileUpload;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.voiceorchestrator.database.DataFolder;
import org.voiceorchestrator.database.StartRefused;
import org.voiceorchestrator.http.Detail;

/// Files that were sent, on disk in the data folder's `tmp` until they are read.
@Singleton
public final class Uploads {
    private static final String PREFIX = "upload-";
    private static final int LONGEST_NAME = 200;
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final DataFolder data;
    private final long largest;

    Uploads(
            DataFolder data,
            @Property(name = "dialer.imports.max-file-bytes", defaultValue = "1000000000") long largest) {
        if (largest < 1) {
            throw new StartRefused("dialer.imports.max-file-bytes: must be at least 1");
        }
        this.data = data;
        this.largest = largest;
    }

    /// A file on disk; who stored it deletes it.
    public record Stored(Path path, LeadFile file) {
        public void delete() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// @throws Detail 413 when it is larger than allowed
    public Stored store(CompletedFileUpload upload) {
        try (InputStream in = upload.getInputStream()) {
            Path path = Files.createTempFile(data.folder("tmp"), PREFIX, ".csv");
            try {
                MessageDigest digest = sha256();
                long size = copy(in, path, digest);
                String hash = HexFormat.of().formatHex(digest.digest());
                String name = nameOf(upload.getFilename());
                return new Stored(path, new LeadFile(name, size, hash, LeadFile.Content.of(path)));
            } catch (IOException | RuntimeException e) {
                Files.delete(path);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes what a process that died has left behind.
    void deleteForgotten(Instant now) {
        try (Stream<Path> files = Files.list(data.folder("tmp"))) {
            List<Path> ours = files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .toList();
            for (Path file : ours) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(FORGOTTEN))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long copy(InputStream in, Path path, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
                if (size > largest) {
                    throw new Detail(
                            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                            "The file is larger than " + largest + " bytes. Split it and upload the parts.");
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
        return size;
    }

    /// The last part of what may be a path of another system, without what would break a log or a header.
    static String nameOf(String sent) {
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cc}\\p{Cf}\"<>|:*?]", "")
                .strip();
        if (name.isEmpty() || name.matches("\\.+")) {
            return "upload.csv";
        }
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
