package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.simulator.CallBehaviour.AnswerAndHangUpAtOnce;
import org.voiceorchestrator.simulator.CallBehaviour.Busy;
import org.voiceorchestrator.simulator.CallBehaviour.EarlyMediaThen;
import org.voiceorchestrator.simulator.CallBehaviour.NeverEnds;
import org.voiceorchestrator.simulator.CallBehaviour.NoAnswer;
import org.voiceorchestrator.simulator.CallBehaviour.Reject;
import org.voiceorchestrator.simulator.CallBehaviour.Silent;

/// Chooses what a dialed number does: the exact number first, then the longest suffix that fits, then the rest. A
/// number or suffix may be given several behaviours: one for each attempt, the last for all that follow.
///
/// Immutable: every method gives a new scenario.
public final class Scenario {
    /// An agent's phone rings this long before it is taken.
    private static final Duration AGENT_RINGS = Duration.ofMillis(300);
    private static final Duration USUAL_SOUND = Duration.ofSeconds(5);
    private static final String FILES = "file_string://";
    private static final Pattern SILENCE = Pattern.compile("silence_stream://([0-9]{1,8})");
    /// Bounds the look-up, no number is longer.
    private static final int LONGEST_NUMBER = 40;

    private final long seed;
    private final Map<String, List<CallBehaviour>> numbers;
    private final Map<String, List<CallBehaviour>> suffixes;
    private final Map<String, CallBehaviour> agents;
    private final Rest rest;

    /// For numbers and agents that nothing more was said of.
    private record Rest(
            CallBehaviour numbers,
            @Nullable RandomCalls random,
            CallBehaviour agents,
            boolean agentsTakeSeveralCalls,
            Map<String, Duration> sounds) {
        private Rest {
            sounds = Map.copyOf(sounds);
        }
    }

    private Scenario(
            long seed,
            Map<String, List<CallBehaviour>> numbers,
            Map<String, List<CallBehaviour>> suffixes,
            Map<String, CallBehaviour> agents,
            Rest rest) {
        this.seed = seed;
        this.numbers = Map.copyOf(numbers);
        this.suffixes = Map.copyOf(suffixes);
        this.agents = Map.copyOf(agents);
        this.rest = rest;
    }

    /// Every number does the same; every agent answers and stays.
    public static Scenario always(CallBehaviour behaviour) {
        var agent = new NeverEnds(Duration.ZERO, AGENT_RINGS);
        return new Scenario(0, Map.of(), Map.of(), Map.of(), new Rest(behaviour, null, agent, false, Map.of()));
    }

    /// Every number rings for a second, answers and stays.
    public static Scenario answering() {
        return always(CallBehaviour.staysAfter(Duration.ofSeconds(1)));
    }

    /// A believable mix for a demo in Pakistan; numbers that end like those of [#carrierSuffixes] are not special.
    public static Scenario demo(long seed) {
        return answering().otherwise(RandomCalls.pakistaniMobiles()).seed(seed);
    }

