package org.voiceorchestrator.leadimport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The different texts of a workbook, to which its cells point: packed as bytes, since a list of a million customers
/// has millions of them, and bounded.
final class SharedTexts {
    private static final int CHUNK = 1024 * 1024;
    private static final int MOST_CHUNKS = 48;
    private static final int MOST_TEXTS = 4_000_000;
    private static final int LONGEST = 100_000;

    private final List<byte[]> chunks = new ArrayList<>();
    private int inLastChunk;
    /// Where each begins: its chunk times [#CHUNK] and the place in it; texts do not go over the end of a chunk.
    private int[] starts = new int[1024];
    private int[] lengths = new int[1024];
    private int count;

    private SharedTexts() {}

    static SharedTexts none() {
        return new SharedTexts();
    }

    /// Reads the part to its end and closes it.
    static SharedTexts read(XmlPart xml) throws IOException {
        SharedTexts texts = new SharedTexts();
        StringBuilder text = new StringBuilder();
        try (xml) {
            while (xml.toNextTag()) {
                if (xml.isStart("si")) {
                    text.setLength(0);
                    readText(xml, "si", text, LONGEST);
                    texts.add(CellValues.unescaped(text.toString()));
                }
            }
        }
        return texts;
    }

    /// The text of an element of that name that has just begun, without the guides to its pronunciation.
    static void readText(XmlPart xml, String element, StringBuilder text, int longest) throws IOException {
        while (xml.toNextTag() && !xml.isEnd(element)) {
            if (xml.isStart("t")) {
                xml.text(text, longest);
            } else if (xml.isStart("rPh")) {
                xml.skip();
            }
        }
    }

    /// @throws DamagedFile when there is none with that number
    String at(int index) throws DamagedFile {
        if (index < 0 || index >= count) {
            throw DamagedFile.workbook("a cell shows a text that is not there");
        }
        byte[] chunk = chunks.get(starts[index] / CHUNK);
        return new String(chunk, starts[index] % CHUNK, lengths[index], StandardCharsets.UTF_8);
    }

    private void add(String text) throws DamagedFile {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (chunks.isEmpty() || inLastChunk + bytes.length > CHUNK) {
            chunks.add(new byte[CHUNK]);
            inLastChunk = 0;
        }
        if (chunks.size() > MOST_CHUNKS || count == MOST_TEXTS) {
            throw DamagedFile.tooMuch("holds more different texts than are read of a workbook");
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        int chunk = chunks.size() - 1;
        System.arraycopy(bytes, 0, chunks.get(chunk), inLastChunk, bytes.length);
        starts[count] = chunk * CHUNK + inLastChunk;
        lengths[count] = bytes.length;
        inLastChunk += bytes.length;
        count++;
    }
}
