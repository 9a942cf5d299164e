package vesper.stress.compiler.guest;

/** Arrays, folded into a number. */
public final class Fold {
    private static final int FACTOR = 31;

    private Fold() {}

    public static long of(long before, boolean[] array) {
        long folded = before;
        for (boolean element : array) {
            folded = folded * FACTOR + (element ? 1 : 2);
        }
        return folded;
    }

    public static long of(long before, byte[] array) {
        long folded = before;
        for (byte element : array) {
            folded = folded * FACTOR + element;
        }
        return folded;
    }

    public static long of(long before, short[] array) {
        long folded = before;
        for (short element : array) {
            folded = folded * FACTOR + element;
        }
        return folded;
    }

    public static long of(long before, char[] array) {
        long folded = before;
        for (char element : array) {
            folded = folded * FACTOR + element;
        }
        return folded;
    }

    public static long of(long before, int[] array) {
        long folded = before;
        for (int element : array) {
            folded = folded * FACTOR + element;
        }
        return folded;
    }

    public static long of(long before, long[] array) {
        long folded = before;
        for (long element : array) {
            folded = folded * FACTOR + element;
        }
        return folded;
    }
}
