package vesper.device.plic;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The controller's registers and its gateways, without the way to them. All but the wires is for the owner of the
 * controller's token only.
 *
 * <p>A gateway forwards one request at a time: it makes its source pending when the wire rises, ignores the wire from
 * claim to completion, and on completion looks at the wire again (PLIC specification, "Interrupt Gateways"). A request
 * once forwarded stays even if the wire falls.
 *
 * <p>How soon a gateway forwards a level is its own affair. A wire that has stayed high through {@link #PATIENCE}
 * completions in a row has a driver that does not quiet its device: its request is then held back until the wire rises
 * anew or {@link #forwardHeld} is called, so that the harts do more than take interrupts. A device that gets on is never
 * held back, however much it has to do, because it lets its wire fall in between: see {@link vesper.bus.InterruptLine}.
 *
 * <p>What may change the level of a context's line says so: see {@link #firstStale}. A source concerns every context that
 * has it enabled, so all are stale then.
 */
final class Gateways {
    private static final int MAX_PRIORITY = 7;

    /** So many interrupts in a row about which nothing is done are a storm. */
    static final int PATIENCE = 16;

    private final int sources;

    // any thread writes and reads an element, volatile: 1 while the source's wire is high
    private final AtomicIntegerArray wires;

    // owned by the token's owner
    private final int[] priority;
    private final int[] pending;
    private final int[] claimed;
    private final int[] held; // high, but not to be forwarded yet
    private final int[] insisting; // completions since the wire rose that found it still high
    private final int[][] enable;
    private final int[] threshold;
    private int firstStale;
    private int endStale;
    private boolean alarmed; // whoever holds a source back sees to it that forwardHeld is called, once for all

    Gateways(int sources, int contexts) {
        int words = sources / Integer.SIZE + 1;
        this.sources = sources;
        this.wires = new AtomicIntegerArray(sources + 1);
        this.priority = new int[sources + 1];
        this.pending = new int[words];
        this.claimed = new int[words];
        this.held = new int[words];
        this.insisting = new int[sources + 1];
        this.enable = new int[contexts][words];
        this.threshold = new int[contexts];
        settle();
    }

    /** Sets a wire, from any thread, and says whether that was a change. */
    boolean changeWire(int irq, boolean high) {
        int level = high ? 1 : 0;
        return wires.get(irq) != level && wires.getAndSet(irq, level) != level;
    }

    /** The wire of {@code irq} has risen. */
    void request(int irq) {
        insisting[irq] = 0;
        forward(irq);
    }

    private void forward(int irq) {
        int word = irq / Integer.SIZE;
        held[word] &= ~bit(irq);
        if ((claimed[word] & bit(irq)) == 0) {
            pending[word] |= bit(irq);
            allStale();
        }
    }

    /** Forwards the requests held back whose wires are still high. */
    void forwardHeld() {
        alarmed = false;
        for (int word = 0; word < held.length; word++) {
            int left = held[word];
            held[word] = 0;
            while (left != 0) {
                int irq = word * Integer.SIZE + Integer.numberOfTrailingZeros(left);
                if (wires.get(irq) != 0) {
                    forward(irq);
                }
                left &= left - 1;
            }
        }
    }

    /**
     * Takes the request of the highest priority, whatever the threshold; 0 if there is none. Then another context may
     * have taken it and not have driven the line yet: it is driven, here or by whoever is busy with it.
     */
    int claim(int context) {
        int irq = highest(context);
        if (irq == 0) {
            stale(context);
            return 0;
        }
        int word = irq / Integer.SIZE;
        pending[word] &= ~bit(irq);
        claimed[word] |= bit(irq);
        allStale();
        return irq;
    }

    /**
     * Ends the handling of a source; one that is not enabled for the context, or that nobody has claimed, is ignored.
     *
     * @return whether the caller is to have {@link #forwardHeld} called after a while
     */
    boolean complete(int context, long irq) {
        if (irq < 1 || irq > sources) {
            return false;
        }
        int source = (int) irq;
        int word = source / Integer.SIZE;
        if ((enable[context][word] & claimed[word] & bit(source)) != 0) {
            claimed[word] &= ~bit(source);
            if (wires.get(source) != 0) {
                return forwardOrHold(source);
            }
        }
        return false;
    }

    private boolean forwardOrHold(int irq) {
        if (insisting[irq] < PATIENCE) {
            insisting[irq]++;
            forward(irq);
            return false;
        }
        held[irq / Integer.SIZE] |= bit(irq);
        boolean first = !alarmed;
        alarmed = true;
        return first;
    }

    private void stale(int context) {
        firstStale = Math.min(firstStale, context);
        endStale = Math.max(endStale, context + 1);
    }

    private void allStale() {
        firstStale = 0;
        endStale = threshold.length;
    }

    /** The first context whose level may have changed since {@link #settle}; the last one is before {@link #endStale}. */
    int firstStale() {
        return firstStale;
    }

    int endStale() {
        return endStale;
    }

    /** The levels have been decided: none is stale. */
    void settle() {
        firstStale = threshold.length;
        endStale = 0;
    }

    /** The level of a context's line. */
    boolean notifies(int context) {
        return priority[highest(context)] > threshold[context];
    }

    /** The enabled pending source of the highest priority above 0, the lowest number first; 0, whose priority is 0. */
    private int highest(int context) {
        int best = 0;
        int[] enabled = enable[context];
        for (int word = 0; word < pending.length; word++) {
            int candidates = pending[word] & enabled[word];
            while (candidates != 0) {
                int irq = word * Integer.SIZE + Integer.numberOfTrailingZeros(candidates);
                if (priority[irq] > priority[best]) {
                    best = irq;
                }
                candidates &= candidates - 1;
            }
        }
        return best;
    }

    int priority(long irq) {
        return irq <= sources ? priority[(int) irq] : 0;
    }

    void setPriority(long irq, int value) {
        if (irq >= 1 && irq <= sources) {
            priority[(int) irq] = value & MAX_PRIORITY;
            allStale();
        }
    }

    int pendingWord(long word) {
        return word < pending.length ? pending[(int) word] : 0;
    }

    int enableWord(int context, int word) {
        return word < pending.length ? enable[context][word] : 0;
    }

    void setEnableWord(int context, int word, int value) {
        if (word < pending.length) {
            enable[context][word] = value & existing(word);
            stale(context);
        }
    }

    /** The sources 1 to {@code sources} of a word. */
    private int existing(int word) {
        int mask = word == pending.length - 1 ? -1 >>> (Integer.SIZE - 1 - sources % Integer.SIZE) : -1;
        return word == 0 ? mask & ~1 : mask;
    }

    int threshold(int context) {
        return threshold[context];
    }

    void setThreshold(int context, int value) {
        threshold[context] = value & MAX_PRIORITY;
        stale(context);
    }

    private static int bit(int irq) {
        return 1 << (irq % Integer.SIZE);
    }
}
