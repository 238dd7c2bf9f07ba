package org.voiceorchestrator.leadimport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files as people send them, each with what must come out of it.
public final class AwkwardFiles {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset WINDOWS_1256 = Charset.forName("windows-1256");
    private static final String PLAIN = "name,number,city,attempts\nAli,03001234567,Lahore,3\n";
    private static final String URDU =
            "نام,فون,شہر,کوشش\nعلي رضا,03001234567,لاہور,3\nڈاکٹر ٹيپو,03001234568,گجرات,1\n";

    /// @param format and mapping as [AwkwardFilesTest] writes them; empty for a file that is refused
    /// @param rows of what comes out: `2:923001234567 Ali` or `3:letters`; of a refused file its messages
    public record Awkward(
            String name, Bytes bytes, ReadingChoices choices, String format, String mapping, List<String> rows) {
        public byte[] file() {
            return bytes.bytes;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// What is in a file.
    public static final class Bytes {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private final List<Awkward> files = new ArrayList<>();

    private AwkwardFiles() {}

    public static List<Awkward> all() {
        AwkwardFiles awkward = new AwkwardFiles();
        awkward.addEncodings();
        awkward.addDelimiters();
        awkward.addQuoting();
        awkward.addHeaders();
        awkward.addCells();
        awkward.addSizes();
        awkward.addOtherFiles();
        awkward.addWorkbooks();
        awkward.addCellsOfWorkbooks();
        awkward.addBrokenWorkbooks();
        return awkward.files;
    }

    private void addEncodings() {
        add(
                "UTF-8",
                bytes(PLAIN, UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "UTF-8 with a byte order mark",
                bytes("\uFEFF" + PLAIN, UTF_8),
                "utf-8 with byte order mark declared, comma sniffed, lf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "UTF-8 with Urdu",
                bytes(URDU.replace('ي', 'ی'), UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "نام~name | فون~number | شہر~city | کوشش~attempts",
                "2:923001234567 x3 علی رضا of لاہور",
                "3:923001234568 x1 ڈاکٹر ٹیپو of گجرات");
        add(
                "UTF-16 as Excel's Unicode Text",
                bytes("\uFEFF" + PLAIN.replace(',', '\t'), UTF_16LE),
                "utf-16le with byte order mark declared, tab sniffed, lf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "UTF-16 with the bytes swapped",
                bytes("\uFEFF" + PLAIN, UTF_16BE),
                "utf-16be with byte order mark declared, comma sniffed, lf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "UTF-16 without a byte order mark",
                bytes(PLAIN, UTF_16LE),
                "utf-16le sniffed, comma sniffed, lf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "swapped UTF-16 without a byte order mark",
                bytes(PLAIN, UTF_16BE),
                "utf-16be sniffed, comma sniffed, lf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "UTF-16 in Urdu",
                bytes(URDU, UTF_16LE),
                "utf-16le sniffed, comma sniffed, lf",
                "نام~name | فون~number | شہر~city | کوشش~attempts",
                "2:923001234567 x3 علي رضا of لاہور",
                "3:923001234568 x1 ڈاکٹر ٹيپو of گجرات");
        add(
                "UTF-16 with half a surrogate pair",
                halfAPair(),
                "utf-16le sniffed, comma sniffed, lf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore",
                "3:bad_encoding",
                "4:923001234569 x1 😀 Sana of Lahore");
        add(
                "UTF-16 that ends in the middle of a character",
                cut(bytes("\uFEFF" + PLAIN, UTF_16LE), 1),
                "utf-16le with byte order mark declared, comma sniffed, lf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:bad_encoding");
        add(
                "windows-1252 with accents",
                bytes("name,number,attempts\nJosé Núñez,03001234567,1\nZoë Müller,03001234568,1\n", WINDOWS_1252),
                "windows-1252 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 José Núñez",
                "3:923001234568 x1 Zoë Müller");
        add(
                "windows-1252 that ends with its only accent",
                bytes("number,attempts,name\n03001234567,1,Zoë", WINDOWS_1252),
                "windows-1252 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts | name=name",
                "2:923001234567 x1 Zoë");
        add(
                "windows-1252 with a dash and quotes of Word",
                bytes("name,number,attempts\nAli – “Boss”,03001234567,1\nO’Brien,03001234568,1\n", WINDOWS_1252),
                "windows-1252 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 Ali – “Boss”",
                "3:923001234568 x1 O’Brien");
        add(
                "windows-1252 with a byte it does not have",
                bytes("name,number,attempts\nJosé,03001234567,1\nA\u0081li,03001234568,1\n", ISO_8859_1),
                "windows-1252 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 José",
                "3:bad_encoding");
        add(
                "windows-1256 with Urdu",
                bytes(URDU, WINDOWS_1256),
                "windows-1256 sniffed, comma sniffed, lf",
                "نام~name | فون~number | شہر~city | کوشش~attempts",
                "2:923001234567 x3 علي رضا of لاہور",
                "3:923001234568 x1 ڈاکٹر ٹيپو of گجرات");
        add(
                "windows-1256 with Urdu names below an English header",
                bytes(
                        "Name;Mobile No;Attempts\r\nمحمد عثمان;0300-1234567;2\r\nگل خان;0300-1234568;2\r\nچوہدري ٹيپو ژالہ پڑے ں;0300-1234569;2\r\n",
                        WINDOWS_1256),
                "windows-1256 sniffed, semicolon sniffed, crlf",
                "Name=name | Mobile No~number | Attempts=attempts",
                "2:923001234567 x2 محمد عثمان",
                "3:923001234568 x2 گل خان",
                "4:923001234569 x2 چوہدري ٹيپو ژالہ پڑے ں");
        add(
                "UTF-8 with one damaged row",
                damaged("name,number,attempts\nعلی,03001234567,1\nبلال,03001234568,1\nX,03001234569,1\n", 'X'),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 علی",
                "3:923001234568 x1 بلال",
                "4:bad_encoding");
        add(
                "ASCII at the beginning, accents past the first 64 KiB",
                bytes(long1252(), WINDOWS_1252),
                "windows-1252 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "8983:too_short",
                "8984:too_short",
                "8985:too_short",
                "8986:too_short",
                "8987:too_short",
                "8988:too_short",
                "8989:too_short",
                "8990:too_short",
                "8991:too_short",
                "8992:too_short",
                "8993:too_short",
                "8994:too_short",
                "8995:too_short",
                "8996:too_short",
                "8997:too_short",
                "8998:too_short",
                "8999:too_short",
                "9000:too_short",
                "9001:too_short",
                "9002:923001234567 x1 José");
        add(
                "told to be UTF-16 and is not",
                bytes(PLAIN, UTF_8),
                choose("utf-16", null, null, null),
                "refused",
                "encoding: the file is not UTF-16; it looks like utf-8");
        add(
                "told to be UTF-8 and is UTF-16",
                bytes(PLAIN, UTF_16LE),
                choose("utf-8", null, null, null),
                "refused",
                "encoding: the file is not UTF-8; it looks like utf-16le");
        add(
                "told to be windows-1256 and has a byte order mark",
                bytes("\uFEFF" + PLAIN, UTF_8),
                choose("windows-1256", null, null, null),
                "refused",
                "encoding: the file is not windows-1256; it looks like utf-8");
        add(
                "taken for windows-1252, told to be windows-1256",
                bytes("name,number,attempts\nAliف,03001234567,1\n", WINDOWS_1256),
                choose("windows-1256", null, null, null),
                "windows-1256 chosen, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 Aliف");
        add(
                "told to be UTF-8 and damaged all over",
                bytes("name,number,attempts\nJosé,03001234567,1\nAli,03001234568,1\n", WINDOWS_1252),
                choose("utf-8", null, null, null),
                "utf-8 chosen, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:bad_encoding",
                "3:923001234568 x1 Ali");
    }

    private void addDelimiters() {
        add(
                "semicolons",
                bytes("name;number;city;attempts\nAli;03001234567;Lahore;3\n", UTF_8),
                "utf-8 sniffed, semicolon sniffed, lf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "semicolons and commas in the cells",
                bytes(
                        "name;number;attempts;note\nKhan, Ali;03001234567;3;a, b, c\nRaza, Sana;03001234568;1;d, e\n",
                        UTF_8),
                "utf-8 sniffed, semicolon sniffed, lf",
                "name=name | number=number | attempts=attempts | note-metadata",
                "2:923001234567 x3 Khan, Ali {note=a, b, c}",
                "3:923001234568 x1 Raza, Sana {note=d, e}");
        add(
                "tabs",
                bytes("name\tnumber\tcity\tattempts\r\nAli\t03001234567\tLahore\t3\r\n", UTF_8),
                "utf-8 sniffed, tab sniffed, crlf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "pipes",
                bytes("number|attempts|name\n03001234567|1|Ali\n", UTF_8),
                "utf-8 sniffed, pipe sniffed, lf",
                "number=number | attempts=attempts | name=name",
                "2:923001234567 x1 Ali");
        add(
                "sep= of Excel",
                bytes("sep=;\r\nname;number;attempts\r\nAli;03001234567;3\r\n", UTF_8),
                "utf-8 sniffed, semicolon declared, crlf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x3 Ali");
        add(
                "sep= in quotes behind a byte order mark",
                bytes("\uFEFF\"sep=|\"\nname|number|attempts\nA,li|03001234567|3\n", UTF_8),
                "utf-8 with byte order mark declared, pipe declared, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x3 A,li");
        add(
                "sep= that names no delimiter",
                bytes("sep=x\nname,number,attempts\nAli,03001234567,3\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf, header in row 2",
                "name=name | number=number | attempts=attempts",
                "3:923001234567 x3 Ali");
        add(
                "a delimiter told that is not there",
                bytes(PLAIN, UTF_8),
                choose(null, "pipe", null, null),
                "refused",
                "CSV missing required columns: {'number', 'attempts'}",
                "delimiter: there is no pipe in the file");
        add(
                "a delimiter told that hides a required column",
                bytes("number;attempts,name;x\n03001234567;1,Ali;y\n", UTF_8),
                choose(null, ";", null, null),
                "refused",
                "CSV missing required columns: {'attempts'}");
        add(
                "delimiters at the end of each line",
                bytes("number,attempts,,\n03001234567,1,,\n03001234568,1,,\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts | column_3-metadata | column_4-metadata",
                "2:923001234567 x1",
                "3:923001234568 x1");
        add(
                "CR alone",
                bytes(PLAIN.replace('\n', '\r'), UTF_8),
                "utf-8 sniffed, comma sniffed, cr",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "CRLF",
                bytes(PLAIN.replace("\n", "\r\n"), UTF_8),
                "utf-8 sniffed, comma sniffed, crlf",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "every kind of line end",
                bytes("number,attempts\r03001234567,1\n03001234568,1\r\n\r\n03001234569,1", UTF_8),
                "utf-8 sniffed, comma sniffed, mixed",
                "number=number | attempts=attempts",
                "2:923001234567 x1",
                "3:923001234568 x1",
                "5:923001234569 x1");
    }

    private void addQuoting() {
        add(
                "everything quoted",
                bytes("\"name\",\"number\",\"attempts\"\n\"Ali \"\"Boss\"\" Khan\",\"03001234567\",\"1\"\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 Ali \"Boss\" Khan");
        add(
                "line breaks and delimiters in quotes",
                bytes("name,number,attempts\n\"Ali,\nKhan\",03001234567,1\nSana,03001234568,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 Ali, Khan",
                "3:923001234568 x1 Sana");
        add(
                "quotes in the middle of a cell",
                bytes("name,number,attempts\n5\" pipe,03001234567,1\n\"\",03001234568,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 5\" pipe",
                "3:923001234568 x1");
        add(
                "a quote that is never closed",
                bytes("name,number,attempts\n\"Ali,03001234567,1\nSana,03001234568,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:unclosed_quote -> close the cell with a second double quote, or take the first one out",
                "3:923001234568 x1 Sana");
        add(
                "text behind a closing quote",
                bytes("name,number,attempts\n\"Ali\" Khan,03001234567,1\nSana,03001234568,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:malformed_quote -> write each double quote inside of a quoted cell twice",
                "3:923001234568 x1 Sana");
        add(
                "smart quotes",
                bytes("name,number,attempts\n“Ali, Khan”,03001234567,1\n”Sana”,03001234568,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:invalid_format -> put a cell that holds the delimiter in double quotes",
                "3:923001234568 x1 ”Sana”");
        add(
                "single quotes",
                bytes("name,number,attempts\n'Ali','03001234567','1'\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:invalid_format -> number: 923001234567");
        add(
                "each line quoted as a whole",
                bytes("\"name,number,attempts\"\n\"Ali,03001234567,1\"\n\"\"\"Khan, Sana\"\",03001234568,2\"\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 Ali",
                "3:923001234568 x2 Khan, Sana");
        add(
                "each line quoted as a whole, one badly",
                bytes(
                        "\"name;number;attempts\"\n\"Ali;03001234567;1\"\n\"\"\"Sana;03001234568;2\"\n\"Zain;03001234569;2\"\n",
                        UTF_8),
                "utf-8 sniffed, semicolon sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 Ali",
                "3:unclosed_quote -> close the cell with a second double quote, or take the first one out",
                "4:923001234569 x2 Zain");
        add(
                "backslashes",
                bytes("name,number,attempts\nC:\\Ali\\,03001234567,1\n\"\\\",03001234568,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 C:\\Ali\\",
                "3:923001234568 x1 \\");
        add(
                "quotes that pair over a row",
                bytes("name,number,attempts\n\"Ali,03001234567,1\nSana\",03001234568,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234568 x1 Ali,03001234567,1 Sana");
    }

    private void addHeaders() {
        add(
                "other words",
                bytes("Customer Name,Mobile No.,Town,Max Attempts\nAli,03001234567,Lahore,2\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "Customer Name~name | Mobile No.~number | Town~city | Max Attempts~attempts",
                "2:923001234567 x2 Ali of Lahore");
        add(
                "Urdu in Latin letters",
                bytes("Naam;Raabta;Shehar;Koshish\nAli;03001234567;Lahore;2\n", UTF_8),
                "utf-8 sniffed, semicolon sniffed, lf",
                "Naam~name | Raabta~number | Shehar~city | Koshish~attempts",
                "2:923001234567 x2 Ali of Lahore");
        add(
                "Urdu",
                bytes("نام,موبائل نمبر,شہر,کوشش\nعلی,۰۳۰۰۱۲۳۴۵۶۷,لاہور,2\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "نام~name | موبائل نمبر~number | شہر~city | کوشش~attempts",
                "2:923001234567 x2 علی of لاہور");
        add(
                "the spec's name wins over another word",
                bytes("mobile,number,attempts\n03001234568,03001234567,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "mobile-metadata | number=number | attempts=attempts [The column 'mobile' is kept as metadata: 'number' holds the number already]",
                "2:923001234567 x1 {mobile=03001234568}");
        add(
                "two words for one thing",
                bytes("Phone,Mobile,Attempts\n03001234567,03001234568,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "Phone~number | Mobile-metadata | Attempts=attempts [The column 'Mobile' is kept as metadata: 'Phone' holds the number already]",
                "2:923001234567 x1 {Mobile=03001234568}");
        add(
                "no-break and zero-width spaces, letter case, underscores",
                bytes("\u200BPHONE_NUMBER\u00A0,\u00A0 At\u200Dtempts\u200F,FULL-NAME\n03001234567,1,Ali\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "PHONE_NUMBER~number | Attempts=attempts | FULL-NAME~name",
                "2:923001234567 x1 Ali");
        add(
                "a column twice",
                bytes("number,attempts,Note,note\n03001234567,1,a,b\n", UTF_8),
                "refused",
                "CSV has the column 'note' more than once");
        add(
                "blank lines above",
                bytes("\n\n,,\nnumber,attempts\n03001234567,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf, header in row 4",
                "number=number | attempts=attempts",
                "5:923001234567 x1");
        add(
                "titles above",
                bytes("Lead list of March\nprinted on,09/03/2026\n\nname,number,attempts\nAli,03001234567,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf, header in row 4",
                "name=name | number=number | attempts=attempts",
                "5:923001234567 x1 Ali");
        add(
                "no header at all",
                bytes("Ali,03001234567,Lahore,3\nSana,03001234568,Lahore,3\n", UTF_8),
                "refused",
                "CSV missing required columns: {'number', 'attempts'}");
        add("a header only", bytes("name,number,attempts\n", UTF_8), "refused", "CSV has no rows below its header");
        add(
                "a header and blank rows",
                bytes("name,number,attempts\n,,\n\n", UTF_8),
                "refused",
                "CSV has no rows below its header");
        add("nothing", new byte[0], "refused", "The file is empty");
        add("a byte order mark only", bytes("\uFEFF", UTF_8), "refused", "The file is empty");
        add("line ends only", bytes("\r\n\r\n\n", UTF_8), "refused", "The file is empty");
        add(
                "no column for attempts",
                bytes("name,number\nAli,03001234567\n", UTF_8),
                "refused",
                "CSV missing required columns: {'attempts'}");
        add(
                "a mapping",
                bytes("Kunde;Draht;Mal;Laden;Geheim\nAli;03001234567;3;Anarkali;x\n", UTF_8),
                choose(
                        null,
                        null,
                        null,
                        "{\"kunde\": \"name\", \"Draht\": \"number\", \"Mal\": \"attempts\", \"Geheim\": \"ignore\"}"),
                "utf-8 sniffed, semicolon sniffed, lf",
                "Kunde!name | Draht!number | Mal!attempts | Laden-metadata | Geheim!ignore",
                "2:923001234567 x3 Ali {Laden=Anarkali}");
        add(
                "a mapping against the names",
                bytes("number,attempts,mobile\n1,3,03001234567\n", UTF_8),
                choose(null, null, null, "{\"mobile\": \"number\", \"number\": \"metadata\"}"),
                "utf-8 sniffed, comma sniffed, lf",
                "number!metadata | attempts=attempts | mobile!number",
                "2:923001234567 x3 {number=1}");
        add(
                "a mapping of a column that is not there",
                bytes(PLAIN, UTF_8),
                choose(null, null, null, "{\"Cell\": \"number\"}"),
                "refused",
                "mapping: the file has no column 'Cell'");
        add(
                "a mapping of two columns to one thing",
                bytes("a,b,attempts\n1,2,3\n", UTF_8),
                choose(null, null, null, "{\"a\": \"number\", \"b\": \"number\"}"),
                "refused",
                "mapping: more than one column is mapped to number");
        add(
                "10,000 columns",
                bytes("number,attempts" + ",x".repeat(9998) + "\n03001234567,1\n", UTF_8),
                "refused",
                "CSV has 10000 columns; at most 200 are read");
        add(
                "a name of 200 characters",
                bytes("number,attempts," + "n".repeat(200) + "\n03001234567,1,x\n", UTF_8),
                "refused",
                "CSV has a column name longer than 100 characters in column 3");
    }

    private void addCells() {
        add(
                "ragged rows",
                bytes("number,attempts,name\n03001234567\n03001234568,1,Ali,,,\n03001234569,1,Ali,Khan\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts | name=name",
                "2:923001234567 x1",
                "3:923001234568 x1 Ali",
                "4:too_many_cells -> put a cell that holds the delimiter in double quotes");
        add(
                "NULs",
                bytes(
                        "name,number,attempts\nA\u0000li,03001234567,1\nSana,0300\u00001234568,1\nZain,03001234569,1\n",
                        UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:nul_character",
                "3:nul_character",
                "4:923001234569 x1 Zain");
        add(
                "spaces around everything",
                bytes(" name , number , attempts \n  Ali  ,  0300 1234567  ,  1  \n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 Ali");
        add(
                "numbers in every dress",
                bytes(
                        "number,attempts\n+92 (300) 123-4567,1\n０３００１２３４５６８,1\n٠٣٠٠١٢٣٤٥٦٩,1\n۰۳۰۰۱۲۳۴۵۷۰,1\n\u200E0300\u00A01234571\u200F,1\n=\"03001234572\",1\n'03001234573,1\nAP03001234574,1\n",
                        UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts",
                "2:923001234567 x1",
                "3:923001234568 x1",
                "4:923001234569 x1",
                "5:923001234570 x1",
                "6:923001234571 x1",
                "7:923001234572 x1",
                "8:923001234573 x1",
                "9:923001234574 x1");
        add(
                "what Excel has done to numbers",
                bytes(
                        "number,attempts\n9.23E+11,1\n9.23001234567E+11,1\n923001234568.0,1\n3001234569,1\n########,1\n#N/A,1\n\"923,001,234,570\",1\n",
                        UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts",
                "2:scientific_notation",
                "3:923001234567 x1",
                "4:923001234568 x1",
                "5:923001234569 x1",
                "6:invalid_format",
                "7:invalid_format",
                "8:invalid_format -> number: 923001234570");
        add(
                "letters and several numbers",
                bytes("number,attempts\nO3001234567,1\n03001234568/03001234569,1\n03001234570 Ali,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts",
                "2:letters -> number: 923001234567",
                "3:several_numbers -> number: 923001234568 or 923001234569",
                "4:letters -> number: 923001234570");
        add(
                "error values",
                bytes(
                        "number,attempts,name,shop\n03001234567,1,#N/A,\n03001234568,1,,#REF!\n03001234569,1,#1 Shop,#\n",
                        UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts | name=name | shop-metadata",
                "2:error_value",
                "3:error_value",
                "4:923001234569 x1 #1 Shop {shop=#}");
        add(
                "dates",
                bytes(
                        "number,attempts,follow_up_date\n03001234567,1,2026-02-09 14:30:00\n03001234568,1,09/02/2026\n03001234569,1,02/13/2026\n03001234570,1,46062\n03001234571,1,2026-02-09T00:00:00Z\n03001234572,1,09.02.2026\n",
                        UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts | follow_up_date=follow_up_date",
                "2:923001234567 x1 again 2026-02-09",
                "3:923001234568 x1 again 2026-02-09",
                "4:invalid_date -> follow_up_date: 2026-02-13",
                "5:invalid_date -> follow_up_date: 2026-02-09",
                "6:923001234571 x1 again 2026-02-09",
                "7:invalid_date -> follow_up_date: 2026-02-09");
        add(
                "formulas",
                bytes("name,number,attempts\n=HYPERLINK(1),03001234567,1\n'+Ali,03001234568,1\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:923001234567 x1 =HYPERLINK(1)",
                "3:923001234568 x1 +Ali");
        add(
                "a mended download of rejected rows",
                bytes(
                        "number,attempts,import_row,import_code,import_error,import_suggestion\r\n03001234567,1,7,letters,The phone number has letters,number: 923001234567\r\n",
                        UTF_8),
                "utf-8 sniffed, comma sniffed, crlf",
                "number=number | attempts=attempts | import_row+ignore | import_code+ignore | import_error+ignore | import_suggestion+ignore",
                "2:923001234567 x1");
        add(
                "the same number twice",
                bytes("number,attempts\n03001234567,1\n+923001234567,2\n", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts",
                "2:923001234567 x1",
                "3:923001234567 x2");
    }

    private void addSizes() {
        add(
                "a line of more than a mebibyte",
                bytes(
                        "name,number,attempts\n" + "A".repeat(PhysicalLines.LONGEST + 1)
                                + ",03001234567,1\nSana,03001234568,1\n",
                        UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:line_too_long",
                "3:923001234568 x1 Sana");
        add(
                "a line of eight mebibytes and nothing else",
                bytes("A".repeat(8 << 20), UTF_8),
                "refused",
                "The header can't be read: The row is longer than 1 MiB");
        add(
                "a quote that is open for eight mebibytes",
                bytes(
                        "name,number,attempts\n\"" + "A".repeat(4 << 20) + "\n" + "B".repeat(4 << 20)
                                + "\nSana,03001234568,1\n",
                        UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "name=name | number=number | attempts=attempts",
                "2:line_too_long",
                "3:line_too_long",
                "4:923001234568 x1 Sana");
        add(
                "half a mebibyte of commas",
                bytes(
                        "number,attempts\n" + ",".repeat(1 << 19) + "\n03001234568,1\n03001234569,1"
                                + ",".repeat(1 << 19) + "x\n",
                        UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts",
                "3:923001234568 x1",
                "4:too_many_cells -> put a cell that holds the delimiter in double quotes");
        add(
                "no line end at the end",
                bytes("number,attempts\n03001234567,1", UTF_8),
                "utf-8 sniffed, comma sniffed, lf",
                "number=number | attempts=attempts",
                "2:923001234567 x1");
    }

    private void addOtherFiles() {
        add(
                "a PDF",
                bytes("%PDF-1.7\n%âãÏÓ\n", ISO_8859_1),
                "refused",
                "The file is a PDF document, not a list; open it in a spreadsheet, save it as .xlsx or CSV UTF-8 and upload that");
        add(
                "gzip",
                new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0},
                "refused",
                "The file is packed with gzip; unpack it and upload the list that is inside");
        add(
                "an old Excel workbook",
                ole(""),
                "refused",
                "The file is an old Excel workbook (.xls), or one with a password; open it in a spreadsheet, save it as .xlsx or CSV UTF-8 and upload that");
        add(
                "a workbook with a password",
                ole("EncryptedPackage"),
                "refused",
                "The file is an Excel workbook with a password; open it, take the password off, save it and upload that");
        add(
                "HTML that is called .xls",
                bytes("\uFEFF \r\n<html><table><tr><td>number</td><td>attempts</td></tr></table>", UTF_8),
                "refused",
                "The file is a web page (HTML), whatever its name says; open it in a spreadsheet, save it as .xlsx or CSV UTF-8 and upload that");
        add(
                "XML of Excel 2003",
                bytes("<?xml version=\"1.0\"?><Workbook/>", UTF_8),
                "refused",
                "The file is XML, not a CSV or an Excel workbook; open it in a spreadsheet, save it as .xlsx or CSV UTF-8 and upload that");
        add("a picture", bytes("\u0089PNG\r\n\u001a\n", ISO_8859_1), "refused", "The file is a picture, not a list");
        add(
                "an OpenDocument spreadsheet",
                TestWorkbook.zip(Map.of("content.xml", new byte[10])),
                "refused",
                "The file is an OpenDocument spreadsheet (.ods); save it as .xlsx or CSV UTF-8 and upload that");
        add(
                "a Word document",
                TestWorkbook.zip(Map.of("word/document.xml", new byte[10])),
                "refused",
                "The file is a Word document, not a list; copy its table to a spreadsheet, save that as .xlsx and upload it");
        add(
                "a binary workbook",
                TestWorkbook.zip(Map.of("xl/workbook.bin", new byte[10])),
                "refused",
                "The file is a binary Excel workbook (.xlsb); save it as .xlsx or CSV UTF-8 and upload that");
        add(
                "a ZIP archive with a CSV",
                TestWorkbook.zip(Map.of("leads.csv", bytes(PLAIN, UTF_8))),
                "refused",
                "The file is a ZIP archive, not an Excel workbook; unpack it and upload the list that is inside");
        add(
                "random bytes",
                new byte[] {(byte) 0x9c, 3, 17, (byte) 0xf3, 44, 0, 7, 10, 13, (byte) 0x81, 34, 59},
                "refused",
                "The header can't be read: The row holds NUL characters; the file may be damaged");
    }

    private void addWorkbooks() {
        add(
                "a workbook",
                workbook(TestWorkbook.row(1, "name", "number", "city", "attempts")
                        + TestWorkbook.row(2, "Ali", "03001234567", "Lahore", number("3"))),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "name=name | number=number | city=city | attempts=attempts",
                "2:923001234567 x3 Ali of Lahore");
        add(
                "a workbook with rows and cells left out",
                workbook(TestWorkbook.row(3, "number", "attempts", "name")
                        + "<row r=\"7\"><c r=\"C7\" t=\"inlineStr\"><is><t>Ali</t></is></c></row>"
                        + "<row r=\"9\"><c r=\"A9\"><v>923001234567</v></c></row>"),
                "xlsx, sheet sheet1 declared of [sheet1], header in row 3",
                "number=number | attempts=attempts | name=name",
                "7:empty",
                "9:923001234567 x1");
        add(
                "a workbook with cells out of their order and no addresses",
                workbook(
                        "<row><c t=\"inlineStr\"><is><t>number</t></is></c><c t=\"inlineStr\"><is><t>attempts</t></is></c></row><row><c r=\"B2\"><v>2</v></c><c r=\"A2\"><v>3001234567</v></c></row>"),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts",
                "2:923001234567 x2");
        add(
                "the first sheet with something on it",
                new TestWorkbook()
                        .sheet("Cover", "")
                        .sheet("Hidden", " state=\"hidden\"", TestWorkbook.row(1, "x"))
                        .sheet("Leads", leads("03001234567"))
                        .bytes(),
                "xlsx, sheet leads sniffed of [cover, hidden, leads]",
                "number=number | attempts=attempts",
                "2:923001234567 x1");
        add(
                "only a hidden sheet has something on it",
                new TestWorkbook()
                        .sheet("Cover", TestWorkbook.row(4, "", " "))
                        .sheet("Data", " state=\"veryHidden\"", leads("03001234567"))
                        .bytes(),
                "xlsx, sheet data sniffed of [cover, data]",
                "number=number | attempts=attempts",
                "2:923001234567 x1");
        add(
                "a sheet that was chosen",
                new TestWorkbook()
                        .sheet("Old", leads("03001234567"))
                        .sheet("New", leads("03001234568"))
                        .bytes(),
                choose(null, null, "new ", null),
                "xlsx, sheet new chosen of [old, new]",
                "number=number | attempts=attempts",
                "2:923001234568 x1");
        add(
                "a sheet that is not there",
                new TestWorkbook()
                        .sheet("Old", leads("03001234567"))
                        .sheet("New", leads("03001234568"))
                        .bytes(),
                choose(null, null, "Leads", null),
                "refused",
                "sheet: the workbook has no sheet 'Leads'; it has: Old, New");
        add(
                "a sheet of a CSV",
                bytes(PLAIN, UTF_8),
                choose(null, null, "Leads", null),
                "refused",
                "sheet: the file is a CSV and has no sheets");
        add(
                "a workbook without anything on it",
                new TestWorkbook()
                        .sheet("Sheet1", "")
                        .sheet("Sheet2", "<row r=\"1\"/>")
                        .bytes(),
                "refused",
                "The file is empty");
        add(
                "a workbook with a header only",
                workbook(TestWorkbook.row(1, "number", "attempts")),
                "refused",
                "CSV has no rows below its header");
        add(
                "a workbook with titles above",
                workbook(TestWorkbook.row(1, "Leads of March")
                        + TestWorkbook.row(3, "Client", "Cell No", "Tries")
                        + TestWorkbook.row(4, "Ali", "0300-1234567", "2")),
                "xlsx, sheet sheet1 declared of [sheet1], header in row 3",
                "Client~name | Cell No~number | Tries~attempts",
                "4:923001234567 x2 Ali");
        add(
                "a workbook with a mapping",
                workbook(
                        TestWorkbook.row(1, "Kunde", "Draht", "Mal") + TestWorkbook.row(2, "Ali", "0300-1234567", "2")),
                choose(null, null, null, "{\"Kunde\":\"name\",\"Draht\":\"number\",\"Mal\":\"attempts\"}"),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "Kunde!name | Draht!number | Mal!attempts",
                "2:923001234567 x2 Ali");
        add(
                "a workbook with prefixes and in strict form",
                strict(),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts",
                "2:923001234567 x1");
        add(
                "merged cells",
                workbook(TestWorkbook.row(1, "number", "attempts", "city")
                        + TestWorkbook.row(2, "03001234567", "1", "Lahore")
                        + TestWorkbook.row(3, "03001234568", "1")),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts | city=city",
                "2:923001234567 x1 of Lahore",
                "3:923001234568 x1");
    }

    private void addCellsOfWorkbooks() {
        add(
                "numbers of a workbook",
                sheet(
                        "number",
                        number("923001234567"),
                        number("9.23001234568E11"),
                        number("3001234569.0"),
                        number("923001234570000000"),
                        number("9.23E+25"),
                        number("3001234571.5"),
                        number("-3001234475"),
                        number("")),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts",
                "2:923001234567 x1",
                "3:923001234568 x1",
                "4:923001234569 x1",
                "5:scientific_notation",
                "6:scientific_notation",
                "7:decimal",
                "8:invalid_format",
                "9:empty");
        add(
                "shared texts of which the first is empty",
                new TestWorkbook()
                        .texts("<t></t>", "<t>number</t>", "<t>attempts</t>", "<t>03001234567</t>")
                        .sheet(
                                "Sheet1",
                                "<row r=\"1\">" + shared(1) + shared(2) + "</row><row r=\"2\">" + shared(3) + shared(0)
                                        + "</row>")
                        .bytes(),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts",
                "2:923001234567 x1");
        add(
                "shared texts, rich and with a guide to pronunciation",
                new TestWorkbook()
                        .texts(
                                "<t>number</t>",
                                "<t>attempts</t>",
                                "<r><t>0300</t></r><r><rPr><b/></rPr><t>1234567</t></r>",
                                "<t>1</t><rPh><t>99</t></rPh>",
                                "<t>name</t>",
                                "<t xml:space=\"preserve\"> A_x000D_li_x005F_ &amp; Co </t>")
                        .sheet(
                                "Sheet1",
                                "<row r=\"1\">" + shared(0) + shared(1) + shared(4) + "</row><row r=\"2\">" + shared(2)
                                        + shared(3) + shared(5) + "</row>")
                        .bytes(),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts | name=name",
                "2:923001234567 x1 A li_ & Co");
        add(
                "dates of a workbook",
                dates(new TestWorkbook()),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts | follow_up_date=follow_up_date | seen-metadata",
                "2:923001234567 x1 again 2026-02-09 {seen=2026-02-09 14:30:00}",
                "3:invalid_date",
                "4:923001234569 x1 again 2026-02-09 {seen=99999999}");
        add(
                "dates of a workbook that counts from 1904",
                dates(new TestWorkbook().from1904()),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts | follow_up_date=follow_up_date | seen-metadata",
                "2:923001234567 x1 again 2030-02-10 {seen=2030-02-10 14:30:00}",
                "3:923001234568 x1 again 1904-03-01 {seen=1904-01-01 12:00:00}",
                "4:923001234569 x1 again 2026-02-09 {seen=99999999}");
        add(
                "formulas of a workbook",
                sheet(
                        "number",
                        "<c t=\"str\"><f>\"0300\"&amp;\"1234567\"</f><v>03001234567</v></c>",
                        "<c><f>A1+1</f><v>3001234568</v></c>",
                        "<c><f>A1+1</f></c>",
                        "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts",
                "2:923001234567 x1",
                "3:923001234568 x1",
                "4:empty",
                "5:invalid_format");
        add(
                "truth values and errors of a workbook",
                workbook(TestWorkbook.row(1, "number", "attempts", "name", "vip")
                        + TestWorkbook.row(
                                2, "03001234567", "1", "<c t=\"e\"><v>#N/A</v></c>", "<c t=\"b\"><v>1</v></c>")
                        + TestWorkbook.row(3, "03001234568", "1", "Ali", "<c t=\"b\"><v>0</v></c>")),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts | name=name | vip-metadata",
                "2:error_value",
                "3:923001234568 x1 Ali {vip=FALSE}");
        add(
                "a number column with a format of its own",
                new TestWorkbook()
                        .formats(List.of("0000\\-0000000", "dd/mm/yyyy;@", "[$-409]d\\-mmm\\-yy"), 0, 164, 165, 166)
                        .sheet(
                                "Sheet1",
                                TestWorkbook.row(1, "number", "attempts", "last_order_date", "follow_up_date")
                                        + TestWorkbook.row(
                                                2,
                                                "<c s=\"1\"><v>3001234567</v></c>",
                                                "1",
                                                "<c s=\"2\"><v>46062</v></c>",
                                                "<c s=\"3\"><v>46063</v></c>"))
                        .bytes(),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts | last_order_date=last_order_date | follow_up_date=follow_up_date",
                "2:923001234567 x1 ordered 2026-02-09 again 2026-02-10");
        add(
                "a text of half a mebibyte",
                workbook(TestWorkbook.row(1, "number", "attempts", "name")
                        + TestWorkbook.row(2, "03001234567", "1", "A".repeat(1 << 19))
                        + TestWorkbook.row(3, "03001234568", "1")),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts | name=name",
                "2:text_too_long",
                "3:923001234568 x1");
        add(
                "a row of more than a mebibyte",
                workbook(TestWorkbook.row(1, "number", "attempts", "name")
                        + TestWorkbook.row(2, "03001234567", "1", "A".repeat((1 << 20) + 1))
                        + TestWorkbook.row(3, "03001234568", "1")),
                "xlsx, sheet sheet1 declared of [sheet1]",
                "number=number | attempts=attempts | name=name",
                "2:line_too_long",
                "3:923001234568 x1");
    }

    private void addBrokenWorkbooks() {
        byte[] good = workbook(leads("03001234567"));
        add(
                "half a workbook",
                Arrays.copyOf(good, good.length / 2),
                "refused",
                "The file looks like an Excel workbook, but it is damaged or was not sent completely; open it in Excel, save it again and upload that");
        add(
                "a workbook with a wrong byte",
                flipped(good),
                "refused",
                "The file looks like an Excel workbook, but it is damaged or was not sent completely; open it in Excel, save it again and upload that");
        add(
                "a workbook that is not XML inside",
                new TestWorkbook()
                        .sheet("Sheet1", "")
                        .part("xl/worksheets/sheet1.xml", "no XML")
                        .bytes(),
                "refused",
                "The file looks like an Excel workbook, but it is damaged or was not sent completely; open it in Excel, save it again and upload that");
        add(
                "a workbook that breaks off inside",
                new TestWorkbook()
                        .sheet("Sheet1", "")
                        .part(
                                "xl/worksheets/sheet1.xml",
                                "<worksheet><sheetData>" + leads("03001234567") + "<row r=\"3\"><c")
                        .bytes(),
                "refused",
                "breaks off: The file looks like an Excel workbook, but it is damaged or was not sent completely; open it in Excel, save it again and upload that");
        add(
                "a workbook without its sheet",
                new TestWorkbook()
                        .sheet("Sheet1", "")
                        .part("xl/worksheets/sheet1.xml", new byte[0])
                        .bytes(),
                "refused",
                "The file looks like an Excel workbook, but it is damaged or was not sent completely; open it in Excel, save it again and upload that");
        add(
                "a text that is not there",
                new TestWorkbook()
                        .texts("<t>number</t>")
                        .sheet("Sheet1", "<row r=\"1\">" + shared(0) + shared(1) + "</row>")
                        .bytes(),
                "refused",
                "The Excel workbook is damaged (a cell shows a text that is not there); open it in Excel, save it again and upload that");
        add(
                "a cell beyond the last column",
                workbook(leads("03001234567") + "<row r=\"3\"><c r=\"ZZZZ3\"><v>1</v></c></row>"),
                "refused",
                "breaks off: The Excel workbook is damaged (a cell stands beyond the last column); open it in Excel, save it again and upload that");
        add(
                "a row behind itself",
                workbook(leads("03001234567") + "<row r=\"2\"><c><v>1</v></c></row>"),
                "refused",
                "breaks off: The Excel workbook is damaged (row 2 stands behind row 2); open it in Excel, save it again and upload that");
        add(
                "a bomb of zeros",
                new TestWorkbook()
                        .sheet("Sheet1", leads("03001234567") + " ".repeat(64 << 20))
                        .bytes(),
                "refused",
                "The Excel workbook unpacks to more than is read of a workbook; save the list as CSV UTF-8 and upload that");
        add(
                "a bomb of shared texts",
                new TestWorkbook()
                        .texts("<t>" + "A".repeat(64 << 20) + "</t>")
                        .sheet("Sheet1", leads("03001234567"))
                        .bytes(),
                "refused",
                "The Excel workbook unpacks to more than is read of a workbook; save the list as CSV UTF-8 and upload that");
        add(
                "a bomb of entities",
                new TestWorkbook()
                        .part("xl/sharedStrings.xml", laughs())
                        .sheet("Sheet1", "<row r=\"1\">" + shared(0) + "</row>")
                        .bytes(),
                "refused",
                "The file looks like an Excel workbook, but it is damaged or was not sent completely; open it in Excel, save it again and upload that");
        add(
                "a file from outside",
                new TestWorkbook()
                        .part(
                                "xl/sharedStrings.xml",
                                "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>")
                        .sheet("Sheet1", "<row r=\"1\">" + shared(0) + "</row>")
                        .bytes(),
                "refused",
                "The file looks like an Excel workbook, but it is damaged or was not sent completely; open it in Excel, save it again and upload that");
        add(
                "an archive of 6,000 parts",
                stuffed(),
                "refused",
                "The Excel workbook has more parts than any workbook; save the list as CSV UTF-8 and upload that");
        add(
                "an attribute of 8 mebibytes",
                workbook("<row r=\"1\" x=\"" + "A".repeat(8 << 20) + "\"/>"),
                "refused",
                "The Excel workbook unpacks to more than is read of a workbook; save the list as CSV UTF-8 and upload that");
    }

    private void add(String name, byte[] file, String... expected) {
        add(name, file, ReadingChoices.none(), expected);
    }

    /// @param expected format, mapping, and the rows; or "refused" and the messages
    private void add(String name, byte[] file, ReadingChoices choices, String... expected) {
        boolean refused = expected[0].equals("refused");
        files.add(new Awkward(
                name,
                new Bytes(file),
                choices,
                refused ? "" : expected[0],
                refused || expected.length < 2 ? "" : expected[1],
                List.of(expected).subList(refused || expected.length < 2 ? 1 : 2, expected.length)));
    }

    private static ReadingChoices choose(
            @Nullable String encoding, @Nullable String delimiter, @Nullable String sheet, @Nullable String mapping) {
        return ReadingChoices.parse(encoding, delimiter, sheet, mapping);
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }

    private static byte[] halfAPair() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(bytes(PLAIN + "A", UTF_16LE));
        bytes.writeBytes(new byte[] {0x3D, (byte) 0xD8});
        bytes.writeBytes(bytes("li,03001234568,Lahore,1\n\uD83D\uDE00 Sana,03001234569,Lahore,1\n", UTF_16LE));
        return bytes.toByteArray();
    }

    private static byte[] cut(byte[] bytes, int atTheEnd) {
        return Arrays.copyOf(bytes, bytes.length - atTheEnd);
    }

    /// UTF-8 but for one character, which becomes a byte that UTF-8 does not have.
    private static byte[] damaged(String text, char character) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = text.indexOf(character);
        bytes.writeBytes(bytes(text.substring(0, at), UTF_8));
        bytes.write(0xE9);
        bytes.writeBytes(bytes(text.substring(at + 1), UTF_8));
        return bytes.toByteArray();
    }

    private static String long1252() {
        return "name,number,attempts\n" + "Ali,1,1\n".repeat(9000) + "José,03001234567,1\n";
    }

    private static byte[] ole(String stream) {
        byte[] bytes = new byte[2048];
        byte[] start = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        System.arraycopy(start, 0, bytes, 0, start.length);
        byte[] name = bytes(stream, UTF_16LE);
        System.arraycopy(name, 0, bytes, 1024, name.length);
        return bytes;
    }

    private static byte[] workbook(String rows) {
        return new TestWorkbook().sheet("Sheet1", rows).bytes();
    }

    private static String leads(String number) {
        return TestWorkbook.row(1, "number", "attempts") + TestWorkbook.row(2, number, "1");
    }

    /// Each cell in a row of its own, below that header, beside one attempt.
    private static byte[] sheet(String header, String... cells) {
        StringBuilder rows = new StringBuilder(TestWorkbook.row(1, header, "attempts"));
        for (int i = 0; i < cells.length; i++) {
            rows.append(TestWorkbook.row(i + 2, cells[i], "1"));
        }
        return workbook(rows.toString());
    }

    private static String number(String value) {
        return "<c><v>" + value + "</v></c>";
    }

    private static String shared(int index) {
        return "<c t=\"s\"><v>" + index + "</v></c>";
    }

    private static byte[] dates(TestWorkbook workbook) {
        return workbook.formats(List.of("yyyy\\-mm\\-dd\\ hh:mm"), 0, 14, 164)
                .sheet(
                        "Sheet1",
                        TestWorkbook.row(1, "number", "attempts", "follow_up_date", "seen")
                                + TestWorkbook.row(
                                        2,
                                        "03001234567",
                                        "1",
                                        "<c s=\"1\"><v>46062</v></c>",
                                        "<c s=\"2\"><v>46062.604166666664</v></c>")
                                + TestWorkbook.row(
                                        3, "03001234568", "1", "<c s=\"1\"><v>60</v></c>", "<c s=\"1\"><v>0.5</v></c>")
                                + TestWorkbook.row(
                                        4,
                                        "03001234569",
                                        "1",
                                        "<c t=\"d\"><v>2026-02-09T00:00:00</v></c>",
                                        "<c s=\"1\"><v>99999999</v></c>"))
                .bytes();
    }

    private static byte[] strict() {
        return new TestWorkbook()
                .sheet("Sheet1", "")
                .part(
                        "xl/worksheets/sheet1.xml",
                        "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\">"
                                + "<x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>number</x:t></x:is></x:c>"
                                + "<x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t>attempts</x:t></x:is></x:c></x:row>"
                                + "<x:row r=\"2\"><x:c r=\"A2\"><x:v>923001234567</x:v></x:c></x:row></x:sheetData></x:worksheet>")
                .bytes();
    }

    /// One byte of the packed sheet changed.
    private static byte[] flipped(byte[] workbook) {
        byte[] bytes = workbook.clone();
        int name = new String(bytes, ISO_8859_1).indexOf("xl/worksheets/sheet1.xml");
        bytes[name + 90] ^= 0x55;
        return bytes;
    }

    private static String laughs() {
        StringBuilder type = new StringBuilder("<!DOCTYPE sst [<!ENTITY a \"ha\">");
        for (char c = 'b'; c <= 'z'; c++) {
            type.append("<!ENTITY ")
                    .append(c)
                    .append(" \"")
                    .append(("&" + (char) (c - 1) + ";").repeat(10))
                    .append("\">");
        }
        return type + "]><sst><si><t>&z;</t></si></sst>";
    }

    private static byte[] stuffed() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < 6000; i++) {
            parts.put("xl/media/" + i, new byte[0]);
        }
        return TestWorkbook.zip(parts);
    }
}
