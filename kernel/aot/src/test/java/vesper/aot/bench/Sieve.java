package vesper.aot.bench;

import vesper.metal.Entry;

/** How many primes there are below a limit. */
final class Sieve {
    private static final int LIMIT = 32768;
    private static final boolean[] COMPOSITE = new boolean[LIMIT];

    private Sieve() {}

    @Entry
    static void setup() {}

    @Entry
    static long bench() {
        for (int i = 2; i * i < COMPOSITE.length; i++) {
            if (!COMPOSITE[i]) {
                for (int j = i * i; j < COMPOSITE.length; j += i) {
                    COMPOSITE[j] = true;
                }
            }
        }
        int primes = 0;
        for (int i = 2; i < COMPOSITE.length; i++) {
            if (!COMPOSITE[i]) {
                primes++;
            }
        }
        return primes;
    }
}
