package org.voiceorchestrator.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A WAV file with something to hear: 16 bits, 8 kHz; the customer hums on the left, the agent a fifth above on the
/// right, in turns of a second.
final class SoundFile {
    private static final int RATE = 8000;
    private static final int HEADER = 44;
    private static final int BYTES = 2;
    private static final double CUSTOMER = 220;
    private static final double AGENT = 330;
    private static final double LOUDNESS = 3000;

    private SoundFile() {}

    static long samples(long millis) {
        return millis * RATE / 1000;
    }

    /// In bytes.
    static long size(long millis, int channels) {
        return HEADER + samples(millis) * channels * BYTES;
    }

    static void write(Path file, long millis, int channels) throws IOException {
        var parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        long left = samples(millis);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024)) {
            out.write(header(left, channels));
            var seconds = new byte[][] {second(channels, true), second(channels, false)};
            for (int i = 0; left > 0; i++) {
                int now = (int) Math.min(left, RATE);
                out.write(seconds[i % 2], 0, now * channels * BYTES);
                left -= now;
            }
        }
    }

    private static byte[] header(long samples, int channels) {
        int data = Math.toIntExact(samples * channels * BYTES);
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(HEADER - 8 + data)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(RATE)
                .putInt(RATE * channels * BYTES)
                .putShort((short) (channels * BYTES))
                .putShort((short) (BYTES * 8))
                .put(ascii("data"))
                .putInt(data)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] second(int channels, boolean customersTurn) {
        var sound = ByteBuffer.allocate(RATE * channels * BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < RATE; i++) {
            short customer = customersTurn ? tone(CUSTOMER, i) : 0;
            short agent = customersTurn ? 0 : tone(AGENT, i);
            if (channels == 1) {
                sound.putShort((short) (customer + agent));
            } else {
                sound.putShort(customer).putShort(agent);
            }
        }
        return sound.array();
    }

    /// Fades in and out: a tone that begins at once clicks.
    private static short tone(double hertz, int sample) {
        double swell = Math.sin(Math.PI * sample / RATE);
        return (short) (LOUDNESS * swell * Math.sin(2 * Math.PI * hertz * sample / RATE));
    }
}
