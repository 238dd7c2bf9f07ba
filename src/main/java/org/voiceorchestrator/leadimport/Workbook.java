package org.voiceorchestrator.leadimport;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/// An Excel workbook (.xlsx, .xlsm): a ZIP archive of XML parts,
/// [ECMA-376](https://ecma-international.org/publications-and-standards/standards/ecma-376/).
/// Values are read, formulas are not; nothing that is unpacked is held but different texts, and those within bounds.
final class Workbook implements Closeable {
    private static final int MOST_SHEETS = 1_000;
    private static final long LARGEST_SMALL_PART = 32L * 1024 * 1024;
    private static final long LARGEST_TEXTS = 512L * 1024 * 1024;
    private static final long LARGEST_SHEET = 2L * 1024 * 1024 * 1024;

    private record Sheet(String name, String part, boolean hidden) {}

    private final WorkbookArchive archive;
    private final List<Sheet> sheets = new ArrayList<>();
    private String folder = "xl/";
    private boolean from1904;
    private @Nullable SharedTexts texts;
    private @Nullable CellFormats formats;

    private Workbook(WorkbookArchive archive) {
        this.archive = archive;
    }

    /// @throws DamagedFile when it is no workbook, or cannot be read
    static Workbook open(LeadFile.Content content) throws IOException {
        WorkbookArchive archive = WorkbookArchive.open(content);
        boolean opened = false;
        try {
            Workbook workbook = new Workbook(archive);
            workbook.readParts();
            opened = true;
            return workbook;
        } finally {
            if (!opened) {
                archive.close();
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
        ZipEntry entry = archive.entry(sheet.part);
        if (entry == null) {
            throw DamagedFile.workbook("the sheet '" + name + "' is missing");
        }
        archive.verify(entry, LARGEST_SHEET);
        return new SheetRecords(rows(entry), Math.max(entry.getSize(), -1), this);
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    private boolean hasContent(Sheet sheet) throws IOException {
        ZipEntry entry = archive.entry(sheet.part);
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
            ZipEntry part = archive.entry(partNamed("sharedStrings.xml"));
            if (part != null) {
                archive.verify(part, LARGEST_TEXTS);
            }
            shared = part == null ? SharedTexts.none() : SharedTexts.read(archive.part(part, LARGEST_TEXTS));
            texts = shared;
        }
        CellFormats styles = formats;
        if (styles == null) {
            ZipEntry part = archive.entry(partNamed("styles.xml"));
            styles = part == null ? CellFormats.none() : CellFormats.read(archive.part(part, LARGEST_SMALL_PART));
            formats = styles;
        }
        return new SheetRows(archive.part(entry, LARGEST_SHEET), shared, styles, from1904);
    }

    private String partNamed(String name) {
        return folder + name;
    }

    private void readParts() throws IOException {
        ZipEntry book = archive.entry(bookName());
        if (book == null) {
            throw new DamagedFile(whatItIs());
        }
        String name = book.getName();
        int slash = name.lastIndexOf('/') + 1;
        folder = name.substring(0, slash);
        ZipEntry relations = archive.entry(folder + "_rels/" + name.substring(slash) + ".rels");
        Map<String, String> targets = relations == null ? Map.of() : targets(relations);
        try (XmlPart xml = archive.part(book, LARGEST_SMALL_PART)) {
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
        ZipEntry relations = archive.entry("_rels/.rels");
        if (relations != null) {
            try (XmlPart xml = archive.part(relations, LARGEST_SMALL_PART)) {
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
        try (XmlPart xml = archive.part(relations, LARGEST_SMALL_PART)) {
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
        if (archive.has("xl/workbook.bin")) {
            return "The file is a binary Excel workbook (.xlsb); save it as .xlsx or CSV UTF-8 and upload that";
        }
        if (archive.has("content.xml")) {
            return "The file is an OpenDocument spreadsheet (.ods); save it as .xlsx or CSV UTF-8 and upload that";
        }
        if (archive.has("word/document.xml")) {
            return "The file is a Word document, not a list; copy its table to a spreadsheet, save that as .xlsx"
                    + " and upload it";
        }
        return "The file is a ZIP archive, not an Excel workbook; unpack it and upload the list that is inside";
    }
}
