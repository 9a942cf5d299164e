package vesper.stress.fuzz;

import vesper.stress.Randomness;

/** What a case is mostly made of. The weights are per cent, by mixture: rows, soup, memory, CSRs, privilege. */
enum Kind {
    COMPUTE(70, 10, 10, 5, 5),
    SOUP(10, 75, 10, 3, 2),
    MEMORY(15, 5, 75, 3, 2),
    PAGING(10, 5, 75, 5, 5),
    PROTECTION(10, 5, 75, 5, 5),
    REGISTERS(10, 5, 5, 75, 5),
    PRIVILEGE(15, 5, 10, 25, 45),
    INTERRUPTS(25, 5, 10, 40, 20);

    private static final Kind[] SHARES = {
        COMPUTE,
        COMPUTE,
        COMPUTE,
        COMPUTE,
        COMPUTE,
        COMPUTE,
        SOUP,
        SOUP,
        SOUP,
        SOUP,
        MEMORY,
        MEMORY,
        MEMORY,
        PAGING,
        PAGING,
        PAGING,
        PROTECTION,
        REGISTERS,
        REGISTERS,
        REGISTERS,
        PRIVILEGE,
        INTERRUPTS
    };

    @SuppressWarnings("ImmutableEnumChecker") // never written
    private final int[] weights;

    Kind(int... weights) {
        this.weights = weights;
    }

    static Kind pick(Randomness random) {
        return SHARES[random.below(SHARES.length)];
    }

    /** A number from 0 for rows to 4 for privilege. */
    int mixture(Randomness random) {
        int at = random.below(100);
        int part = 0;
        while (at >= weights[part]) {
            at -= weights[part];
            part++;
        }
        return part;
    }

    boolean paging() {
        return this == PAGING;
    }
}
