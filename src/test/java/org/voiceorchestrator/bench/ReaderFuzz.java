package org.voiceorchestrator.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.voiceorchestrator.leadimport.AwkwardFiles;
import org.voiceorchestrator.leadimport.DamagedFile;
import org.voiceorchestrator.leadimport.LeadFile;
import org.voiceorchestrator.leadimport.LeadFileReader;
import org.voiceorchestrator.leadimport.LeadFileReader.Opening;
import org.voiceorchestrator.leadimport.LeadRows;
import org.voiceorchestrator.leadimport.ReadAhead;
import org.voiceorchestrator.leadimport.ReadingChoices;
import org.voiceorchestrator.leadimport.RowResult;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.phone.PhoneResult;

/// Changes files of every kind at random and reads them: nothing may be thrown but for a workbook that is damaged
/// behind its first rows, no file may take long, rows come in their order, and every number that is taken is one that
/// normalises to itself. Prints a count a minute; a finding is printed with its seed and kept as a file.
///
///     mvn test-compile exec:exec@bench -Dbench=ReaderFuzz -Dbench.heap=512m -Dbench.args="10 42"
///
/// The arguments are minutes and a seed; a third one is the number of the only file to be read.
public final class ReaderFuzz {
    private static final PhoneNumberNormalizer PHONES = new PhoneNumberNormalizer();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Of the processor, so that what else the machine does counts for nothing.
    private static final long LONGEST_NANOS = 5_000_000_000L;

    private static final int LARGEST_SEED = 20_000;
    private static final List<String> TOKENS = List.of(
            ",",
            ";",
            "\t",
            "|",
            "\"",
            "\"\"",
            "\n",
            "\r",
            "\r\n",
            "number",
            "attempts",
            "phone",
            "sep=;\n",
            "03001234567",
            "+92 300 1234567",
            "9.23E+11",
            "\0",
            "\uFEFF",
            "=",
            "-",
            "'",
            "<row r=\"1\">",
            "</c>",
            "<c r=\"ZZ1\">",
            "<v>",
            "&amp;",
            "&#0;",
            "]]>",
            "<!--",
            "t=\"s\"",
            "99999999999",
            "1E999",
            "_x0000_",
            "_xD800_",
            "کراچی",
            "é");

    private enum Ending {
        REFUSED,
        READ,
        DAMAGED
    }

    private final long seed;
    private final Path file;
    private final List<byte[]> seeds = new ArrayList<>();
    private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
    private long rows;
    private long findings;
    private long longest;

    private ReaderFuzz(long seed, Path file) {
        this.seed = seed;
        this.file = file;
    }

