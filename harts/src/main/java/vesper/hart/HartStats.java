package vesper.hart;

/** What one hart did, for {@code --stats}. Owned by the hart thread; read once it has stopped. */
public final class HartStats {
    long instructions;
    long parkedNanos;
    long scFailures;
    final long[] traps = new long[Cause.COUNT];
    final long[] interrupts = new long[Interrupt.BITS];

    HartStats() {}

    /** Instructions retired. */
    public long instructions() {
        return instructions;
    }

    /** Nanoseconds in {@code wfi}. */
    public long parkedNanos() {
        return parkedNanos;
    }

    /** Store-conditionals that did not store. */
    public long scFailures() {
        return scFailures;
    }

    /** Exceptions taken with this code. */
    public long traps(int cause) {
        return traps[cause];
    }

    /** How many exception codes there are. */
    public int causes() {
        return Cause.COUNT;
    }

    /** Interrupts of this kind taken. */
    public long interrupts(Interrupt interrupt) {
        return interrupts[interrupt.bit()];
    }
}
