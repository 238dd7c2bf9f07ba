package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.leadimport.LeadFileReader.Opening.Opened;

class ReadAheadTest {
    private static final String HEADER = "number,attempts,note\n";
    private static final int MANY = 20_000;

    @Test
    void rowsAreTheSameAndInTheSameOrder() throws IOException {
        String file = HEADER + rows(MANY);
        List<RowResult> ahead = new ArrayList<>();
        try (ReadAhead rows = ReadAhead.of(open(stream(file)))) {
            rows.forEachRemaining(ahead::add);
            assertThat(rows.progress().rows()).isEqualTo(MANY + 1);
            assertThat(rows.hasNext()).isFalse();
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(ahead).isEqualTo(Rows.of(file).all());
    }

    @Test
    void whatGoesWrongComesBehindTheRowsBeforeIt() throws IOException {
        String good = HEADER + rows(MANY);
        List<RowResult> read = new ArrayList<>();
        try (ReadAhead rows = ReadAhead.of(open(new SequenceInputStream(stream(good), new BrokenStream())))) {
            assertThatThrownBy(() -> rows.forEachRemaining(read::add))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("connection reset");
            assertThat(rows.hasNext()).isFalse();
        }
        assertThat(read)
                .hasSizeGreaterThan(MANY / 2)
                .isEqualTo(Rows.of(good).all().subList(0, read.size()));
    }

    @Test
    void itDoesNotReadFarAheadOfWhoReads() throws IOException {
        AtomicLong given = new AtomicLong();
        try (ReadAhead rows = ReadAhead.of(open(new EndlessStream(given)))) {
            for (int i = 0; i < 5000; i++) {
                assertThat(rows.next().row()).isEqualTo(i + 2);
            }
        }
        // what has been read, the batches that wait, and the buffers before them
        assertThat(given.get()).isLessThan(5000 * 20 + 6 * 3 * 128 * 1024 + 512 * 1024);
    }

    @Test
    void closingInTheMiddleClosesTheFile() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream file = new ByteArrayInputStream((HEADER + rows(MANY)).getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        try (ReadAhead rows = ReadAhead.of(open(file))) {
            assertThat(rows.next().row()).isEqualTo(2);
        }
        assertThat(closed).containsExactly(true);
    }

    private static LeadRows open(InputStream file) throws IOException {
        return ((Opened) LeadFileReader.open(() -> file, ReadingChoices.none(), Map.of(), Rows.PHONES, Set.of()))
                .rows();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append(i % 7 == 3 ? "bad," : "0300%07d,".formatted(i))
                    .append(i % 99 + 1)
                    .append(",\"n ")
                    .append(i)
                    .append("\"\n");
        }
        return rows.toString();
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("connection reset");
        }
    }

    /// A header, and rows without end.
    private static final class EndlessStream extends InputStream {
        private static final byte[] ROW = "03001234567,1,a note\n".getBytes(StandardCharsets.UTF_8);
        private final byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
        private final AtomicLong given;

        EndlessStream(AtomicLong given) {
            this.given = given;
        }

        @Override
        public int read() {
            long at = given.getAndIncrement();
            return at < header.length ? header[(int) at] : ROW[(int) ((at - header.length) % ROW.length)];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