    public static void main(String[] args) throws IOException {
        long minutes = args.length > 0 ? Long.parseLong(args[0]) : 10;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        Path file = Files.createTempFile("fuzz", ".bin");
        try {
            ReaderFuzz fuzz = new ReaderFuzz(seed, file);
            fuzz.collectSeeds();
            if (args.length > 2) {
                fuzz.one(Long.parseLong(args[2]));
                fuzz.print(1);
            } else {
                fuzz.run(minutes);
            }
            if (fuzz.findings > 0) {
                System.exit(1);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void collectSeeds() {
        AwkwardFiles.all().stream()
                .map(AwkwardFiles.Awkward::file)
                .filter(bytes -> bytes.length > 0 && bytes.length < LARGEST_SEED)
                .forEach(seeds::add);
        String plain =
                "name,number,city,attempts,shop\nAli,03001234567,Lahore,3,\"A, B\"\nSana,+92 300 1234568,کراچی,1,\n";
        for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "windows-1252", "windows-1256")) {
            for (char delimiter : new char[] {',', ';', '\t', '|'}) {
                seeds.add(plain.replace(',', delimiter).getBytes(Charset.forName(charset)));
            }
        }
    }

    private void run(long minutes) throws IOException {
        long end = System.nanoTime() + minutes * 60_000_000_000L;
        long nextPrint = System.nanoTime();
        long count = 0;
        while (System.nanoTime() < end) {
            one(count);
            count++;
            if (System.nanoTime() > nextPrint) {
                print(count);
                nextPrint += 60_000_000_000L;
            }
        }
        print(count);
    }

    private void print(long count) {
        System.out.printf(
                "seed %d: %d files, %s, %d rows, slowest %d ms, %d findings%n",
                seed, count, endings, rows, longest / 1_000_000, findings);
    }

    private void one(long number) throws IOException {
        Random random = new Random(seed * 1_000_003 + number);
        byte[] bytes = mutated(random);
        boolean onDisk = isZip(bytes) || random.nextInt(20) == 0;
        LeadFile.Content content;
        if (onDisk) {
            Files.write(file, bytes);
            content = LeadFile.Content.of(file);
        } else {
            content = () -> new ByteArrayInputStream(bytes);
        }
        long started = THREADS.getCurrentThreadCpuTime();
        try {
            endings.merge(read(content, choices(random), random.nextInt(10) == 0), 1L, Long::sum);
        } catch (IOException | RuntimeException | Error e) {
            findings++;
            Path kept = Files.write(Files.createTempFile("finding-", ".bin"), bytes);
            System.out.println("file " + number + " of seed " + seed + ", kept as " + kept + ": " + e);
            e.printStackTrace(System.out);
        }
        long took = THREADS.getCurrentThreadCpuTime() - started;
        longest = Math.max(longest, took);
        if (took > LONGEST_NANOS) {
            findings++;
            System.out.println("file " + number + " of seed " + seed + " took " + took / 1_000_000 + " ms");
        }
    }

    private Ending read(LeadFile.Content content, ReadingChoices choices, boolean ahead) throws IOException {
        return switch (LeadFileReader.open(content, choices, Map.of("cell", "number"), PHONES, Set.of())) {
            case Opening.Refused(var messages) -> {
                require(!messages.isEmpty() && messages.stream().noneMatch(String::isBlank), "no reason is given");
                yield Ending.REFUSED;
            }
            case Opening.Opened opened -> {
                try (LeadRows rows = opened.rows()) {
                    yield ahead
                            ? readAhead(rows)
                            : readAll(rows, opened.mapping().ownNames().size());
                }
            }
        };
    }

    private Ending readAhead(LeadRows rows) throws IOException {
        try (ReadAhead ahead = ReadAhead.of(rows)) {
            long last = 1;
            while (ahead.hasNext()) {
                long row = ahead.next().row();
                require(row > last - 1, "rows are out of order");
                last = row;
            }
            return Ending.READ;
        } catch (UncheckedIOException e) {
            return damaged(e);
        }
    }

    private Ending readAll(LeadRows results, int columns) {
        long last = 0;
        long blankOrRead = 0;
        try {
            while (results.hasNext()) {
                RowResult result = results.next();
                require(result.row() > last, "rows are out of order");
                last = result.row();
                rows++;
                blankOrRead++;
                require(columns > 0 && blankOrRead <= last, "more rows than the file has");
                check(result);
            }
        } catch (UncheckedIOException e) {
            return damaged(e);
        }
        require(results.progress().rows() >= last, "progress is behind");
        return Ending.READ;
    }

    private static Ending damaged(UncheckedIOException e) {
        if (e.getCause() instanceof DamagedFile) {
            return Ending.DAMAGED;
        }
        throw e;
    }

    private static void check(RowResult result) {
        require(result.cells().stream().noneMatch(cell -> cell.indexOf('\0') >= 0), "a NUL in a cell");
        switch (result) {
            case RowResult.Accepted good -> {
                String digits = good.lead().phone().digits();
                require(
                        PHONES.normalize("+" + digits) instanceof PhoneResult.Normalized(var again)
                                && again.digits().equals(digits),
                        digits + " does not normalise to itself");
                require(good.lead().metadataJson().indexOf('\0') < 0, "a NUL in metadata");
                require(good.lead().maxAttempts() >= 1 && good.lead().maxAttempts() <= 99, "attempts");
            }
            case RowResult.Rejected bad ->
                require(!bad.code().isBlank() && !bad.error().isBlank(), "no reason is given");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static ReadingChoices choices(Random random) {
        if (random.nextInt(4) > 0) {
            return ReadingChoices.none();
        }
        return ReadingChoices.parse(
                pick(random, "", "utf-8", "utf-16", "utf-16be", "windows-1252", "windows-1256"),
                pick(random, "", "comma", ";", "tab", "|"),
                pick(random, "", "", "", "Sheet1", "Leads"),
                pick(random, "", "", "{\"name\":\"number\"}", "{\"number\":\"ignore\",\"a\":\"attempts\"}"));
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private byte[] mutated(Random random) throws IOException {
        byte[] bytes = seeds.get(random.nextInt(seeds.size()));
        if (isZip(bytes) && random.nextInt(3) > 0) {
            return repacked(bytes, random);
        }
        return changed(bytes, random);
    }

    /// A change inside of the parts reaches the reader of the sheet; one of the archive's bytes hardly ever does.
    private static byte[] repacked(byte[] workbook, Random random) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(workbook));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] part = in.readNBytes(LARGEST_SEED * 10);
                if (random.nextInt(20) > 0) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    zip.write(random.nextInt(3) == 0 ? changed(part, random) : part);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            // one of the seeds is damaged on purpose
            return changed(workbook, random);
        }
        return out.toByteArray();
    }

    private static byte[] changed(byte[] seed, Random random) {
        byte[] bytes = seed;
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            int length = 1 + random.nextInt(Math.min(40, bytes.length - at));
            bytes = switch (random.nextInt(8)) {
                case 0 -> with(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 1 -> with(bytes, at, at + length, new byte[0]);
                case 2 -> with(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
                case 3 -> Arrays.copyOf(bytes, at);
                case 4 -> with(bytes, at, at, rubbish(random));
                case 5 -> with(bytes, at, at, repeated(bytes, at, length, random));
                default -> with(bytes, at, at, token(random));
            };
        }
        return bytes;
    }

    private static byte[] token(Random random) {
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        return switch (random.nextInt(6)) {
            case 0 -> token.getBytes(StandardCharsets.UTF_16LE);
            case 1 -> token.getBytes(Charset.forName("windows-1256"));
            default -> token.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] rubbish(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] repeated(byte[] bytes, int at, int length, Random random) {
        int times = 1 + random.nextInt(random.nextInt(50) == 0 ? 20_000 : 50);
        byte[] repeated = new byte[length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, at, repeated, i * length, length);
        }
        return repeated;
    }

    private static byte[] with(byte[] bytes, int from, int to, byte[] instead) {
        byte[] result = new byte[bytes.length - (to - from) + instead.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(instead, 0, result, from, instead.length);
        System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
        return result;
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > 4 && HexFormat.of().formatHex(bytes, 0, 2).equals("504b");
    }
}
