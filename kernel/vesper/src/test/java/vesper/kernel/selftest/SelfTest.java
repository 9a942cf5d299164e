package vesper.kernel.selftest;

import vesper.kernel.console.Console;
import vesper.metal.Addr;

/** All checks, for one after the other, with seeds from a first one on. */
public final class SelfTest {
    private static final Check[] CHECKS = {
        new FrameAllocatorCheck(),
        new PageTableCheck(),
        new MinixCheck(),
        new MinixFuzzCheck(),
        new ElfCheck(),
        new SchedulerCheck(),
    };

    private SelfTest() {}

    /**
     * Runs every check with as many seeds as it asks for, and prints a line for each.
     *
     * @return whether all hold
     */
    public static boolean run(Console console, long firstSeed, Addr memory) {
        boolean all = true;
        for (int i = 0; i < CHECKS.length; i++) {
            all &= run(console, CHECKS[i], firstSeed, memory);
        }
        return all;
    }

    private static boolean run(Console console, Check check, long firstSeed, Addr memory) {
        int rounds = check.rounds();
        for (long seed = firstSeed; seed < firstSeed + rounds; seed++) {
            String result = check.run(seed, memory);
            if (Check.failed(result)) {
                console.text("selftest: ").text(check.name()).text(", seed ").number(seed);
                console.text(": it isn't so that ").text(result).line();
                return false;
            }
        }
        console.text("selftest: ")
                .text(check.name())
                .text(": ")
                .number(rounds)
                .text(" seeds hold")
                .line();
        return true;
    }
}
