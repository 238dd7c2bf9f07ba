package org.voiceorchestrator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The plan of the house: which room may import which. A new import between rooms is a decision: it is made here.
class RoomsTest {
    private static final String ROOT = "org.voiceorchestrator";

    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("phone", Set.of()),
            entry("pacing", Set.of()),
            entry("simulation", Set.of("pacing")),
            entry("database", Set.of()),
            entry("http", Set.of("database")),
            entry("freeswitch", Set.of()),
            entry("jobs", Set.of("database")),
            entry("security", Set.of("database", "http")),
            entry("once", Set.of("database", "http", "security")),
            entry("agent", Set.of("phone", "database", "http", "security")),
            entry("breaker", Set.of("database")),
            entry("calendar", Set.of("database", "http", "security")),
            entry("trunk", Set.of("database", "http", "security")),
            entry("campaign", Set.of("breaker", "calendar", "agent", "phone", "database", "http", "security")),
            entry("lead", Set.of("campaign", "agent", "phone", "database", "http", "security")),
            entry("leadimport", Set.of("lead", "campaign", "phone", "once", "database", "http", "security")),
            entry(
                    "donotcall",
                    Set.of("leadimport", "lead", "campaign", "phone", "once", "database", "http", "security")),
            entry("call", Set.of("lead", "campaign", "agent", "phone", "database", "http", "security")),
            entry(
                    "migration",
                    Set.of("leadimport", "lead", "campaign", "agent", "phone", "once", "database", "http", "security")),
            entry("telephony", Set.of("freeswitch", "call", "phone")),
            entry("cdr", Set.of("telephony", "call", "lead", "campaign", "database", "http", "security")),
            entry("recording", Set.of("call", "database", "http", "security")),
            entry(
                    "why",
                    Set.of(
                            "dialing",
                            "breaker",
                            "call",
                            "lead",
                            "campaign",
                            "calendar",
                            "trunk",
                            "phone",
                            "database",
                            "http",
                            "security")),
            entry(
                    "handling",
                    Set.of(
                            "why",
                            "dialing",
                            "call",
                            "lead",
                            "campaign",
                            "calendar",
                            "phone",
                            "database",
                            "http",
                            "security")),
            entry(
                    "dialing",
                    Set.of(
                            "pacing",
                            "breaker",
                            "trunk",
                            "calendar",
                            "telephony",
                            "cdr",
                            "recording",
                            "donotcall",
                            "call",
                            "lead",
                            "campaign",
                            "agent",
                            "jobs",
                            "phone",
                            "database")),
            entry("simulator", Set.of("freeswitch")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyPackageIsARoomOnThePlan() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(type -> rooms.add(roomOf(type)));
        rooms.remove("");
        assertThat(MAY_IMPORT.keySet()).containsAll(rooms);
    }

    @Test
    void roomsImportOnlyWhatThePlanAllows() {
        Set<String> forbidden = new TreeSet<>();
        for (Dependency dependency : dependencies()) {
            String from = roomOf(dependency.getOriginClass());
            String to = roomOf(dependency.getTargetClass());
            boolean ours = dependency.getTargetClass().getPackageName().startsWith(ROOT);
            if (ours
                    && !from.isEmpty()
                    && !from.equals(to)
                    && !MAY_IMPORT.getOrDefault(from, Set.of()).contains(to)) {
                forbidden.add(from + " -> " + (to.isEmpty() ? "the composition root" : to) + ": "
                        + dependency.getDescription());
            }
        }
        assertThat(forbidden).isEmpty();
    }

    @Test
    void thePlanHasNoCircles() {
        MAY_IMPORT.forEach((room, imports) -> imports.forEach(other ->
                assertThat(reachableFrom(other)).as(room + " -> " + other).doesNotContain(room)));
    }

    @Test
    void onlyTheDatabaseRoomSpeaksJdbc() {
        assertThat(users("java.sql.", Set.of("database"))).isEmpty();
    }

    @Test
    void onlyTheSettingsAskTheSystemForTheTime() {
        Set<String> askers = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getName().equals("now")
                            && call.getTargetOwner().getPackageName().equals("java.time")
                            && call.getTarget().getRawParameterTypes().isEmpty())
                    .forEach(call -> askers.add(call.getDescription()));
        }
        assertThat(askers).isEmpty();
    }

    @Test
    void codeBlocksOnVirtualThreadsInsteadOfPassingFuturesAround() {
        // Process.onExit() gives nothing else
        assertThat(users("java.util.concurrent.CompletableFuture", Set.of("database")))
                .isEmpty();
        assertThat(users("reactor.", Set.of())).isEmpty();
    }

    private static Set<String> users(String prefix, Set<String> allowedRooms) {
        Set<String> users = new TreeSet<>();
        for (Dependency dependency : dependencies()) {
            boolean generated = dependency.getOriginClass().getSimpleName().contains("$")
                    || dependency.getOriginClass().getName().contains(".$");
            if (dependency.getTargetClass().getName().startsWith(prefix)
                    && !generated
                    && !allowedRooms.contains(roomOf(dependency.getOriginClass()))) {
                users.add(dependency.getOriginClass().getName());
            }
        }
        return users;
    }

    private static List<Dependency> dependencies() {
        List<Dependency> all = new ArrayList<>();
        CLASSES.forEach(type -> all.addAll(type.getDirectDependenciesFromSelf()));
        return all;
    }

    private static Set<String> reachableFrom(String room) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(room));
        while (!open.isEmpty()) {
            for (String next : MAY_IMPORT.getOrDefault(open.removeLast(), Set.of())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    /// Empty for the composition root.
    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : "";
    }
}
