package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing that people write can say anything else to the switch than what is meant.
class EslCommandTest {
    private static final String ID = "2d8949ec-f8bf-4924-ad3a-bf369c090a72";
    private static final EslEndpoint CUSTOMER = new EslEndpoint.Gateway("carrier", "923001234567");

    @Test
    void aCallThatIsBridgedReadsAsTheSwitchWantsIt() {
        var call = new Originate(
                new EslVariables()
                        .id("origination_uuid", ID)
                        .text("origination_caller_id_name", "O'Brien, Pat")
                        .number("originate_timeout", 30)
                        .flag("ignore_early_media", true),
                CUSTOMER,
                new Originate.Bridge(new EslVariables().id("origination_uuid", ID), new EslEndpoint.User("101")));
        assertThat(EslCommand.originate(call).text())
                .isEqualTo("originate {origination_uuid=" + ID + ",origination_caller_id_name='O\\'Brien\\, Pat',"
                        + "originate_timeout=30,ignore_early_media=true}sofia/gateway/carrier/923001234567 "
                        + "&bridge({origination_uuid=" + ID + "}user/101)");
        var bare = new Originate(new EslVariables(), new EslEndpoint.User("101"), new Originate.Park());
        assertThat(EslCommand.originate(bare).text()).isEqualTo("originate user/101 &park()");
    }

