package vesper.stress.bench.program;

/**
 * What a hart writes to. Objects of one size lie side by side in an image, so those of different harts would share
 * lines of the host's caches: 64 bytes before an object's own fields, and behind an array's elements, keep them apart.
 */
public abstract class Apart {
    private static final int LINE = 64;

    // never looked at
    long apart0;
    long apart1;
    long apart2;
    long apart3;
    long apart4;
    long apart5;
    long apart6;
    long apart7;

    /** Of so many elements that are used. */
    protected static byte[] bytes(int length) {
        return new byte[length + LINE];
    }

    /** Of so many elements that are used. */
    protected static short[] shorts(int length) {
        return new short[length + LINE / Short.BYTES];
    }

    /** Of so many elements that are used. */
    protected static int[] ints(int length) {
        return new int[length + LINE / Integer.BYTES];
    }

    /** Of so many elements that are used. */
    protected static long[] longs(int length) {
        return new long[length + LINE / Long.BYTES];
    }
}
