package org.voiceorchestrator.leadimport;

import java.io.IOException;
import java.io.InputStream;

/// A lead file as it was sent: its name without any folder, what it weighs, and how to read it from the beginning.
public record LeadFile(String name, long size, String sha256, Content content) {
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
