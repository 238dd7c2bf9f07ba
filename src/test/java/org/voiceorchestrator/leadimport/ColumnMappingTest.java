package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.leadimport.ColumnMapping.Reason;

class ColumnMappingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone", "Mobile", "MSISDN", "contact", "Contact No.", "contact_number", "Cell", "Phone Number",
                        "mobile-no",
                "Tel", "TELEPHONE", "raabta", "fone", "فون", "موبائل", "نمبر", "Phone #", "Téléphone"
            })
    void theNumberHasManyNames(String name) {
        assertThat(mapped(name, "attempts").indexOf(ColumnTarget.NUMBER)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "Customer Name,name",
        "full_name,name",
        "naam,name",
        "client,name",
        "نام,name",
        "shehar,city",
        "Shehr,city",
        "town,city",
        "شهر,city",
        "tries,attempts",
        "Max-Attempts,attempts",
        "koshish,attempts",
        "Last Order,last_order_date",
        "Follow Up,follow_up_date",
        "Customer Segment,customer_segment"
    })
    void soHaveTheOthers(String name, String target) {
        assertThat(mapped("number", name).columns().get(1).target().fieldName()).isEqualTo(target);
    }

    @Test
    void whatWasChosenIsRememberedForTheNextFile() {
        ColumnMapping first = ColumnMapper.map(
                        List.of("Draht", "Mal", "Laden", "mobile"),
                        Map.of("Draht", "number", "mal", "attempts", "Laden", "ignore"),
                        Map.of())
                .mapping();
        assertThat(first.toRemember()).isEqualTo(Map.of("Draht", "number", "Mal", "attempts", "Laden", "ignore"));
        ColumnMapping next = ColumnMapper.map(List.of("MAL", "laden", "draht", "phone"), Map.of(), first.toRemember())
                .mapping();
        assertThat(next.columns())
                .extracting(ColumnMapping.Column::target, ColumnMapping.Column::reason)
                .containsExactly(
                        tuple(ColumnTarget.ATTEMPTS, Reason.REMEMBERED),
                        tuple(ColumnTarget.IGNORE, Reason.REMEMBERED),
                        tuple(ColumnTarget.NUMBER, Reason.REMEMBERED),
                        tuple(ColumnTarget.METADATA, Reason.UNKNOWN));
        assertThat(next.toRemember()).hasSize(3);
    }

    @Test
    void aColumnsOwnNameWinsOverMemoryOfAnotherFile() {
        ColumnMapping mapping = ColumnMapper.map(
                        List.of("draht", "number", "attempts"), Map.of(), Map.of("Draht", "number"))
                .mapping();
        assertThat(mapping.indexOf(ColumnTarget.NUMBER)).isEqualTo(1);
    }

    @Test
    void whoSaidThatNumberIsNotTheNumberIsBelieved() {
        ColumnMapping mapping = ColumnMapper.map(
                        List.of("number", "mobile", "attempts"),
                        Map.of(),
                        Map.of("number", "metadata", "mobile", "number"))
                .mapping();
        assertThat(mapping.indexOf(ColumnTarget.NUMBER)).isEqualTo(1);
        assertThat(mapping.columns().getFirst().target()).isEqualTo(ColumnTarget.METADATA);
    }

    @Test
    void choicesThatNameNothingKnownAreRefusedFieldByField() {
        assertThatThrownBy(() -> ReadingChoices.parse("klingon", "dash", null, "{\"a\": \"phone\", \"b\": 3}"))
                .isInstanceOfSatisfying(FieldErrors.class, refused -> {
                    assertThat(refused.errors()).containsOnlyKeys("encoding", "delimiter", "mapping");
                    assertThat(refused.errors().get("encoding"))
                            .containsExactly("\"klingon\" is not a valid choice. It must be one of: utf-8, utf-16le,"
                                    + " utf-16be, windows-1252, windows-1256.");
                    assertThat(refused.errors().get("delimiter"))
                            .containsExactly("\"dash\" is not a valid choice. It must be one of: comma, semicolon, tab,"
                                    + " pipe.");
                    assertThat(refused.errors().get("mapping"))
                            .hasSize(2)
                            .first()
                            .asString()
                            .startsWith("a: \"phone\"");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{\"a\":\"name\"", "{\"a\":\"name\"} x", "null", "\"name\"", "{\"a\" \"name\"}"})
    void aMappingThatIsNoObjectIsRefused(String mapping) {
        assertThatThrownBy(() -> ReadingChoices.parse(null, null, null, mapping))
                .isInstanceOfSatisfying(
                        FieldErrors.class,
                        refused -> assertThat(refused.errors()).containsOnlyKeys("mapping"));
    }

    @Test
    void choicesAreTakenByNameOrAsTheCharacter() {
        ReadingChoices choices = ReadingChoices.parse(" CP1256 ", "\t", "  ", " {\"Cell\": \"Number\"} ");
        assertThat(choices)
                .isEqualTo(
                        new ReadingChoices(TextEncoding.WINDOWS_1256, Delimiter.TAB, null, Map.of("Cell", "number")));
        assertThat(ReadingChoices.parse("", "", null, "")).isEqualTo(ReadingChoices.none());
        assertThat(ReadingChoices.parse(null, "Semicolon", null, null).delimiter())
                .isEqualTo(Delimiter.SEMICOLON);
    }

    private static ColumnMapping mapped(String... header) {
        return ColumnMapper.map(List.of(header), Map.of(), Map.of()).mapping();
    }
}
