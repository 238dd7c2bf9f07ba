package org.voiceorchestrator.migration;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.voiceorchestrator.http.FieldErrors;

/// A zip of lead files, unpacked with suspicion: the number of its entries, what they unpack to and how their names
/// look are bounded, whatever the archive says of itself.
final class TelecardArchive {
    static final int MOST_ENTRIES = 10_000;
    /// Lead files shrink to a fifth or a tenth; what shrinks to less than this part was made to be large.
    static final int HIGHEST_RATIO = 200;
    /// Up to so many bytes an entry may shrink as it likes.
    private static final long HARMLESS = 1024L * 1024;

    private TelecardArchive() {}

    /// @throws FieldErrors when it is damaged, encrypted, or no archive that anybody makes of lead files
    static void unpack(Path archive, ReceivedFiles into) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw refused("The archive has " + zip.size() + " entries; at most " + MOST_ENTRIES + " are taken.");
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                unpack(zip, entries.nextElement(), into);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw refused(
                    "The archive cannot be unpacked (" + e.getMessage() + "). Make it again, without a password.");
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, ReceivedFiles into) throws IOException {
        String path = entry.getName();
        if (isSuspicious(path)) {
            throw refused("The archive has an entry that points out of it: \"" + path + "\".");
        }
        if (entry.isDirectory() || path.startsWith("__MACOSX/")) {
            return;
        }
        try (InputStream content = zip.getInputStream(entry)) {
            into.add(path.substring(path.lastIndexOf('/') + 1), new Expanding(content, entry));
        }
    }

    private static boolean isSuspicious(String path) {
        return path.startsWith("/")
                || path.indexOf('\\') >= 0
                || path.indexOf(':') >= 0
                || path.chars().anyMatch(Character::isISOControl)
                || ("/" + path + "/").contains("/../");
    }

    private static FieldErrors refused(String message) {
        return new FieldErrors(TelecardUploads.FILES, message);
    }

    /// An entry as it unpacks.
    private static final class Expanding extends FilterInputStream {
        private final String name;
        private final long most;
        private long count;

        Expanding(InputStream in, ZipEntry entry) {
            super(in);
            this.name = entry.getName();
            this.most = Math.max(HARMLESS, HIGHEST_RATIO * entry.getCompressedSize());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            if (count > most) {
                throw refused("The archive's entry \"" + name + "\" unpacks to more than " + HIGHEST_RATIO
                        + " times its size; this is no lead file.");
            }
            return read;
        }
    }
}
