package org.voiceorchestrator.leadimport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// The ZIP archive that a workbook is, within bounds.
final class WorkbookArchive implements Closeable {
    private static final int MOST_PARTS = 5_000;
    private static final int LONGEST_LIST = 8 * 1024 * 1024;
    private static final int END_RECORD = 22;
    private static final int LONGEST_COMMENT = 65_535;

    private final ZipFile zip;
    private final @Nullable Path temporary;

    private WorkbookArchive(ZipFile zip, @Nullable Path temporary) {
        this.zip = zip;
        this.temporary = temporary;
    }

    /// @throws DamagedFile when it cannot be read
    static WorkbookArchive open(LeadFile.Content content) throws IOException {
        Optional<Path> onDisk = content.path();
        Path path = onDisk.isPresent() ? onDisk.get() : copy(content);
        Path temporary = onDisk.isPresent() ? null : path;
        WorkbookArchive archive = null;
        try {
            refuseStuffed(path);
            archive = new WorkbookArchive(new ZipFile(path.toFile()), temporary);
            return archive;
        } catch (DamagedFile e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw DamagedFile.workbook(e);
        } finally {
            if (archive == null && temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    boolean has(String part) {
        return zip.getEntry(part) != null;
    }

    /// As archives of some programs have it, also in another letter case.
    @Nullable
    ZipEntry entry(String name) {
        ZipEntry exact = zip.getEntry(name);
        if (exact != null) {
            return exact;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return zip.stream()
                .filter(entry -> entry.getName()
                        .replace('\\', '/')
                        .toLowerCase(Locale.ROOT)
                        .equals(lower))
                .findFirst()
                .orElse(null);
    }

    XmlPart part(ZipEntry entry, long most) throws IOException {
        return new XmlPart(input(entry, most));
    }

    private PartInput input(ZipEntry entry, long most) throws IOException {
        try {
            InputStream in = zip.getInputStream(entry);
            if (in == null) {
                throw DamagedFile.workbook("a part is missing");
            }
            return new PartInput(in, entry.getCompressedSize(), most);
        } catch (RuntimeException e) {
            throw DamagedFile.workbook(e);
        }
    }

    /// Unpacks it once, so that what is damaged or a bomb is told before any row is read.
    void verify(ZipEntry entry, long most) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[64 * 1024];
        try (PartInput in = input(entry, most)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum.update(buffer, 0, count);
                in.allowMore();
            }
        } catch (DamagedFile e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw DamagedFile.workbook(e);
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
            throw DamagedFile.workbook("what is inside is not what was saved");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
        if (temporary != null) {
            Files.deleteIfExists(temporary);
        }
    }

    /// The archive's own list of parts would be held in memory: no workbook has a long one.
    private static void refuseStuffed(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int length = (int) Math.min(file.length(), END_RECORD + LONGEST_COMMENT);
            byte[] end = new byte[length];
            file.seek(file.length() - length);
            file.readFully(end);
            for (int i = length - END_RECORD; i >= 0; i--) {
                if (end[i] == 'P' && end[i + 1] == 'K' && end[i + 2] == 5 && end[i + 3] == 6) {
                    int parts = (end[i + 10] & 0xFF) | ((end[i + 11] & 0xFF) << 8);
                    int sizeOfList = ((end[i + 14] & 0xFF) << 16) | ((end[i + 15] & 0xFF) << 24);
                    if (parts > MOST_PARTS || sizeOfList < 0 || sizeOfList > LONGEST_LIST) {
                        throw DamagedFile.tooMuch("has more parts than any workbook");
                    }
                    return;
                }
            }
        }
        throw DamagedFile.workbook(new IOException("the archive has no end"));
    }

    private static Path copy(LeadFile.Content content) throws IOException {
        Path copy = Files.createTempFile("workbook-", ".xlsx");
        try (InputStream in = content.open()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException | RuntimeException e) {
            Files.delete(copy);
            throw e;
        }
    }
}
