package org.voiceorchestrator.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.voiceorchestrator.leadimport.LeadFile;
import org.voiceorchestrator.leadimport.LeadFileReader;
import org.voiceorchestrator.leadimport.LeadFileReader.Opening;
import org.voiceorchestrator.leadimport.LeadRows;
import org.voiceorchestrator.leadimport.ReadAhead;
import org.voiceorchestrator.leadimport.ReadingChoices;
import org.voiceorchestrator.leadimport.RowResult;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// How fast a file is read and its numbers are normalised, without a database: on one thread, and read ahead.
///
///     mvn test-compile exec:exec@bench -Dbench=ReaderBench -Dbench.heap=64m -Dbench.args="1000000 5"
public final class ReaderBench {
    private static final PhoneNumberNormalizer PHONES = new PhoneNumberNormalizer();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ReaderBench() {}

    public static void main(String[] args) throws IOException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path file = Files.createTempFile("bench", ".csv");
        try {
            write(file, rows);
            for (int i = 1; i <= runs; i++) {
                run("one thread", file, i, false);
                run("read ahead", file, i, true);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void run(String name, Path file, int number, boolean ahead) throws IOException {
        long started = System.nanoTime();
        long worked = THREADS.getCurrentThreadCpuTime();
        long good = 0;
        long bad = 0;
        try (LeadRows rows = open(file);
                ReadAhead behind = ahead ? ReadAhead.of(rows) : null) {
            Iterator<RowResult> results = behind == null ? rows : behind;
            while (results.hasNext()) {
                if (results.next() instanceof RowResult.Accepted) {
                    good++;
                } else {
                    bad++;
                }
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "%s, run %d: %d good, %d bad, %.2f s, %.0f rows/s; this thread %.0f rows a second of processor%n",
                name,
                number,
                good,
                bad,
                seconds,
                (good + bad) / seconds,
                (good + bad) * 1e9 / (THREADS.getCurrentThreadCpuTime() - worked));
    }

    private static LeadRows open(Path file) throws IOException {
        return switch (LeadFileReader.open(
                LeadFile.Content.of(file), ReadingChoices.none(), Map.of(), PHONES, Set.of())) {
            case Opening.Opened opened -> opened.rows();
            case Opening.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /// Telecard's columns and one more; one number in a thousand is written so that libphonenumber has to read it.
    private static void write(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("name,number,city,attempts,shop\n");
            for (int i = 0; i < rows; i++) {
                String number = "03%02d-%07d".formatted(i % 30, (i / 30 + i * 7919L) % 10_000_000);
                out.write("Customer " + i + "," + (i % 1000 == 7 ? "(" + number + ")" : number) + ",Lahore,3,Shop " + i
                        + "\n");
            }
        }
    }
}
