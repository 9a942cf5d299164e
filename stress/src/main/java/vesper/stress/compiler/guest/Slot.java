package vesper.stress.compiler.guest;

/**
 * Where a part of a program leaves what it did.
 *
 * <pre>
 *    0  state       {@link #ENDED}, {@link #TRAPPED}, or 0
 *    8  count of points
 *   16  mcause
 *   24  mepc
 *   32  line        of the site in the code map; 0 without one
 *   40  file        address of a text that ends in a zero byte
 *   48  message     likewise
 *   64  points      number and value, 8 bytes each
 * </pre>
 */
public final class Slot {
    public static final int STATE = 0;
    public static final int COUNT = 8;
    public static final int CAUSE = 16;
    public static final int PC = 24;
    public static final int LINE = 32;
    public static final int FILE = 40;
    public static final int MESSAGE = 48;
    public static final int POINTS = 64;
    public static final int MOST_POINTS = 60;
    public static final int SIZE = 1024;

    public static final long ENDED = 1;
    public static final long TRAPPED = 2;

    private Slot() {}
}
