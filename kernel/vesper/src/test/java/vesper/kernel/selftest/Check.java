package vesper.kernel.selftest;

import vesper.metal.Addr;

/** A property, tried on what a seed gives. It says what is wrong by a text, which is empty if nothing is. */
public abstract class Check {
    /** What {@link #run} returns if the property holds. */
    public static final String HOLDS = "";

    private final String name;
    private final int rounds;

    protected final Rng random = new Rng();

    /** {@code rounds} is how many seeds the machine tries, in a second or two. */
    protected Check(String name, int rounds) {
        this.name = name;
        this.rounds = rounds;
    }

    public final String name() {
        return name;
    }

    public final int rounds() {
        return rounds;
    }

    /** How much memory {@link #run} needs, in bytes. */
    public static long memoryNeeded() {
        return 2 << 20;
    }

    /**
     * Tries.
     *
     * @param memory the beginning of {@link #memoryNeeded} bytes, page-aligned, in any state
     * @return {@link #HOLDS}, or what was expected
     */
    public final String run(long seed, Addr memory) {
        random.seed(seed);
        return attempt(memory);
    }

    /** Whether a result says that the property doesn't hold. */
    public static boolean failed(String result) {
        return result.length() > 0;
    }

    protected abstract String attempt(Addr memory);
}
