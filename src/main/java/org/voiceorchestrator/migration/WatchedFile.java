package org.voiceorchestrator.migration;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.voiceorchestrator.leadimport.LeadFile;

/// A file on disk whose reading is watched, and breaks off when whoever watches wants it to.
record WatchedFile(Path path, Onlooker onlooker) {
    /// A reading that was broken off because it was to stop.
    static final class Stopped extends IOException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped");
        }
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads it to its end, unwatched.
    String sha256() throws IOException {
        return sha256(path);
    }

    static String sha256(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    InputStream open() throws IOException {
        return new Watched(Files.newInputStream(path), onlooker);
    }

    LeadFile asLeadFile(String sha256) {
        return new LeadFile(name(), size(), sha256, this::open);
    }

    private static final class Watched extends FilterInputStream {
        private final Onlooker onlooker;

        Watched(InputStream in, Onlooker onlooker) {
            super(in);
            this.onlooker = onlooker;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (onlooker.stopped()) {
                throw new Stopped();
            }
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                onlooker.read(count);
            }
            return count;
        }
    }
}
