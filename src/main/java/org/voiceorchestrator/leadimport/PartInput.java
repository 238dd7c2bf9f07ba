package org.voiceorchestrator.leadimport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A part of a workbook as it is unpacked: what really comes out is counted, not what the archive promises. A part
/// that grows beyond its bound, or out of proportion to what it is packed in, is refused, and so is one token of XML
/// that is larger than any spreadsheet writes.
final class PartInput extends FilterInputStream {
    /// Sheets are packed to a tenth, those of little but formats to a fiftieth.
    private static final long HIGHEST_RATIO = 400;
    private static final long ALWAYS_ALLOWED = 4L * 1024 * 1024;
    private static final long LONGEST_TOKEN = 4L * 1024 * 1024;

    private final long packed;
    private final long most;
    private volatile long count;
    private long allowed = LONGEST_TOKEN;

    PartInput(InputStream in, long packed, long most) {
        super(in);
        this.packed = packed;
        this.most = most;
    }

    long count() {
        return count;
    }

    /// What has been read was put to use.
    void allowMore() {
        allowed = count + LONGEST_TOKEN;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            long now = count + read;
            count = now;
            if (now > most || (now > ALWAYS_ALLOWED && now / HIGHEST_RATIO > packed)) {
                throw DamagedFile.tooMuch("unpacks to more than is read of a workbook");
            }
            if (now > allowed) {
                throw DamagedFile.workbook("a cell is larger than a spreadsheet allows");
            }
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
