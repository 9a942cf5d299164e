package vesper.stress;

import java.util.List;

/** A stream of numbers that follows from a seed and a case's number alone (splitmix64). */
public final class Randomness {
    private long state;

    public Randomness(long seed, long number) {
        state = mix(seed + 0x9e37_79b9_7f4a_7c15L) ^ mix(number + 0x2545_f491_4f6c_dd1dL);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }

    public long bits() {
        state += 0x9e37_79b9_7f4a_7c15L;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}. */
    public int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(bits(), bound);
    }

    public boolean chance(int percent) {
        return below(100) < percent;
    }

    public <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    public int pick(int... from) {
        return from[below(from.length)];
    }

    public long pick(long... from) {
        return from[below(from.length)];
    }
}
