package vesper.hart.state;

/** What one hart did, for {@code --stats}. Owned by the hart thread; read once it has stopped. */
public final class HartStats {
    public long instructions;
    public long translated;
    public long tlbMisses;
    public long accesses; // stays 0 unless they are counted
    public long parkedNanos;
    public long scFailures;
    public final long[] traps = new long[Cause.COUNT];
    public final long[] interrupts = new long[Interrupt.BITS];
    public final long[] exits = new long[RegionExit.COUNT]; // by RegionExit.code

    public HartStats() {}

    /** Instructions retired. */
    public long instructions() {
        return instructions;
    }

    /** Those of them that translated code retired. */
    public long translatedInstructions() {
        return translated;
    }

    /** Those of them that the interpreter retired. */
    public long interpretedInstructions() {
        return instructions - translated;
    }

    /**
     * Loads, stores and atomics that were begun, less {@link #tlbMisses}: those that found their page in the TLB. 0 unless
     * {@code HartGroup.countAccesses} was called. One that raises an exception before its address is looked at (a
     * misaligned atomic, floating point that is off) is taken for a hit; one across two pages is two misses.
     */
    public long tlbHits() {
        return Math.max(0, accesses - tlbMisses);
    }

    /** Loads, stores and atomics that had to translate their address, or walk to a device. */
    public long tlbMisses() {
        return tlbMisses;
    }

    /** How often translated code was left for this reason. */
    public long exits(RegionExit exit) {
        return exits[exit.code];
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
