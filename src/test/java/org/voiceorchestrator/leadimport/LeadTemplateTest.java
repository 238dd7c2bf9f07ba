package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;

/// The file to fill in.
class LeadTemplateTest {
    private static final String TEMPLATE = "/api/dialer/csv-upload/template/";

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final ImportHouse house = new ImportHouse(server);

    @Test
    void theTemplateIsAFileThatIsAccepted() {
        Answer template = server.get(TEMPLATE);
        assertThat(template.status()).isEqualTo(200);
        assertThat(template.headers().get("content-disposition")).containsExactly("attachment; filename=\"leads.csv\"");
        assertThat(template.headers().get("content-type"))
                .singleElement()
                .asString()
                .startsWith("text/csv");
        assertThat(template.text()).isEqualTo("""
                        \uFEFFname,number,city,attempts,customer_segment,last_order_date,follow_up_date\r
                        "Example, to be replaced",'0300XXXXXXX,Lahore,3,small,'2026-01-31,\r
                        """);
        String campaign = house.campaign();
        Answer report = house.upload(campaign, template.text() + "Ali,'03001234567,Lahore,1,,,\n");
        assertThat(report.json()).containsEntry("successful_imports", 1).containsEntry("failed_imports", 1);
        assertThat(report.at("errors.0.row")).as("the example").isEqualTo(2);
        assertThat(report.at("errors.0.error")).asString().doesNotContain("date", "attempts");
        assertThat(house.numbersOf(campaign)).containsExactly("923001234567");
    }

    @Test
    void theWorkbookKeepsWhatIsTypedAsText() throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(LeadTemplate.xlsx()));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            List<Row> all = rows.toList();
            assertThat(all).hasSize(2);
            assertThat(all.getFirst().stream().map(Cell::getText))
                    .containsExactly(
                            "name",
                            "number",
                            "city",
                            "attempts",
                            "customer_segment",
                            "last_order_date",
                            "follow_up_date");
            assertThat(all.getLast().stream().limit(6))
                    .allSatisfy(cell -> assertThat(cell.getType()).isEqualTo(CellType.STRING));
            assertThat(all.getLast().getCell(1).getText()).isEqualTo("0300XXXXXXX");
        }
        Answer answer = server.get(TEMPLATE + "?format=xlsx");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("content-disposition")).containsExactly("attachment; filename=\"leads.xlsx\"");
    }

    @Test
    void anotherFormatIsRefused() {
        Answer answer = server.get(TEMPLATE + "?format=ods");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsOnlyKeys("format");
    }
}
