package org.voiceorchestrator.lead;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.phone.SearchedNumber;

/// What a search means: leads whose number begins or ends with the digits that were typed, in any form that numbers
/// are written in, or in whose name every word that was typed begins a word. Several words are looked for as whole
/// words first, and as beginnings only where no lead has them whole: both names of somebody are found at once,
/// however many have one of them.
///
/// @param condition SQL on the columns of `leads` that the indexes of numbers and names answer
/// @param values of the names in the condition
record LeadSearch(String condition, Map<String, @Nullable Object> values) {
    private static final int MOST_WORDS = 10;
    private static final int LONGEST_WORD = 60;

    /// What may be meant, the likeliest first: what finds any lead is what was meant.
    static List<LeadSearch> readings(String text, Optional<SearchedNumber> number) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\p{Punct}\\s\\p{Z}]+", -1))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> "'" + word.substring(0, Math.min(word.length(), LONGEST_WORD)) + "'")
                .toList();
        LeadSearch beginnings = of(words.stream().map(word -> word + ":*").collect(Collectors.joining(" & ")), number);
        return words.size() < 2 ? List.of(beginnings) : List.of(of(String.join(" & ", words), number), beginnings);
    }

    private static LeadSearch of(String words, Optional<SearchedNumber> number) {
        List<String> alternatives = new ArrayList<>();
        Map<String, @Nullable Object> values = new HashMap<>();
        number.ifPresent(searched -> addNumber(searched, alternatives, values));
        if (!words.isEmpty()) {
            alternatives.add("name_words(customer_name) @@ to_tsquery('simple', :words)");
            values.put("words", words);
        }
        return new LeadSearch(alternatives.isEmpty() ? "false" : "(" + String.join(" OR ", alternatives) + ")", values);
    }

    /// Behind the last digit comes the colon: a beginning is a range of the index, whatever the planner knows of it.
    private static void addNumber(
            SearchedNumber number, List<String> alternatives, Map<String, @Nullable Object> values) {
        for (int i = 0; i < number.beginnings().size(); i++) {
            String name = "begins" + i;
            alternatives.add("(phone_number >= :%1$s AND phone_number < :%1$s || ':')".formatted(name));
            values.put(name, number.beginnings().get(i));
        }
        number.end().ifPresent(end -> {
            alternatives.add("(reverse(phone_number) >= :ends AND reverse(phone_number) < :ends || ':')");
            values.put("ends", new StringBuilder(end).reverse().toString());
        });
    }
}
