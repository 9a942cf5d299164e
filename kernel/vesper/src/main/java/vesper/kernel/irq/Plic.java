package vesper.kernel.irq;

import vesper.metal.Addr;

/**
 * The platform-level interrupt controller, for one context: a hart in M-mode (PLIC specification 1.0.0, chapter 3).
 *
 * <pre>
 *  0x00_0000 + 4 * source       priority, 0 is never
 *  0x00_2000 + 0x80 * context   enable, a bit a source
 *  0x20_0000 + 0x1000 * context threshold
 *  0x20_0004 + 0x1000 * context claim (load), complete (store)
 * </pre>
 */
public final class Plic {
    private static final long ENABLE = 0x2000;
    private static final long ENABLE_STRIDE = 0x80;
    private static final long THRESHOLD = 0x20_0000;
    private static final long CLAIM = 0x20_0004;
    private static final long CONTEXT_STRIDE = 0x1000;
    private static final int CONTEXTS_A_HART = 2;

    private final Addr base;
    private final long context;

    /** The context of {@code hartid} in M-mode, the first of the hart's two. */
    public Plic(long base, int hartid) {
        this.base = new Addr(base);
        this.context = (long) CONTEXTS_A_HART * hartid;
    }

    /** Lets every source of a priority above {@code threshold} through. */
    public void setThreshold(int threshold) {
        base.set32(THRESHOLD + CONTEXT_STRIDE * context, threshold);
    }

    /** Lets {@code source} interrupt, with this priority. */
    public void enable(int source, int priority) {
        base.set32(4L * source, priority);
        long word = ENABLE + ENABLE_STRIDE * context + 4L * (source / Integer.SIZE);
        base.set32(word, base.i32(word) | 1 << (source % Integer.SIZE));
    }

    /** The pending source of the highest priority, now in service; 0 if there is none. */
    public int claim() {
        return base.i32(CLAIM + CONTEXT_STRIDE * context);
    }

    /** Ends the service of {@code source}. */
    public void complete(int source) {
        base.set32(CLAIM + CONTEXT_STRIDE * context, source);
    }
}
