package org.voiceorchestrator.database;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder in which the process keeps what is its own: the embedded database, keys, uploads on their way.
@Singleton
public final class DataFolder {
    private final Path root;

    DataFolder(@Property(name = "dialer.data-dir") String root) {
        this.root = Path.of(root).toAbsolutePath();
    }

    public Path resolve(String name) {
        return root.resolve(name);
    }

    /// The folder of that name, made when it is not there.
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new StartRefused(
                    "DIALER_DATA_DIR: the folder " + root.resolve(name) + " cannot be made (" + e.getMessage() + ")");
        }
    }

    /// Writes a file that only the owner of this process can read.
    public Path writeSecret(String name, String content) {
        try {
            Path file = folder("").resolve(name);
            Path fresh = folder("").resolve(name + ".new");
            Files.deleteIfExists(fresh);
            if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(fresh, content);
            return Files.move(
                    fresh,
                    file,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + name + " in the data folder", e);
        }
    }
}
