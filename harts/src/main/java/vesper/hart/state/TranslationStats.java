package vesper.hart.state;

/** What the translator did for all harts of a machine. Whoever built a region counts it here; any thread reads. */
public final class TranslationStats {
    // all guarded by the monitor
    private long regions;
    private long bytecodes;
    private long nanos;

    public TranslationStats() {}

    /**
     * Counts a region that was built.
     *
     * @param length of its bytecode, in bytes
     * @param took nanoseconds from its guest code to a class that is ready to run
     */
    public synchronized void built(int length, long took) {
        regions++;
        bytecodes += length;
        nanos += took;
    }

    /** Regions built. */
    public synchronized long regions() {
        return regions;
    }

    /** Bytes of bytecode in them. */
    public synchronized long bytecodes() {
        return bytecodes;
    }

    /** Nanoseconds that building them took. */
    public synchronized long nanos() {
        return nanos;
    }
}
