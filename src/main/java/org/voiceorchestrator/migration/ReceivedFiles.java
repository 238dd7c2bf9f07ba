package org.voiceorchestrator.migration;

import io.micronaut.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;

/// Files that were sent, on disk in a folder of their own, by their names.
final class ReceivedFiles {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}");
    private static final int LONGEST_SHOWN = 200;

    private final Path folder;
    private final long largest;
    private final long largestTotal;
    private final List<String> passedOver = new ArrayList<>();
    private long total;
    private int count;

    /// @param largest a file may be, in bytes
    /// @param largestTotal all of them may be
    ReceivedFiles(Path folder, long largest, long largestTotal) {
        this.folder = folder;
        this.largest = largest;
        this.largestTotal = largestTotal;
    }

    int count() {
        return count;
    }

    /// In the order of their names.
    TelecardFolder files() {
        return new TelecardFolder(TelecardFolder.read(folder, List.of()).files(), List.copyOf(passedOver));
    }

    /// @throws FieldErrors when the name cannot be that of a file here, or is that of another one
    /// @throws Detail 413 when it is too large
    void add(String name, InputStream content) throws IOException {
        if (name.startsWith(".")) {
            return;
        }
        if (!TelecardFolder.isLeadFile(name)) {
            passedOver.add(name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) : name);
            return;
        }
        if (!SAFE.matcher(name).matches()) {
            throw new FieldErrors(
                    TelecardUploads.FILES,
                    "\"" + name + "\": the name is not {AgentId}-{Segment}-{YYYYMMDD}.csv, as"
                            + " AgentAhmed-Follow_Up-20260209.csv.");
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW)) {
            copy(content, out, name);
            count++;
        } catch (FileAlreadyExistsException e) {
            throw new FieldErrors(TelecardUploads.FILES, "\"" + name + "\" is there more than once.");
        }
    }

    private void copy(InputStream in, OutputStream out, String name) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            total += read;
            if (size > largest) {
                throw tooLarge("\"" + name + "\" is larger than " + largest + " bytes. Split it.");
            }
            if (total > largestTotal) {
                throw tooLarge("The files are larger than " + largestTotal + " bytes together. Send fewer at a time.");
            }
            out.write(buffer, 0, read);
        }
    }

    private static Detail tooLarge(String message) {
        return new Detail(HttpStatus.REQUEST_ENTITY_TOO_LARGE, message);
    }

    /// With all that is in it.
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
