package org.voiceorchestrator.migration;

import java.util.Arrays;
import java.util.stream.Stream;
import org.voiceorchestrator.phone.PhoneNumber;

/// The numbers of a file, eight bytes each.
final class SeenNumbers {
    private long[] numbers = new long[1024];
    private int count;

    void add(PhoneNumber number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = Long.parseLong(number.digits());
    }

    int count() {
        return count;
    }

    long countDistinct() {
        Arrays.sort(numbers, 0, count);
        return Arrays.stream(numbers, 0, count).distinct().count();
    }

    /// In ascending order, each once.
    Stream<String> distinct() {
        Arrays.sort(numbers, 0, count);
        return Arrays.stream(numbers, 0, count).distinct().mapToObj(Long::toString);
    }
}
