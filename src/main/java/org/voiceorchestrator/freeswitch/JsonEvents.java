package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `text/event-json`, and the JSON that some commands answer with. All values are strings, arrays of strings
/// excepted. A json event may name a key twice.
final class JsonEvents {
    static final String CONTENT_TYPE = "text/event-json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final String BODY = "_body";
    private static final String ARRAY = "ARRAY::";
    private static final String BETWEEN = "|:";

    private JsonEvents() {}

    static EslEvent decode(String json) throws EslProtocolException {
        try (var parser = JSON.createParser(json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            var headers = flatObject(parser);
            expect(parser.nextToken(), null);
            var body = headers.remove(BODY);
            headers.remove(EslFrame.CONTENT_LENGTH);
            return EslEvent.of(headers, body == null ? "" : body);
        } catch (EslProtocolException e) {
            throw e;
        } catch (IOException e) {
            throw new EslProtocolException("not the JSON of an event: " + Excerpt.of(json), e);
        }
    }

    /// The `rows` of `show .. as json`; an empty answer has no such key.
    static List<Map<String, String>> rows(String json) throws EslProtocolException {
        var rows = new ArrayList<Map<String, String>>();
        try (var parser = JSON.createParser(json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var rowsKey = parser.currentName().equals("rows");
                var token = parser.nextToken();
                if (rowsKey && token == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        rows.add(flatObject(parser));
                    }
                    expect(parser.currentToken(), JsonToken.END_ARRAY);
                } else {
                    parser.skipChildren();
                }
            }
            expect(parser.currentToken(), JsonToken.END_OBJECT);
            expect(parser.nextToken(), null);
            return rows;
        } catch (EslProtocolException e) {
            throw e;
        } catch (IOException e) {
            throw new EslProtocolException("not a table in JSON: " + Excerpt.of(json), e);
        }
    }

    private static Map<String, String> flatObject(JsonParser parser) throws IOException {
        var values = new LinkedHashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            values.putIfAbsent(name, value(parser));
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT);
        return values;
    }

    private static String value(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return scalar(parser);
        }
        var parts = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parts.add(scalar(parser));
        }
        return ARRAY + String.join(BETWEEN, parts);
    }

    private static String scalar(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token == null || !token.isScalarValue()) {
            throw new EslProtocolException("a value where a string was due: " + token);
        }
        return parser.getText();
    }

    private static void expect(@Nullable JsonToken token, @Nullable JsonToken due) throws EslProtocolException {
        if (token != due) {
            throw new EslProtocolException("JSON " + token + " where " + (due == null ? "the end" : due) + " was due");
        }
    }

    static byte[] encode(EslEvent event) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (var header : event.headers().entrySet()) {
                json.writeFieldName(header.getKey());
                writeValue(json, header.getValue());
            }
            if (!event.body().isEmpty()) {
                json.writeStringField(
                        EslFrame.CONTENT_LENGTH, Integer.toString(event.body().getBytes(UTF_8).length));
                json.writeStringField(BODY, event.body());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void writeValue(JsonGenerator json, String value) throws IOException {
        if (!value.startsWith(ARRAY)) {
            json.writeString(value);
            return;
        }
        json.writeStartArray();
        for (var part : value.substring(ARRAY.length()).split("\\|:", -1)) {
            json.writeString(part);
        }
        json.writeEndArray();
    }
}
