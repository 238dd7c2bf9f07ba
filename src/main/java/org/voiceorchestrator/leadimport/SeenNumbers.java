package org.voiceorchestrator.leadimport;

import org.roaringbitmap.longlong.Roaring64Bitmap;
import org.voiceorchestrator.phone.PhoneNumber;

/// The numbers of a file so far. Numbers of one country lie close together, and then this takes two or three bytes a
/// number; a file of another kind fills it, and from there on it knows nothing.
final class SeenNumbers {
    private static final long MOST_BYTES = 24L * 1024 * 1024;
    private static final int MEASURE_EVERY = 1 << 16;

    private Roaring64Bitmap numbers = new Roaring64Bitmap();
    private boolean full;
    private int sinceMeasured;

    /// @return whether it was there before; false also when that is not known any more
    boolean seen(PhoneNumber phone) {
        if (full) {
            return false;
        }
        long number = Long.parseLong(phone.digits());
        if (numbers.contains(number)) {
            return true;
        }
        numbers.addLong(number);
        measure();
        return false;
    }

    /// Whether `seen` was right all the time.
    boolean isExact() {
        return !full;
    }

    private void measure() {
        if (++sinceMeasured == MEASURE_EVERY) {
            sinceMeasured = 0;
            if (numbers.getLongSizeInBytes() > MOST_BYTES) {
                full = true;
                numbers = new Roaring64Bitmap();
            }
        }
    }
}
