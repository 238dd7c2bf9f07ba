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
/// @param rowByRow the same for rows that are at hand: what cannot be it is told cheaply
/// @param estimated what the planner's statistics know most of
/// @param byBeginnings whether `estimated` is of beginnings of words: the statistics know those of common words, and
///     take all others for more than they are
/// @param values of the names in the conditions
record LeadSearch(
        String condition,
        String rowByRow,
        String estimated,
        boolean byBeginnings,
        Map<String, @Nullable Object> values) {
    private static final int MOST_WORDS = 10;
    private static final int LONGEST_WORD = 60;

    /// What may be meant, the likeliest first: what finds any lead is what was meant.
    static List<LeadSearch> readings(String text, Optional<SearchedNumber> number) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\p{Punct}\\s\\p{Z}]+", -1))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> word.substring(0, Math.min(word.length(), LONGEST_WORD)))
                .toList();
        LeadSearch beginnings = of(words, ":*", number);
        return words.size() < 2 ? List.of(beginnings) : List.of(of(words, "", number), beginnings);
    }

    private static LeadSearch of(List<String> words, String ending, Optional<SearchedNumber> number) {
        Map<String, @Nullable Object> values = new HashMap<>();
        List<String> numbers = new ArrayList<>();
        List<String> numbersAtHand = new ArrayList<>();
        number.ifPresent(searched -> inNumber(searched, numbers, numbersAtHand, values));
        List<String> names = words.isEmpty() ? List.of() : List.of(inName(words, ending, values));
        List<String> cheaplyInNames =
                names.stream().map(name -> cheaplyFirst(name, words, values)).toList();
        return new LeadSearch(
                anyOf(numbers, names),
                anyOf(numbersAtHand, cheaplyInNames),
                numbers.isEmpty() ? anyOf(names, List.of()) : anyOf(numbers, List.of()),
                numbers.isEmpty() && !ending.isEmpty(),
                values);
    }

    private static String anyOf(List<String> numbers, List<String> names) {
        List<String> alternatives = new ArrayList<>(numbers);
        alternatives.addAll(names);
        return alternatives.isEmpty() ? "false" : "(" + String.join(" OR ", alternatives) + ")";
    }

    private static String inName(List<String> words, String ending, Map<String, @Nullable Object> values) {
        values.put(
                "words", words.stream().map(word -> "'" + word + "'" + ending).collect(Collectors.joining(" & ")));
        return "name_words(customer_name) @@ to_tsquery('simple', :words)";
    }

    /// To take a name apart into words costs many times as much as to look whether it has the letters at all; ILIKE
    /// costs twice as much as that, as it writes what is looked for small once more for each name.
    private static String cheaplyFirst(String inName, List<String> words, Map<String, @Nullable Object> values) {
        StringBuilder condition = new StringBuilder("(");
        for (int i = 0; i < words.size(); i++) {
            condition.append("lower(customer_name) LIKE :has").append(i).append(" AND ");
            values.put("has" + i, "%" + words.get(i) + "%");
        }
        return condition.append(inName).append(')').toString();
    }

    /// Behind the last digit comes the colon: a beginning is a range of the index, whatever the planner knows of it.
    private static void inNumber(
            SearchedNumber number, List<String> conditions, List<String> atHand, Map<String, @Nullable Object> values) {
        for (int i = 0; i < number.beginnings().size(); i++) {
            String name = "begins" + i;
            String begins = "(phone_number >= :%1$s AND phone_number < :%1$s || ':')".formatted(name);
            conditions.add(begins);
            atHand.add(begins);
            values.put(name, number.beginnings().get(i));
        }
        number.end().ifPresent(end -> {
            conditions.add("(reverse(phone_number) >= :ends AND reverse(phone_number) < :ends || ':')");
            atHand.add("phone_number LIKE :at_the_end");
            values.put("ends", new StringBuilder(end).reverse().toString());
            values.put("at_the_end", "%" + end);
        });
    }
}