    @Test
    void whatIsDoneWithALiveLegReadsAsTheSwitchWantsIt() {
        assertThat(EslCommand.uuidHold(ID).text()).isEqualTo("uuid_hold " + ID);
        assertThat(EslCommand.uuidUnhold(ID).text()).isEqualTo("uuid_hold off " + ID);
        assertThat(EslCommand.stayWhenLeft(ID, 120).text())
                .isEqualTo("uuid_setvar_multi " + ID
                        + " park_after_bridge=true;hangup_after_bridge=false;park_timeout=120");
        assertThat(EslCommand.endWhenLeft(ID).text())
                .isEqualTo("uuid_setvar_multi " + ID + " park_after_bridge=;hangup_after_bridge=true;park_timeout=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "-both", "a;b=c", "${a}"})
    void aLegThatCouldSaySomethingElseIsRefused(String uuid) {
        assertThatThrownBy(() -> EslCommand.uuidHold(uuid)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EslCommand.uuidUnhold(uuid)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EslCommand.stayWhenLeft(uuid, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EslCommand.endWhenLeft(uuid)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLegThatIsRecordedReadsAsTheSwitchWantsIt() {
        var call = new Originate(
                new EslVariables().recordedTo("/var/lib/recordings/2026/11/21/" + ID + ".wav"),
                CUSTOMER,
                new Originate.Park());
        assertThat(EslCommand.originate(call).text())
                .isEqualTo("originate {RECORD_STEREO=true,execute_on_answer='record_session"
                        + " /var/lib/recordings/2026/11/21/" + ID + ".wav'}sofia/gateway/carrier/923001234567 &park()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "relative.wav",
                "/a b.wav",
                "/a,b.wav",
                "/a'b.wav",
                "/a}b.wav",
                "/${a}.wav",
                "/a.mp3",
                "/a\nb.wav",
                "/a|b.wav"
            })
    void aPathThatCouldSaySomethingElseIsRefused(String path) {
        assertThatThrownBy(() -> new EslVariables().recordedTo(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOtherCommandsReadAsTheSwitchWantsThem() {
        assertThat(EslCommand.uuidExists(ID).text()).isEqualTo("uuid_exists " + ID);
        assertThat(EslCommand.uuidDump(ID).text()).isEqualTo("uuid_dump " + ID + " json");
        assertThat(EslCommand.uuidKill(ID, "ORIGINATOR_CANCEL").text())
                .isEqualTo("uuid_kill " + ID + " ORIGINATOR_CANCEL");
        assertThat(EslCommand.uuidBridge(ID, "b").text()).isEqualTo("uuid_bridge " + ID + " b");
        assertThat(EslCommand.showChannels().text()).isEqualTo("show channels as json");
        assertThat(EslCommand.status().text()).isEqualTo("status");
        assertThat(text(WireCommand.api(EslCommand.status()))).isEqualTo("api status\n\n");
        assertThat(text(WireCommand.bgapi(EslCommand.status(), "j"))).isEqualTo("bgapi status\nJob-UUID: j\n\n");
        assertThat(text(WireCommand.auth("Clue Con"))).isEqualTo("auth Clue Con\n\n");
        assertThat(text(WireCommand.events(List.of("A", "B")))).isEqualTo("event plain A B\n\n");
        assertThat(text(WireCommand.noEvents())).isEqualTo("noevents\n\n");
        assertThat(text(WireCommand.filter("variable_x", "C1"))).isEqualTo("filter variable_x C1\n\n");
        assertThat(text(WireCommand.exit())).isEqualTo("exit\n\n");
    }

    @Test
    void neitherNumbersNorThePasswordAreShown() {
        var call = EslCommand.originate(new Originate(new EslVariables(), CUSTOMER, new Originate.Park()));
        assertThat(call).hasToString("originate");
        assertThat(WireCommand.bgapi(call, "j")).hasToString("bgapi originate");
        assertThat(WireCommand.auth("secret")).hasToString("auth");
        assertThat(new EslAddress("h", 1, "secret").toString()).doesNotContain("secret");
        assertThat(EslSettings.of(new EslAddress("h", 1, "secret")).toString()).doesNotContain("secret");
        assertThatThrownBy(() -> new EslAddress("h", 1, "sec\nret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sec\nret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5550000|5550001",
                "1,2",
                "1:_:2",
                "1 &system(id)",
                "1@evil",
                "1;fs_path=sip:x",
                "1%0d%0a",
                "++1",
                "1\n\napi system id",
                "{a=b}1",
                "[a=b]1",
                "٣",
                "123456789012345678901234567890123"
            })
    void aNumberIsDigitsAndNothingElse(String number) {
        assertThatThrownBy(() -> new EslEndpoint.Gateway("carrier", number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "a,b", "a|b", "a\n", "a'b", "${x}", "a@b"})
    void aGatewayAnExtensionAndAnIdAreNamesAndNothingElse(String name) {
        assertThatThrownBy(() -> new EslEndpoint.Gateway(name, "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EslEndpoint.User(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EslCommand.uuidExists(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EslCommand.uuidKill(ID, name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EslVariables().id("v", name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WireCommand.events(List.of(name))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "a,b", "1a", "a b", "a}", "a-b"})
    void aVariablesNameIsAName(String name) {
        assertThatThrownBy(() -> new EslVariables().id(name, "v")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EslVariables().text(name, "v")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EslVariables().text(name, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"execute_on_answer", "api_on_answer", "api_hangup_hook", "EXEC_after_bridge_app"})
    void whatPeopleWroteIsNeverAValueThatTheSwitchRuns(String name) {
        assertThatThrownBy(() -> new EslVariables().text(name, "hello")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void freeTextIsNoArgumentOfAnApplication() {
        assertThatThrownBy(() -> new Originate.Bridge(new EslVariables().text("n", "Bob"), new EslEndpoint.User("101")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                "Pat > Pat",
                "O'Brien, Pat > O'Brien, Pat",
                "a{b}c\\d > abcd",
                "${x} > $x",
                "'quoted' > quoted",
                "a:_:b > a_:b",
                "a::_:_:b > a__:b",
                "ARRAY::a > ARRAY a",
                "محمد احمد > محمد احمد",
                "Zoë 😀 > Zoë 😀",
            })
    void whatTheSwitchCantCarryIsDropped(String text, String carried) {
        assertThat(EslVariables.carried(text)).isEqualTo(carried);
    }

    @Test
    void controlAndInvisibleCharactersAreDroppedAndLongTextIsCut() {
        assertThat(EslVariables.carried(" a\n\rb\u0000c\u007Fd\u202Ee\u2028f\uD800g "))
                .isEqualTo("abcdefg");
        assertThat(EslVariables.carried("x".repeat(1000))).hasSize(256);
        assertThat(new EslVariables().text("n", " {'} ").text()).isEmpty();
    }

    @Property(tries = 2000)
    void noFreeTextSaysMoreThanOneVariable(@ForAll("nasty") String name, @ForAll("nasty") String city) {
        var call = new Originate(
                new EslVariables()
                        .id("origination_uuid", ID)
                        .text("origination_caller_id_name", name)
                        .text("city", city)
                        .flag("last", true),
                CUSTOMER,
                new Originate.Park());
        var command = EslCommand.originate(call);
        var sent = text(WireCommand.bgapi(command, "job"));
        assertThat(sent).startsWith("bgapi originate ").endsWith("\nJob-UUID: job\n\n");
        assertThat(sent.chars().filter(c -> c < 0x20 || c == 0x7F).count())
                .as("line breaks")
                .isEqualTo(3);

        var arguments = SwitchParsing.split(command.text(), ' ', 10);
        assertThat(arguments).hasSize(3).last().isEqualTo("&park()");
        var dialString = arguments.get(1);
        assertThat(dialString).doesNotContain(":_:").doesNotContain("${");
        assertThat(dialString.substring(SwitchParsing.endOfBlock(dialString)))
                .isEqualTo("sofia/gateway/carrier/923001234567");

        var meant = new ArrayList<>(List.of("origination_uuid", "origination_caller_id_name", "city", "last"));
        if (EslVariables.carried(name).isEmpty()) {
            meant.remove("origination_caller_id_name");
        }
        if (EslVariables.carried(city).isEmpty()) {
            meant.remove("city");
        }
        var heard = SwitchParsing.variables(dialString);
        assertThat(heard.keySet()).containsExactlyElementsOf(meant);
        assertThat(heard).containsAllEntriesOf(Map.of("origination_uuid", ID, "last", "true"));
        assertThat(heard.getOrDefault("city", "")).isEqualTo(EslVariables.carried(city));
    }

    @Property(tries = 2000)
    void anArgumentIsRefusedOrStandsAsOneWord(@ForAll("nasty") String text) {
        standsAlone(2, () -> EslCommand.uuidExists(text));
        standsAlone(3, () -> EslCommand.uuidDump(text));
        standsAlone(3, () -> EslCommand.uuidKill(text, "USER_BUSY"));
        standsAlone(3, () -> EslCommand.uuidKill("a", text));
        standsAlone(3, () -> EslCommand.uuidBridge("a", text));
        standsAlone(3, () -> originate(new EslVariables(), new EslEndpoint.Gateway("g", text)));
        standsAlone(3, () -> originate(new EslVariables(), new EslEndpoint.Gateway(text, "1")));
        standsAlone(3, () -> originate(new EslVariables(), new EslEndpoint.User(text)));
        standsAlone(3, () -> originate(new EslVariables().id("id", text), CUSTOMER));
        standsAlone(3, () -> originate(new EslVariables().id(text, "x"), CUSTOMER));
    }

    private static void standsAlone(int words, Supplier<EslCommand> command) {
        try {
            var text = command.get().text();
            assertThat(text).matches("[!-~ ]+");
            assertThat(SwitchParsing.split(text, ' ', 10)).hasSize(words);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        }
    }

    private static EslCommand originate(EslVariables variables, EslEndpoint endpoint) {
        return EslCommand.originate(new Originate(variables, endpoint, new Originate.Park()));
    }

    @Provide
    Arbitrary<String> nasty() {
        var pieces = Arbitraries.of(
                "'",
                "\"",
                "\\",
                ",",
                "{",
                "}",
                "[",
                "]",
                "<",
                ">",
                "=",
                " ",
                "|",
                ":",
                "_",
                ":_:",
                "^^",
                "${",
                "$",
                "\n",
                "\r",
                "\n\n",
                "\u0000",
                "\t",
                "\\n",
                "\\'",
                "\\,",
                "&park()",
                "&system(id)",
                "sofia/gateway/x/1",
                "execute_on_answer='system id'",
                "Job-UUID: x",
                "api system id",
                "ARRAY::",
                "|:",
                "%0a",
                "Bob",
                "é",
                "😀",
                "\uD83D",
                "\u2028",
                "\u202E",
                "123",
                "-",
                "+",
                "@",
                ";",
                "(",
                ")",
                "`",
                "~",
                "A1");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(40));
    }

    private static String text(WireCommand command) {
        return new String(command.encode(), UTF_8);
    }
}
