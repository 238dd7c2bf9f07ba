package org.voiceorchestrator.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.Fields;

/// Reads the retry rules of a campaign as they are sent.
final class RetryRules {
    private static final int MOST = 100;

    private RetryRules() {}

    static List<RetryRule> read(Fields fields, List<RetryRule> unsent) {
        Fields.Field<List<Map<String, ?>>> sent = fields.objects("retry_rules", MOST);
        if (!sent.sent()) {
            return unsent;
        }
        List<RetryRule> rules = new ArrayList<>();
        List<Map<String, ?>> objects = sent.orElse(List.of());
        for (int i = 0; i < objects.size(); i++) {
            Fields own = Fields.of(objects.get(i));
            own.refuseOthers("ending", "disposition", "delay", "factor", "max_delay", "max_attempts");
            add(own, rules);
            fields.rejectWithin("retry_rules", "[" + i + "].", own);
        }
        return List.copyOf(rules);
    }

    private static void add(Fields own, List<RetryRule> rules) {
        RetryEnding ending = own.isNull("ending")
                ? null
                : own.choice("ending", RetryEnding.class).orNull(null);
        String written = own.text("disposition", 100).orElse("");
        String disposition = written.isEmpty() ? null : written;
        Integer delay = own.integerOrNull("delay", 0, RetryRule.A_YEAR).orNull(null);
        double factor = own.decimal("factor", 1, 100).orElse(1.0);
        Integer maxDelay = own.integerOrNull("max_delay", 0, RetryRule.A_YEAR).orNull(null);
        Integer maxAttempts = own.integerOrNull("max_attempts", 1, 99).orNull(null);
        if (!own.has("delay")) {
            own.reject("delay", "This field is required; null means never.");
        }
        if (delay != null && maxDelay != null && maxDelay < delay) {
            own.reject("max_delay", "Ensure this is not less than delay.");
        }
        if ((ending == null) == (disposition == null) && !own.hasErrors()) {
            own.reject("ending", "Give either an ending or a disposition.");
        }
        if (rules.stream().anyMatch(other -> isFor(other, ending, disposition))) {
            own.reject(ending == null ? "disposition" : "ending", "There is a rule for it already.");
        }
        if (!own.hasErrors()) {
            rules.add(new RetryRule(ending, disposition, delay, factor, maxDelay, maxAttempts));
        }
    }

    private static boolean isFor(RetryRule rule, @Nullable RetryEnding ending, @Nullable String disposition) {
        String other = rule.disposition();
        return ending != null
                ? rule.ending() == ending
                : disposition != null
                        && other != null
                        && other.toLowerCase(Locale.ROOT).equals(disposition.toLowerCase(Locale.ROOT));
    }
}
