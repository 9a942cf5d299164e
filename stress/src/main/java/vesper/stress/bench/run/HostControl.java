package vesper.stress.bench.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What this host can do at best: the same small loop of plain Java on one thread and on several. Where two virtual
 * cores share one real core, several threads are no faster than one, and no machine on top can be.
 */
public final class HostControl {
    private static final long ITERATIONS = 300_000_000;

    private static final int TABLE = 4096;
    private static final long MULTIPLIER = 6364136223846793005L;

    private HostControl() {}

    /** How many times the work of one thread so many do in the same time. */
    public static double scaling(int threads) throws InterruptedException {
        rate(1, ITERATIONS / 10); // compiles the loop
        double many = rate(threads, ITERATIONS);
        return many / rate(1, ITERATIONS);
    }

    /** Millions of iterations a second, all threads together. */
    private static double rate(int threads, long iterations) throws InterruptedException {
        List<Thread> running = new ArrayList<>();
        long[] results = new long[threads];
        long from = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            int index = i;
            running.add(Thread.ofPlatform().start(() -> results[index] = loop(iterations, index)));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return threads * iterations * 1e3 / (System.nanoTime() - from);
    }

    private static long loop(long iterations, int seed) {
        byte[] table = new byte[TABLE];
        for (int i = 0; i < TABLE; i++) {
            table[i] = (byte) (i * 7);
        }
        long x = seed;
        long sum = 0;
        for (long i = 0; i < iterations; i++) {
            x = x * MULTIPLIER + 1;
            sum += table[(int) (x >>> 40) & (TABLE - 1)];
        }
        return sum;
    }
}
