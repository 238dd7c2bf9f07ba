package org.voiceorchestrator.leadimport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A workbook made part by part, so that it can be made as no spreadsheet would.
final class TestWorkbook {
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private final List<String> sheets = new ArrayList<>();
    private final List<String> relations = new ArrayList<>();
    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private String properties = "";

    /// Rows as XML: `<row r="1"><c r="A1" t="inlineStr"><is><t>number</t></is></c></row>`.
    TestWorkbook sheet(String name, String rows) {
        return sheet(name, "", rows);
    }

    /// @param state an attribute: ` state="hidden"`
    TestWorkbook sheet(String name, String state, String rows) {
        int id = sheets.size() + 1;
        sheets.add("<sheet name=\"" + name + "\" sheetId=\"" + id + "\"" + state + " r:id=\"rId" + id + "\"/>");
        relations.add("<Relationship Id=\"rId" + id + "\" Type=\"" + RELATIONS
                + "/worksheet\" Target=\"worksheets/sheet" + id + ".xml\"/>");
        return part(
                "xl/worksheets/sheet" + id + ".xml",
                HEAD + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                        + rows + "</sheetData></worksheet>");
    }

    TestWorkbook from1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    TestWorkbook texts(String... texts) {
        StringBuilder xml = new StringBuilder(HEAD + "<sst>");
        for (String text : texts) {
            xml.append("<si>").append(text).append("</si>");
        }
        return part("xl/sharedStrings.xml", xml.append("</sst>").toString());
    }

    /// Cell formats by their number: 14 is a date, 0 is none, from 164 on they are the codes given here.
    TestWorkbook formats(List<String> codes, int... formats) {
        StringBuilder xml = new StringBuilder(HEAD + "<styleSheet><numFmts>");
        for (int i = 0; i < codes.size(); i++) {
            xml.append("<numFmt numFmtId=\"" + (164 + i) + "\" formatCode=\"" + codes.get(i) + "\"/>");
        }
        xml.append("</numFmts><cellXfs>");
        for (int format : formats) {
            xml.append("<xf numFmtId=\"" + format + "\"/>");
        }
        return part("xl/styles.xml", xml.append("</cellXfs></styleSheet>").toString());
    }

    TestWorkbook part(String name, String xml) {
        return part(name, xml.getBytes(StandardCharsets.UTF_8));
    }

    TestWorkbook part(String name, byte[] bytes) {
        parts.put(name, bytes);
        return this;
    }

    byte[] bytes() {
        Map<String, byte[]> all = new LinkedHashMap<>(parts);
        all.put(
                "xl/workbook.xml",
                utf8(HEAD + "<workbook xmlns:r=\"" + RELATIONS + "\">" + properties + "<sheets>"
                        + String.join("", sheets) + "</sheets></workbook>"));
        all.put(
                "xl/_rels/workbook.xml.rels",
                utf8(HEAD + "<Relationships>" + String.join("", relations) + "</Relationships>"));
        all.put(
                "_rels/.rels",
                utf8(HEAD + "<Relationships><Relationship Id=\"rId1\" Type=\"" + RELATIONS
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
        return zip(all);
    }

    /// A row whose cells are texts, but for those that begin with `<c`, which are XML.
    static String row(int number, String... cells) {
        StringBuilder xml = new StringBuilder("<row r=\"" + number + "\">");
        for (String cell : cells) {
            xml.append(cell.startsWith("<c") ? cell : "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>");
        }
        return xml.append("</row>").toString();
    }

    static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
