package org.voiceorchestrator.leadimport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A lead file to be filled in. Its example has a number that nobody has: who forgets to delete it finds it among the
/// rejected rows, and nobody's phone rings.
final class LeadTemplate {
    private static final List<String> COLUMNS = Stream.of(
                    ColumnTarget.NAME,
                    ColumnTarget.NUMBER,
                    ColumnTarget.CITY,
                    ColumnTarget.ATTEMPTS,
                    ColumnTarget.CUSTOMER_SEGMENT,
                    ColumnTarget.LAST_ORDER_DATE,
                    ColumnTarget.FOLLOW_UP_DATE)
            .map(ColumnTarget::fieldName)
            .toList();
    private static final List<String> EXAMPLE =
            List.of("Example, to be replaced", "0300XXXXXXX", "Lahore", "3", "small", "2026-01-31", "");

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private LeadTemplate() {}

    /// With the byte order mark that Excel knows UTF-8 by.
    static byte[] csv() {
        return ("\uFEFF" + CsvLine.of(COLUMNS) + CsvLine.of(EXAMPLE)).getBytes(StandardCharsets.UTF_8);
    }

    /// A workbook in which whatever is typed stays as it was typed: a CSV cannot say that of the numbers in it.
    static byte[] xlsx() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : new TreeMap<>(parts()).entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write((XML + part.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> parts() {
        return Map.of(
                "[Content_Types].xml",
                """
                <Types xmlns="%s/content-types">\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/>\
                <Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/></Types>""".formatted(PACKAGE, TYPE, TYPE, TYPE),
                "_rels/.rels",
                relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")),
                "xl/_rels/workbook.xml.rels",
                relationships(relationship("rId1", "worksheet", "worksheets/sheet1.xml")
                        + relationship("rId2", "styles", "styles.xml")),
                "xl/workbook.xml",
                """
                <workbook xmlns="%s" xmlns:r="%s">\
                <sheets><sheet name="leads" sheetId="1" r:id="rId1"/></sheets></workbook>""".formatted(SHEETS, OFFICE),
                "xl/styles.xml",
                styles(),
                "xl/worksheets/sheet1.xml",
                sheet());
    }

    private static String relationships(String relationships) {
        return "<Relationships xmlns=\"" + PACKAGE + "/relationships\">" + relationships + "</Relationships>";
    }

    private static String relationship(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    /// The second cell format is number format 49, which is "text" in every workbook.
    private static String styles() {
        return """
                <styleSheet xmlns="%s"><fonts count="1"><font/></fonts>\
                <fills count="2"><fill><patternFill patternType="none"/></fill>\
                <fill><patternFill patternType="gray125"/></fill></fills>\
                <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
                <cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>""".formatted(SHEETS);
    }

    private static String sheet() {
        return "<worksheet xmlns=\"" + SHEETS + "\"><cols><col min=\"1\" max=\"" + COLUMNS.size()
                + "\" width=\"22\" style=\"1\" customWidth=\"1\"/></cols><sheetData>" + row(1, COLUMNS)
                + row(2, EXAMPLE) + "</sheetData></worksheet>";
    }

    private static String row(int number, List<String> cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.size(); i++) {
            row.append("<c r=\"")
                    .append((char) ('A' + i))
                    .append(number)
                    .append("\" s=\"1\" t=\"inlineStr\"><is><t>")
                    .append(cells.get(i))
                    .append("</t></is></c>");
        }
        return row.append("</row>").toString();
    }
}
