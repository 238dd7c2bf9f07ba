package org.voiceorchestrator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// The configuration of FreeSWITCH that is delivered: it can be parsed, it holds together, and it names no setting
/// that FreeSWITCH 1.10 does not have.
class FreeSwitchConfigurationTest {
    private static final Path ROOT = Path.of("src/deploy/freeswitch");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$\\{([A-Za-z0-9_]+)}");
    /// Those that the core sets.
    private static final Set<String> OF_THE_CORE = Set.of("local_ip_v4", "recordings_dir", "sounds_dir");

    /// Of every kind of file, the settings that its module reads (1.10).
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "switch.conf.xml", words("""
                    max-sessions sessions-per-second rtp-start-port rtp-end-port loglevel event-heartbeat-interval
                    colorize-console max-db-handles db-handle-timeout"""),
            "event_socket.conf.xml", words("""
                    listen-ip listen-port password apply-inbound-acl nat-map stop-on-bind-error debug"""),
            "json_cdr.conf.xml", words("""
                    url auth-scheme cred encode encode-values disable-100-continue log-b-leg prefix-a-leg retries delay
                    queue-capacity log-http-and-disk log-errors-to-disk err-log-dir log-dir rotate"""),
            "sofia.conf.xml", words("log-level"),
            "logfile.conf.xml", words("rotate-on-hup rollover maximum-rotate uuid"),
            "console.conf.xml", words("colorize loglevel uuid"),
            "internal.xml", words(Profile.SETTINGS),
            "external.xml", words(Profile.SETTINGS),
            "carrier.xml", words("""
                    proxy username password register expire-seconds retry-seconds caller-id-in-from ping ping-min
                    ping-max realm from-domain extension"""));

    private static final class Profile {
        static final String SETTINGS = """
                context dialplan sip-ip sip-port rtp-ip ext-sip-ip ext-rtp-ip inbound-codec-prefs outbound-codec-prefs
                rtp-timer-name auth-calls accept-blind-reg log-auth-failures inbound-reg-force-matching-username nonce-ttl
                force-register-domain force-subscription-domain force-register-db-domain all-reg-options-ping
                unregister-on-options-fail multiple-registrations disable-transfer disable-register dtmf-type
                rtp-timeout-sec rtp-hold-timeout-sec apply-inbound-acl manage-presence enable-timer session-timeout""";
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList().stream();
        }
    }

    private static Element parsed(Path file) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(file + " is not well-formed: " + e.getMessage(), e);
        }
    }

    private static List<Element> elements(Element root, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = root.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsWellFormedAndSaysWhatItIsFor(Path file) {
        assertThat(parsed(file).getTagName()).isIn("document", "include", "configuration", "profile");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everySettingIsOneThatFreeSwitchReads(Path file) {
        Set<String> known = KNOWN.get(String.valueOf(file.getFileName()));
        List<Element> params = elements(parsed(file), "param");
        if (known == null) {
            // users and domains have parameters of their own
            assertThat(params)
                    .allMatch(param -> file.startsWith(ROOT.resolve("directory"))
                            && Set.of("password", "dial-string").contains(param.getAttribute("name")));
        } else {
            assertThat(params).isNotEmpty();
            assertThat(known)
                    .containsAll(params.stream()
                            .map(param -> param.getAttribute("name"))
                            .toList());
        }
    }

    @Test
    void everyIncludedFileIsThereAndNoFileIsForgotten() throws IOException {
        Set<Path> included = new HashSet<>(Set.of(ROOT.resolve("freeswitch.xml")));
        for (Path file : files().toList()) {
            for (Element element : elements(parsed(file), "X-PRE-PROCESS")) {
                if (element.getAttribute("cmd").equals("include")) {
                    String pattern = file.resolveSibling(element.getAttribute("data"))
                            .normalize()
                            .toString();
                    List<Path> matching = files().filter(one -> FileSystems.getDefault()
                                    .getPathMatcher("glob:" + pattern)
                                    .matches(one))
                            .toList();
                    assertThat(matching).as(pattern).isNotEmpty();
                    included.addAll(matching);
                }
            }
        }
        assertThat(included).containsAll(files().toList());
    }

    @Test
    void everyVariableIsSetBeforeItIsUsed() throws IOException {
        Set<String> set = new TreeSet<>(OF_THE_CORE);
        NodeList lines = parsed(ROOT.resolve("vars.xml")).getChildNodes();
        for (int i = 0; i < lines.getLength(); i++) {
            Node node = lines.item(i);
            if (node instanceof Element line) {
                String[] assignment = line.getAttribute("data").split("=", 2);
                VARIABLE.matcher(assignment[1])
                        .results()
                        .forEach(used -> assertThat(set).contains(used.group(1)));
                if (line.getAttribute("cmd").equals("env-set")) {
                    // leaves it alone where the environment has no such variable
                    assertThat(set).contains(assignment[0]);
                    assertThat(assignment[1]).matches("\\$[A-Z_]+");
                }
                set.add(assignment[0]);
            }
        }
        files().forEach(file -> VARIABLE.matcher(text(file))
                .results()
                .forEach(used -> assertThat(set).as(file.toString()).contains(used.group(1))));
    }

    @Test
    void noPasswordIsEmptyOrWellKnown() throws IOException {
        files().forEach(file -> {
            assertThat(text(file)).doesNotContain("ClueCon");
            elements(parsed(file), "param").stream()
                    .filter(param -> param.getAttribute("name").equals("password"))
                    .forEach(param -> assertThat(param.getAttribute("value")).matches("\\$\\$\\{[a-z_]+}"));
        });
    }

    @Test
    void everyExtensionOfAnAgentIsOneFile() throws IOException {
        try (Stream<Path> agents = Files.list(ROOT.resolve("directory/agents"))) {
            agents.forEach(file -> assertThat(elements(parsed(file), "user"))
                    .singleElement()
                    .satisfies(user -> assertThat(user.getAttribute("id") + ".xml")
                            .isEqualTo(String.valueOf(file.getFileName()))));
        }
    }

    @Test
    void agentsGoOutThroughTheDialerOnly() {
        Element plan = parsed(ROOT.resolve("dialplan/agents.xml"));
        elements(plan, "action").stream()
                .filter(action -> action.getAttribute("application").equals("bridge"))
                .forEach(action -> assertThat(action.getAttribute("data")).startsWith("user/"));
    }
}
