package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.lead.CustomerSegment;
import org.voiceorchestrator.leadimport.RowResult.Rejected;

class LeadFileReaderTest {
    private static final String HEADER = "name,number,city,attempts\n";

    @Test
    void aTelecardRowIsALead() {
        LeadRow lead = Rows.of(HEADER + "Ali Khan,03001234567,Lahore,3\n").onlyLead();
        assertThat(lead.phone().digits()).isEqualTo("923001234567");
        assertThat(lead.name()).isEqualTo("Ali Khan");
        assertThat(lead.city()).isEqualTo("Lahore");
        assertThat(lead.maxAttempts()).isEqualTo(3);
        assertThat(lead.customerSegment()).isNull();
        assertThat(lead.metadata()).isEmpty();
    }

    @Test
    void theHeaderComesInAnyOrderAndLetterCaseAndWithAByteOrderMark() {
        LeadRow lead = Rows.of("\uFEFFATTEMPTS, City ,Number,NAME\n2,Lahore,03001234567,Ali\n")
                .onlyLead();
        assertThat(lead.name()).isEqualTo("Ali");
        assertThat(lead.city()).isEqualTo("Lahore");
        assertThat(lead.maxAttempts()).isEqualTo(2);
    }

    @Test
    void columnsThatALeadHasAreTakenAndTheOthersBecomeMetadata() {
        LeadRow lead = Rows.of("""
                number,attempts,Customer_Segment,last_order_date,follow_up_date,Shop Name,,Empty
                03001234567,1,Medium,2026-02-09,09/03/2026,"Khan & Sons, Anarkali",seven,
                """).onlyLead();
        assertThat(lead.customerSegment()).isEqualTo(CustomerSegment.MEDIUM);
        assertThat(lead.lastOrderDate()).isEqualTo(LocalDate.of(2026, 2, 9));
        assertThat(lead.followUpDate()).isEqualTo(LocalDate.of(2026, 3, 9));
        assertThat(lead.metadata())
                .containsExactly(
                        java.util.Map.entry("Shop Name", "Khan & Sons, Anarkali"),
                        java.util.Map.entry("column_7", "seven"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name,city            | CSV missing required columns: {'number', 'attempts'}
            name,number          | CSV missing required columns: {'attempts'}
            attempts,name        | CSV missing required columns: {'number'}
            number,attempts,Number | CSV has the column 'Number' more than once
            number,attempts,column_4,, | CSV has the column 'column_4' more than once
            """)
    void aHeaderThatWillNotDoRefusesTheFile(String header, String message) {
        assertThat(Rows.of(header + "\n1,2,3\n").refusals()).containsExactly(message);
    }

    @Test
    void filesWithoutRowsAreRefused() {
        assertThat(Rows.of("").refusals()).containsExactly("The file is empty");
        assertThat(Rows.of("\uFEFF").refusals()).containsExactly("The file is empty");
        assertThat(Rows.of("\n\r\n ,\n").refusals()).containsExactly("The file is empty");
        assertThat(Rows.of(HEADER).refusals()).containsExactly("CSV has no rows below its header");
        assertThat(Rows.of(HEADER + "\n,,,\n").refusals()).containsExactly("CSV has no rows below its header");
    }

    @Test
    void aHeaderThatCannotBeReadRefusesTheFile() {
        assertThat(Rows.of("number,\"attempts\n03001234567,1\n").refusals())
                .containsExactly("The header can't be read: A quote in this row is opened and never closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyKindOfLineEndEndsALine(String end) {
        String file = String.join(end, "number,attempts", "03001234567,1", "", ",", "03001234568,1", "bad,1");
        assertThat(Rows.of(file).inShort()).containsExactly("2:923001234567", "5:923001234568", "6:invalid_format");
    }

    @Test
    void aRecordOverSeveralLinesIsOneRow() {
        Rows rows = Rows.of("number,attempts,name,note\n"
                + "03001234567,1,\"Ali\nKhan\",\"one\r\ntwo \"\"three\"\"\"\n"
                + "03001234568,1,\"Sana, Bano\",\n");
        assertThat(rows.inShort()).containsExactly("2:923001234567", "3:923001234568");
        assertThat(rows.accepted().getFirst().lead().name()).isEqualTo("Ali Khan");
        assertThat(rows.accepted().getFirst().lead().metadata()).containsEntry("note", "one\ntwo \"three\"");
        assertThat(rows.accepted().getLast().lead().name()).isEqualTo("Sana, Bano");
    }

    @Test
    void anUnclosedQuoteCostsItsOwnRowOnly() {
        assertThat(Rows.of(HEADER
                                + "\"Ali,03001234567,Lahore,1\n"
                                + "Sana,03001234568,Lahore,1\n"
                                + "\"Zain\",03001234569,Lahore,1\n"
                                + "Umar,03001234570,\"Lahore,1\n"
                                + "Hina,03001234571,Lahore,1\n")
                        .inShort())
                .containsExactly(
                        "2:unclosed_quote", "3:923001234568", "4:923001234569", "5:unclosed_quote", "6:923001234571");
    }

    @Test
    void anUnclosedQuoteFarFromTheEndIsFoundToo() {
        StringBuilder file = new StringBuilder(HEADER).append("\"Ali,03001234567,Lahore,1\n");
        for (int i = 0; i < 500; i++) {
            file.append("Sana,0300").append(2_000_000 + i).append(",Lahore,1\n");
        }
        Rows rows = Rows.of(file.toString());
        assertThat(rows.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo("unclosed_quote");
            assertThat(rejected.number()).isEqualTo("03001234567");
            assertThat(rejected.cells()).containsExactly("Ali", "03001234567", "Lahore", "1");
        });
        assertThat(rows.accepted()).hasSize(500);
        assertThat(rows.accepted().getLast().row()).isEqualTo(502);
    }

    @Test
    void raggedRowsAreTakenWhenTheyLackCellsAndRejectedWhenTheyHaveMore() {
        Rows rows = Rows.of("number,attempts,name\n03001234567\n03001234568,1,Ali,,\n03001234569,1,Ali,Khan\n");
        assertThat(rows.inShort()).containsExactly("2:923001234567", "3:923001234568", "4:too_many_cells");
        assertThat(rows.accepted().getFirst().lead().maxAttempts()).isEqualTo(1);
        assertThat(rows.rejected().getFirst().cells()).containsExactly("03001234569", "1", "Ali", "Khan");
    }

    @ParameterizedTest
    @CsvSource({"'',1", "0,1", "1,1", "99,99", "3.0,3", "007,7", "' 5 ',5"})
    void attemptsSayHowOftenALeadMayBeCalled(String written, int attempts) {
        assertThat(Rows.of("number,attempts\n03001234567," + written + "\n")
                        .onlyLead()
                        .maxAttempts())
                .isEqualTo(attempts);
    }

    @ParameterizedTest
    @CsvSource({
        "100,attempts: 99",
        "-1,''",
        "1.5,''",
        "three,attempts: 3",
        "1e1,''",
        "99999999999999999999,''",
        "5x,attempts: 5"
    })
    void otherAttemptsRejectTheRow(String written, String suggestion) {
        assertThat(Rows.of("number,attempts\n03001234567," + written + "\n").rejected())
                .singleElement()
                .isEqualTo(new Rejected(
                        2,
                        "03001234567",
                        List.of("03001234567", written),
                        "invalid_attempts",
                        "attempts: must be a whole number from 1 to 99, or empty",
                        suggestion));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-09", "2026-2-9", "09/02/2026", "9/2/2026", "09-02-2026", "9-2-2026"})
    void datesAreIsoOrDayFirst(String written) {
        assertThat(Rows.of("number,attempts,follow_up_date\n03001234567,1," + written + "\n")
                        .onlyLead()
                        .followUpDate())
                .isEqualTo(LocalDate.of(2026, 2, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "02/13/2026", "09/02/26", "0226-02-09", "tomorrow", "09/02-2026", "46062"})
    void otherDatesRejectTheRow(String written) {
        assertThat(Rows.of("number,attempts,follow_up_date\n03001234567,1," + written + "\n")
                        .rejected())
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.code()).isEqualTo("invalid_date");
                    assertThat(rejected.error()).startsWith("follow_up_date: ");
                });
    }

    @Test
    void everythingThatIsWrongWithARowIsSaidAtOnce() {
        Rejected rejected = Rows.of(
                        "number,attempts,name,customer_segment\ninvalid123,x," + "n".repeat(201) + ",huge\n")
                .rejected()
                .getFirst();
        assertThat(rejected.code()).isEqualTo("invalid_format");
        assertThat(rejected.error())
                .isEqualTo("Invalid phone number format"
                        + "; attempts: must be a whole number from 1 to 99, or empty"
                        + "; name: must be at most 200 characters long"
                        + "; customer_segment: must be micro, small, medium or large, or empty");
    }

    @Test
    void textIsTrimmedAndFreedOfControlCharacters() {
        String name = "\"  Ali\t\u0007 Khan\u0085 \"";
        LeadRow lead = Rows.of("name,number,city,attempts\n" + name + ",03001234567,\u00A0کراچی\u200F,1\n")
                .onlyLead();
        assertThat(lead.name()).isEqualTo("Ali  Khan");
        assertThat(lead.city()).contains("کراچی");
    }

    @Test
    void bytesThatAreNotUtf8RejectTheirRowOnly() {
        byte[] file = (HEADER + "Jos\u00c3\u00a9,03001234566,Lahore,1\nZo\u00c3\u00ab,03001234569,Lahore,1\n"
                        + "Jos\u00e9,03001234567,Lahore,1\nAli,03001234568,Lahore,1\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Rows.of(file).inShort())
                .containsExactly("2:923001234566", "3:923001234569", "4:bad_encoding", "5:923001234568");
        assertThat(Rows.of(file).rejected().getFirst().number()).isEqualTo("03001234567");
    }

    @Test
    void nulCharactersRejectTheirRowOnly() {
        Rows rows = Rows.of(HEADER + "A\u0000li,03001234567,Lahore,1\nAli,03001234568,Lahore,1\n");
        assertThat(rows.inShort()).containsExactly("2:nul_character", "3:923001234568");
        assertThat(rows.rejected().getFirst().cells()).first().isEqualTo("A\uFFFDli");
    }

    @Test
    void linesBeyondTheBoundRejectTheirRowOnly() {
        Rows rows = Rows.of(HEADER
                + "A".repeat(PhysicalLines.LONGEST + 1) + ",03001234567,Lahore,1\nAli,03001234568,Lahore,1\n\""
                + "x\n\"".repeat(3) + "A".repeat(PhysicalLines.LONGEST + 1) + "\nAli,03001234569,Lahore,1");
        assertThat(rows.inShort().subList(0, 2)).containsExactly("2:line_too_long", "3:923001234568");
        assertThat(rows.inShort()).last().asString().endsWith(":923001234569");
    }

    @Test
    void guardedCellsComeBackAsTheyWere() {
        LeadRow lead = Rows.of("number,attempts,name,note\n'+923001234567,1,'=HYPERLINK(1),'plain\n")
                .onlyLead();
        assertThat(lead.phone().digits()).isEqualTo("923001234567");
        assertThat(lead.name()).isEqualTo("=HYPERLINK(1)");
        assertThat(lead.metadata()).containsEntry("note", "'plain");
    }

    @Test
    void theColumnsOfADownloadOfRejectedRowsAreNotReadAsData() {
        Rows rows = Rows.of("""
                number,attempts,import_row,import_code,import_error
                03001234567,1,7,letters,The phone number has letters
                12,1,8,too_short,Too short
                """);
        assertThat(rows.columns()).containsExactly("number", "attempts");
        assertThat(rows.accepted().getFirst().lead().metadata()).isEmpty();
        assertThat(rows.rejected().getFirst().cells()).containsExactly("12", "1");
    }

    @Test
    void aStreamThatBreaksIsNoRowButAnException() {
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream((HEADER + "Ali,03001234567,Lahore,1\n").getBytes(StandardCharsets.UTF_8)),
                new BrokenStream());
        assertThatThrownBy(() -> Rows.of(broken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("connection reset");
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("connection reset");
        }
    }
}
