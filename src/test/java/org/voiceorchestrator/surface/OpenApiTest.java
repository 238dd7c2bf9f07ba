package org.voiceorchestrator.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;
import org.yaml.snakeyaml.Yaml;

/// The specification of the API is what the code says, and is kept in the repository, so that a change of the contract
/// is seen. `mvn test -Dtest=OpenApiTest -Dopenapi.apply=true` writes it there.
class OpenApiTest {
    private static final Path KEPT = Path.of("openapi/dialer.yaml");

    /// Pages, for people.
    private static final Set<String> NOT_OF_THE_API = Set.of("GET /", "GET /docs");

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String MADE = made();
    private static final Map<?, ?> SPECIFICATION = new Yaml().load(MADE);

    @Test
    void theFileInTheRepositoryIsWhatTheBuildMade() throws IOException {
        if (Boolean.getBoolean("openapi.apply")) {
            Files.writeString(KEPT, MADE);
        }
        assertThat(KEPT)
                .as("differs from the code; see it, then: mvn test -Dtest=OpenApiTest -Dopenapi.apply=true")
                .hasContent(MADE);
    }

    @Test
    void theServerShowsIt() {
        assertThat(server.send("GET", "/openapi/dialer.yml", null, null).text()).isEqualTo(MADE);
    }

    @Test
    void everyRouteIsInItAndNoOther() {
        Set<String> routes = new TreeSet<>(Routes.of(server));
        routes.removeAll(NOT_OF_THE_API);
        assertThat(operations().keySet()).isEqualTo(routes);
    }

    @Test
    void theRoutesThatWantATokenSaySo() {
        operations()
                .forEach((route, operation) -> assertThat(operation.containsKey("security"))
                        .as(route)
                        .isEqualTo(!SecurityTest.OPEN.contains(route)));
    }

    @Test
    void everyPostOfWhoIsSignedInTakesAnIdempotencyKey() {
        operations().forEach((route, operation) -> {
            boolean takesOne = String.valueOf(operation.get("parameters")).contains("idempotency_key")
                    && map(operation.get("responses")).containsKey("422");
            assertThat(takesOne)
                    .as(route + " (@ApiDoc.Once)")
                    .isEqualTo(route.startsWith("POST ") && !SecurityTest.OPEN.contains(route));
        });
    }

    @Test
    void everyOperationIsDescribed() {
        Set<Object> ids = new TreeSet<>();
        operations().forEach((route, operation) -> {
            assertThat(operation.get("summary")).as(route).isNotNull();
            assertThat(operation.get("tags"))
                    .as(route)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .hasSize(1);
            assertThat(ids.add(String.valueOf(operation.get("operationId"))))
                    .as(route)
                    .isTrue();
            map(operation.get("responses"))
                    .forEach((status, response) -> assertThat(
                                    String.valueOf(map(response).get("description")))
                            .as(route)
                            .doesNotContain(" response"));
        });
    }

    @Test
    void everyReferenceLeadsSomewhereAndNamesArePlain() {
        for (MatchResult reference : Pattern.compile("\\$ref: \"#/([^\"]*)\"")
                .matcher(MADE)
                .results()
                .toList()) {
            @Nullable Object node = SPECIFICATION;
            for (String step : reference.group(1).split("/", -1)) {
                node = map(node).get(step);
            }
            assertThat(node).as(reference.group()).isNotNull();
        }
        assertThat(map(at("components", "schemas")).keySet().stream().map(String::valueOf))
                .allMatch(name -> name.matches("[A-Za-z]+"));
    }

    @Test
    void listsCanBeAskedAsItSays() {
        operations().forEach((route, operation) -> {
            if (String.valueOf(operation.get("operationId")).startsWith("list")) {
                asksAList(Routes.path(route), operation);
            }
        });
    }

    /// The server names the fields of its order itself, and refuses values that are in no closed set.
    private static void asksAList(String path, Map<?, ?> operation) {
        Set<Object> names = new TreeSet<>();
        for (Object element : (List<?>) Objects.requireNonNull(operation.get("parameters"))) {
            Map<?, ?> parameter = map(element);
            if (parameter.containsKey("$ref")) {
                names.add(parameter.get("$ref"));
                continue;
            }
            String name = String.valueOf(parameter.get("name"));
            if (name.equals("ordering")) {
                assertThat(fieldsOfOrder(path))
                        .as(path)
                        .isEqualTo(quoted(String.valueOf(parameter.get("description"))));
            }
            for (Object value : values(map(parameter.get("schema")))) {
                assertThat(ask(path, name, value).status())
                        .as(path + " " + name + "=" + value)
                        .isEqualTo(200);
            }
        }
        assertThat(names)
                .containsExactly(
                        "#/components/parameters/cursor",
                        "#/components/parameters/page",
                        "#/components/parameters/page_size");
    }

    private static Answer ask(String path, String name, Object value) {
        return server.get(path + "?" + name + "=" + value);
    }

    private static Set<String> fieldsOfOrder(String path) {
        String complaint = String.valueOf(ask(path, "ordering", "nothing").at("ordering.0"));
        String fields = complaint.replaceAll(".*Choose from: ([^;]*);.*", "$1");
        return new TreeSet<>(Arrays.asList(fields.split(", ", -1)));
    }

    private static Set<String> quoted(String description) {
        Set<String> words = new TreeSet<>();
        Pattern.compile("`([a-z_]+)`").matcher(description).results().forEach(word -> words.add(word.group(1)));
        return words;
    }

    private static List<?> values(Map<?, ?> schema) {
        Object reference = schema.get("$ref");
        if (reference != null) {
            String name = String.valueOf(reference).replaceAll(".*/", "");
            return (List<?>) Objects.requireNonNull(
                    map(at("components", "schemas", name)).get("enum"));
        }
        return "boolean".equals(schema.get("type")) ? List.of(true, false) : List.of();
    }

    /// By route, as the router names it.
    private static Map<String, Map<?, ?>> operations() {
        Map<String, Map<?, ?>> operations = new TreeMap<>();
        map(SPECIFICATION.get("paths"))
                .forEach((path, methods) -> map(methods)
                        .forEach((method, operation) -> operations.put(
                                String.valueOf(method).toUpperCase(java.util.Locale.ROOT) + " " + path,
                                map(operation))));
        return operations;
    }

    private static Object at(String... steps) {
        Object node = SPECIFICATION;
        for (String step : new ArrayList<>(List.of(steps))) {
            node = Objects.requireNonNull(map(node).get(step), step);
        }
        return node;
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return (Map<?, ?>) Objects.requireNonNull(node);
    }

    private static String made() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/META-INF/swagger/dialer.yml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
