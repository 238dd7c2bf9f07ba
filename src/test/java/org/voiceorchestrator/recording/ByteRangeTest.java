package org.voiceorchestrator.recording;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9110, section 14.
class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-499, 0, 499",
        "bytes=500-999, 500, 999",
        "bytes=-500, 9500, 9999",
        "bytes=9500-, 9500, 9999",
        "bytes=0-0, 0, 0",
        "bytes=-1, 9999, 9999",
        "bytes=9990-20000, 9990, 9999",
        "bytes=-20000, 0, 9999",
        "BYTES = 1 - 2, 1, 2"
    })
    void partIsCutOutOfTenThousandBytes(String header, long first, long last) {
        assertThat(ByteRange.of(header, 10_000)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=5-4",
                "bytes=a-b",
                "lines=1-2",
                "bytes=0-1,4-5",
                "bytes=--1",
                "bytes=9999999999999999999-"
            })
    void whatIsNotUnderstoodIsAnsweredWhole(String header) {
        assertThat(ByteRange.of(header, 10_000)).isEqualTo(new ByteRange.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10000-", "bytes=10000-10001", "bytes=-0"})
    void whatLiesBehindTheEndIsRefused(String header) {
        assertThat(ByteRange.of(header, 10_000)).isEqualTo(new ByteRange.Unsatisfiable());
    }

    @Test
    void emptyFileHasNoParts() {
        assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new ByteRange.Unsatisfiable());
        assertThat(ByteRange.of("bytes=-5", 0)).isEqualTo(new ByteRange.Unsatisfiable());
        assertThat(ByteRange.of(null, 0)).isEqualTo(new ByteRange.Whole());
    }

    @Property
    void partLiesAlwaysInTheFile(
            @ForAll @LongRange(max = 1000) long first,
            @ForAll @LongRange(max = 1000) long last,
            @ForAll @LongRange(max = 500) long size) {
        for (String header : new String[] {"bytes=" + first + "-" + last, "bytes=" + first + "-", "bytes=-" + last}) {
            if (ByteRange.of(header, size) instanceof ByteRange.Part part) {
                assertThat(part.first()).isBetween(0L, size - 1);
                assertThat(part.last()).isBetween(part.first(), size - 1);
                assertThat(part.length()).isBetween(1L, size);
            }
        }
    }

    @Property
    void noHeaderIsTooOddToBeRead(@ForAll String header) {
        assertThat(ByteRange.of("bytes=" + header, 100)).isNotNull();
    }
}
