package vesper.hart.translate;

import vesper.bus.PhysicalMemory;

/** Guest code that lies together in RAM, as it was when it was read. */
final class CodeRun {
    private static final int HALFWORDS_A_TIME = 4;

    private final long ramOffset;
    private final short[] halfwords;

    // the same four by four, as far as there are four
    private final long[] words;

    CodeRun(long ramOffset, short[] halfwords) {
        this.ramOffset = ramOffset;
        this.halfwords = halfwords;
        this.words = new long[halfwords.length / HALFWORDS_A_TIME];
        for (int i = 0; i < words.length; i++) {
            for (int j = HALFWORDS_A_TIME - 1; j >= 0; j--) {
                words[i] = words[i] << 16 | (halfwords[i * HALFWORDS_A_TIME + j] & 0xffff);
            }
        }
    }

    long ramOffset() {
        return ramOffset;
    }

    /** The RAM offset of the first halfword that is another now, or -1. */
    long firstChange(PhysicalMemory ram) {
        int same = 0;
        while (same < words.length && ram.loadOpaque64(ramOffset + 8L * same) == words[same]) {
            same++;
        }
        for (int i = same * HALFWORDS_A_TIME; i < halfwords.length; i++) {
            long at = ramOffset + 2L * i;
            if ((short) ram.loadOpaque16(at) != halfwords[i]) {
                return at;
            }
        }
        return RegionCode.UNCHANGED;
    }
}
