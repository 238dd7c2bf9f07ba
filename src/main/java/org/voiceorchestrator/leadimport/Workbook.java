package org.voiceorchestrator.leadimport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// An Excel workbook (.xlsx, .xlsm): a ZIP archive of XML parts,
/// [ECMA-376](https://ecma-international.org/publications-and-standards/standards/ecma-376/).
/// Values are read, formulas are not; nothing that is unpacked is held but different texts, and those within bounds.
final class Workbook implements Closeable {
    private static final int MOST_PARTS = 5_000;
    private static final int MOST_SHEETS = 1_000;
    private static final long LARGEST_SMALL_PART = 32L * 1024 * 1024;
    private static final long LARGEST_TEXTS = 512L * 1024 * 1024;
    private static final long LARGEST_SHEET = 2L * 1024 * 1024 * 1024;
    private static final int END_RECORD = 22;
    private static final int LONGEST_COMMENT = 65_535;

    private record Sheet(String name, String part, boolean hidden) {}

    private final ZipFile zip;
    private final @Nullable Path temporary;
    private final List<Sheet> sheets = new ArrayList<>();
    private String folder = "xl/";
    private boolean from1904;
    private @Nullable SharedTexts texts;
    private @Nullable CellFormats formats;

    private Workbook(ZipFile zip, @Nullable Path temporary) {
        this.zip = zip;
        this.temporary = temporary;
    }

    /// @throws DamagedFile when it is no workbook, or cannot be read
    static Workbook open(LeadFile.Content content) throws IOException {
        Optional<Path> onDisk = content.path();
        Path path = onDisk.isPresent() ? onDisk.get() : copy(content);
        Path temporary = onDisk.isPresent() ? null : path;
        ZipFile zip = null;
        Workbook workbook = null;
        try {
            refuseStuffed(path);
            zip = new ZipFile(path.toFile());
            Workbook opened = new Workbook(zip, temporary);
            opened.readParts();
            workbook = opened;
            return opened;
        } catch (DamagedFile e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw DamagedFile.workbook(e);
        } finally {
            if (workbook == null) {
                close(zip, temporary);
            }
        }
    }

    /// All of them, hidden ones too, in the order of their tabs.
    List<String> sheets() {
        return sheets.stream().map(Sheet::name).toList();
    }

    Optional<String> find(String name) {
        return sheets().stream()
                .filter(name::equals)
                .findFirst()
                .or(() -> sheets().stream()
                        .filter(sheet -> sheet.strip().equalsIgnoreCase(name.strip()))
                        .findFirst());
    }

    /// The first sheet with anything on it; a hidden one only when all others are empty.
    Optional<String> firstWithContent() throws IOException {
        for (boolean hidden : new boolean[] {false, true}) {
            for (Sheet sheet : sheets) {
                if (sheet.hidden == hidden && hasContent(sheet)) {
                    return Optional.of(sheet.name);
                }
            }
        }
        return Optional.empty();
    }

    /// The rows of a sheet; closing them closes the workbook.
    RecordSource open(String name) throws IOException {
        Sheet sheet = sheets.stream()
                .filter(candidate -> candidate.name.equals(name))
                .findFirst()
                .orElseThrow();
        ZipEntry entry = entry(sheet.part);
        if (entry == null) {
            throw DamagedFile.workbook("the sheet '" + name + "' is missing");
        }
        verify(entry, LARGEST_SHEET);
        return new SheetRecords(rows(entry), Math.max(entry.getSize(), -1), this);
    }

    @Override
    public void close() throws IOException {
        close(zip, temporary);
    }

    private boolean hasContent(Sheet sheet) throws IOException {
        ZipEntry entry = entry(sheet.part);
        if (entry == null) {
            return false;
        }
        try (SheetRows rows = rows(entry)) {
            FileRecord record = rows.next();
            while (record instanceof FileRecord.Blank) {
                record = rows.next();
            }
            return record != null;
        }
    }

    private SheetRows rows(ZipEntry entry) throws IOException {
        SharedTexts shared = texts;
        if (shared == null) {
            ZipEntry part = entry(partNamed("sharedStrings.xml"));
            if (part != null) {
                verify(part, LARGEST_TEXTS);
            }
            shared = part == null ? SharedTexts.none() : SharedTexts.read(part(part, LARGEST_TEXTS));
            texts = shared;
        }
        CellFormats styles = formats;
        if (styles == null) {
            ZipEntry part = entry(partNamed("styles.xml"));
            styles = part == null ? CellFormats.none() : CellFormats.read(part(part, LARGEST_SMALL_PART));
            formats = styles;
        }
        return new SheetRows(part(entry, LARGEST_SHEET), shared, styles, from1904);
    }

