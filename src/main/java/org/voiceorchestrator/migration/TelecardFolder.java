package org.voiceorchestrator.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The files of a folder, by name. What is no lead file by its name (a README, a folder) is passed over and said; what
/// is hidden is not even said.
///
/// @param files to be migrated, also those whose names are no good
/// @param passedOver names
public record TelecardFolder(List<Path> files, List<String> passedOver) {
    /// @param except which are in the folder for another purpose
    public static TelecardFolder read(Path folder, List<Path> except) {
        List<Path> files = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        for (Path path : sorted(folder)) {
            String name = String.valueOf(path.getFileName());
            if (name.startsWith(".") || except.stream().anyMatch(other -> isSame(path, other))) {
                continue;
            }
            if (Files.isRegularFile(path) && isLeadFile(name)) {
                files.add(path);
            } else {
                passedOver.add(name);
            }
        }
        return new TelecardFolder(List.copyOf(files), List.copyOf(passedOver));
    }

    /// Whether a file of that name is meant to be migrated, even if the name is no good.
    static boolean isLeadFile(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(TelecardName.ENDING) || TelecardName.looksLikeOne(name);
    }

    private static List<Path> sorted(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