    /// The test carrier's numbers: the last four digits say what happens, 9NNN is SIP status NNN at once. Agents: 103
    /// is busy, 104 never answers, 105 has no phone, 106 hangs up after 5 seconds, 999 is unknown.
    public static Scenario carrierSuffixes() {
        var pdd = CallBehaviour.USUAL_PDD;
        var half = Duration.ofMillis(500);
        var scenario = answering()
                .suffix("0000", CallBehaviour.staysAfter(Duration.ofSeconds(1)))
                .suffix("0001", CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofSeconds(5)))
                .suffix("0002", new Busy(pdd, half))
                .suffix("0003", new NoAnswer(pdd))
                .suffix("0004", new Reject(pdd, half))
                .suffix("0008", new EarlyMediaThen(pdd, Duration.ofMillis(1800), CallBehaviour.staysAfter(half)))
                .suffix("0009", new NeverEnds(pdd, Duration.ZERO))
                .suffix("0010", new Silent())
                .suffix("0011", new EarlyMediaThen(pdd, Duration.ofMillis(1500), CallBehaviour.refuses(404)))
                .suffix("0013", CallBehaviour.answersAfter(Duration.ZERO, Duration.ofSeconds(2)))
                .suffix("0015", new NeverEnds(pdd, Duration.ZERO))
                .suffix("0016", CallBehaviour.staysAfter(Duration.ofSeconds(5)))
                .suffix("0017", new AnswerAndHangUpAtOnce(pdd, Duration.ZERO))
                .agent("103", CallBehaviour.busy())
                .agent("104", CallBehaviour.noAnswer())
                .agent("105", CallBehaviour.notRegistered())
                .agent("106", CallBehaviour.answersAfter(AGENT_RINGS, Duration.ofSeconds(5)))
                .agent("999", CallBehaviour.unknownUser());
        for (int status = 300; status < 700; status++) {
            scenario = scenario.suffix("9" + status, CallBehaviour.refuses(status));
        }
        return scenario;
    }

    /// Random behaviours follow from the seeds of the scenario and of the switch, the number and the number's attempt
    /// alone.
    public Scenario seed(long newSeed) {
        return new Scenario(newSeed, numbers, suffixes, agents, rest);
    }

    public Scenario number(String number, CallBehaviour first, CallBehaviour... later) {
        return new Scenario(seed, with(numbers, number, first, later), suffixes, agents, rest);
    }

    public Scenario suffix(String suffix, CallBehaviour first, CallBehaviour... later) {
        return new Scenario(seed, numbers, with(suffixes, suffix, first, later), agents, rest);
    }

    public Scenario otherwise(CallBehaviour behaviour) {
        var all = new Rest(behaviour, null, rest.agents(), rest.agentsTakeSeveralCalls(), rest.sounds());
        return new Scenario(seed, numbers, suffixes, agents, all);
    }

    public Scenario otherwise(RandomCalls random) {
        var all = new Rest(rest.numbers(), random, rest.agents(), rest.agentsTakeSeveralCalls(), rest.sounds());
        return new Scenario(seed, numbers, suffixes, agents, all);
    }

    public Scenario agent(String extension, CallBehaviour behaviour) {
        var more = new HashMap<>(agents);
        more.put(extension, behaviour);
        return new Scenario(seed, numbers, suffixes, more, rest);
    }

    public Scenario agentOtherwise(CallBehaviour behaviour) {
        var all = new Rest(rest.numbers(), rest.random(), behaviour, rest.agentsTakeSeveralCalls(), rest.sounds());
        return new Scenario(seed, numbers, suffixes, agents, all);
    }

    /// Without this a second call to an agent who is in one meets 486.
    public Scenario agentsTakeSeveralCalls() {
        var all = new Rest(rest.numbers(), rest.random(), rest.agents(), true, rest.sounds());
        return new Scenario(seed, numbers, suffixes, agents, all);
    }

    /// How long a sound file is; zero: there is no such file. Others are five seconds long.
    public Scenario sound(String file, Duration length) {
        var sounds = new HashMap<>(rest.sounds());
        sounds.put(file, length);
        var all = new Rest(rest.numbers(), rest.random(), rest.agents(), rest.agentsTakeSeveralCalls(), sounds);
        return new Scenario(seed, numbers, suffixes, agents, all);
    }

    /// `file_string://` has several files, one after the other.
    Duration lengthOf(String file) {
        if (file.startsWith(FILES)) {
            return Arrays.stream(file.substring(FILES.length()).split("!", -1))
                    .map(this::lengthOf)
                    .reduce(Duration.ZERO, Duration::plus);
        }
        var silence = SILENCE.matcher(file);
        return silence.matches()
                ? Duration.ofMillis(Long.parseLong(silence.group(1)))
                : rest.sounds().getOrDefault(file, USUAL_SOUND);
    }

    Scenario mixedWith(long otherSeed) {
        return seed(seed * 31 + otherSeed);
    }

    boolean agentTakesSeveralCalls() {
        return rest.agentsTakeSeveralCalls();
    }

    /// `attempt` counts from 0.
    CallBehaviour behaviourOf(String number, int attempt) {
        var exact = numbers.get(number);
        if (exact != null) {
            return nth(exact, attempt);
        }
        for (int from = Math.max(1, number.length() - LONGEST_NUMBER); from < number.length(); from++) {
            var bySuffix = suffixes.get(number.substring(from));
            if (bySuffix != null) {
                return nth(bySuffix, attempt);
            }
        }
        return rest.random() == null ? rest.numbers() : rest.random().next(dice(number, attempt));
    }

    CallBehaviour agentBehaviour(String extension) {
        return agents.getOrDefault(extension, rest.agents());
    }

    /// Chance is drawn anew for each call, so one call's draws can't shift another's.
    RandomGenerator dice(String number, int attempt) {
        long mixed = seed;
        for (int i = 0; i < number.length(); i++) {
            mixed = mixed * 0x9E3779B97F4A7C15L + number.charAt(i) + 1;
        }
        return new SplittableRandom((mixed + attempt) * 0xBF58476D1CE4E5B9L).split();
    }

    private static CallBehaviour nth(List<CallBehaviour> behaviours, int attempt) {
        return behaviours.get(Math.min(attempt, behaviours.size() - 1));
    }

    private static Map<String, List<CallBehaviour>> with(
            Map<String, List<CallBehaviour>> map, String key, CallBehaviour first, CallBehaviour... later) {
        var behaviours = new ArrayList<CallBehaviour>();
        behaviours.add(first);
        behaviours.addAll(List.of(later));
        var more = new HashMap<>(map);
        more.put(key, List.copyOf(behaviours));
        return more;
    }
}
