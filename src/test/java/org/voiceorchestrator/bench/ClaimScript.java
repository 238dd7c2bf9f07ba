package org.voiceorchestrator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A claim as a script of pgbench: the same statements with the same values, but for the leads, which each claim finds
/// for itself.
final class ClaimScript {
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    /// The opening of the calls takes apart: call ids, campaigns, leads, agents, numbers, attempts, ..
    private static final List<String> OPENED = List.of(
            "ARRAY(SELECT gen_random_uuid() FROM unnest(:leads::bigint[]))", "", ":leads", "", ":numbers", ":attempts");

    private ClaimScript() {}

    /// @param claim all that a claim of as many leads as each is to take has sent, but for its `BEGIN`
    static String of(List<SentStatements.Sent> claim) {
        return claim.stream().map(ClaimScript::line).collect(Collectors.joining("\n", "BEGIN;\n", "\n"));
    }

    private static String line(SentStatements.Sent sent) {
        String text = sent.text().strip();
        if (text.contains("FOR UPDATE OF l SKIP LOCKED")) {
            return """
                    SELECT array_agg(id) AS leads, array_agg(phone_number) AS numbers, array_agg(attempt_count) AS attempts
                    FROM (%s) AS found \\gset""".formatted(filled(text, sent.values()));
        }
        if (text.contains("INSERT INTO call_logs")) {
            return filled(text, opened(text, sent.values())) + ";";
        }
        if (text.contains("AS begun")) {
            return filled(text, List.of("now() - interval '1 second'")) + ";";
        }
        return filled(text, sent.values()) + ";";
    }

    /// The values of a claim's opening, with the leads that were found instead of those that were.
    private static List<String> opened(String text, List<String> values) {
        List<String> replaced = new ArrayList<>(values);
        Matcher places = PLACE.matcher(text.substring(text.indexOf("unnest(")));
        for (String own : OPENED) {
            if (places.find() && !own.isEmpty()) {
                replaced.set(Integer.parseInt(places.group(1)) - 1, own);
            }
        }
        return replaced;
    }

    private static String filled(String text, List<String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.get(Integer.parseInt(place.group(1)) - 1)));
    }
}
