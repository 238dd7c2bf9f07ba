package org.voiceorchestrator.leadimport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A lead file as it was sent: its name without any folder, what it weighs, and how to read it from the beginning.
public record LeadFile(String name, long size, String sha256, Content content) {
    /// The bytes, as often as they are asked for.
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;

        /// Where they are on disk; a workbook that is not there is copied there to be read.
        default Optional<Path> path() {
            return Optional.empty();
        }

        static Content of(Path path) {
            return new Content() {
                @Override
                public InputStream open() throws IOException {
                    return Files.newInputStream(path);
                }

                @Override
                public Optional<Path> path() {
                    return Optional.of(path);
                }
            };
        }
    }
}