    private String partNamed(String name) {
        return folder + name;
    }

    private void readParts() throws IOException {
        if (zip.size() > MOST_PARTS) {
            throw DamagedFile.tooMuch("has more parts than any workbook");
        }
        ZipEntry book = entry(bookName());
        if (book == null) {
            throw new DamagedFile(whatItIs());
        }
        String name = book.getName();
        int slash = name.lastIndexOf('/') + 1;
        folder = name.substring(0, slash);
        ZipEntry relations = entry(folder + "_rels/" + name.substring(slash) + ".rels");
        Map<String, String> targets = relations == null ? Map.of() : targets(relations);
        try (XmlPart xml = part(book, LARGEST_SMALL_PART)) {
            while (xml.toNextTag()) {
                if (xml.isStart("workbookPr")) {
                    String value = xml.attribute("date1904");
                    from1904 = "1".equals(value) || "true".equals(value);
                } else if (xml.isStart("sheet")) {
                    addSheet(xml, targets);
                }
            }
        }
        if (sheets.isEmpty()) {
            throw DamagedFile.workbook("it has no sheet");
        }
    }

    private void addSheet(XmlPart xml, Map<String, String> targets) throws IOException {
        String name = xml.attribute("name");
        String target = targets.get(String.valueOf(xml.attribute("id")));
        String state = xml.attribute("state");
        if (name != null && target != null) {
            sheets.add(new Sheet(name, resolved(target), state != null && !state.equals("visible")));
        }
        if (sheets.size() > MOST_SHEETS) {
            throw DamagedFile.tooMuch("has more than " + MOST_SHEETS + " sheets");
        }
    }

    private String bookName() throws IOException {
        ZipEntry relations = entry("_rels/.rels");
        if (relations != null) {
            try (XmlPart xml = part(relations, LARGEST_SMALL_PART)) {
                while (xml.toNextTag()) {
                    String type = xml.isStart("Relationship") ? xml.attribute("Type") : null;
                    String target = type != null && type.endsWith("/officeDocument") ? xml.attribute("Target") : null;
                    if (target != null && target.endsWith(".xml")) {
                        return target.startsWith("/") ? target.substring(1) : target;
                    }
                }
            }
        }
        return "xl/workbook.xml";
    }

    private Map<String, String> targets(ZipEntry relations) throws IOException {
        Map<String, String> targets = new HashMap<>();
        try (XmlPart xml = part(relations, LARGEST_SMALL_PART)) {
            while (xml.toNextTag()) {
                String id = xml.isStart("Relationship") ? xml.attribute("Id") : null;
                String target = id == null ? null : xml.attribute("Target");
                String type = target == null ? null : xml.attribute("Type");
                if (id != null && target != null && type != null && type.endsWith("/worksheet")) {
                    targets.put(id, target);
                }
            }
        }
        return targets;
    }

    private String resolved(String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        return target.startsWith("../") ? target.substring(3) : folder + target;
    }

    private String whatItIs() {
        if (zip.getEntry("xl/workbook.bin") != null) {
            return "The file is a binary Excel workbook (.xlsb); save it as .xlsx or CSV UTF-8 and upload that";
        }
        if (zip.getEntry("content.xml") != null) {
            return "The file is an OpenDocument spreadsheet (.ods); save it as .xlsx or CSV UTF-8 and upload that";
        }
        if (zip.getEntry("word/document.xml") != null) {
            return "The file is a Word document, not a list; copy its table to a spreadsheet, save that as .xlsx"
                    + " and upload it";
        }
        return "The file is a ZIP archive, not an Excel workbook; unpack it and upload the list that is inside";
    }

    /// As archives of some programs have it, also in another letter case.
    private @Nullable ZipEntry entry(String name) {
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

    private XmlPart part(ZipEntry entry, long most) throws IOException {
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
    private void verify(ZipEntry entry, long most) throws IOException {
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
                    if (parts > MOST_PARTS || sizeOfList < 0 || sizeOfList > 8 * 1024 * 1024) {
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

    private static void close(@Nullable ZipFile zip, @Nullable Path temporary) throws IOException {
        if (zip != null) {
            zip.close();
        }
        if (temporary != null) {
            Files.deleteIfExists(temporary);
        }
    }
}
