package vesper.device.plic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.device.HandTimer;
import vesper.device.TestLine;

/**
 * Random accesses to the registers, in any order, while wires move and time passes: each answer is one that the PLIC
 * specification allows, by what the registers said before. {@code -Dvesper.registers=N} takes as many runs, {@code
 * -Dvesper.registerSeed=S} begins with another.
 */
class PlicFuzzTest {
    private static final int RUNS = Integer.getInteger("vesper.registers", 10_000);
    private static final long SEED = Long.getLong("vesper.registerSeed", 20_261_130);
    private static final int STEPS = 200;
    private static final int SOURCES = 40;
    private static final int CONTEXTS = 3;
    private static final long HOLD = 10_000;

    private static final int PENDING = 0x1000;
    private static final int ENABLE = 0x2000;
    private static final int CONTEXT = 0x200000;

    private final HandTimer timer = new HandTimer();
    private final TestLine[] lines = TestLine.lines(CONTEXTS);
    private final Plic plic = new Plic(SOURCES, lines, timer);
    private final PlicDriver driver = new PlicDriver(plic);

    @Test
    void noOrderOfAccessesGetsAnAnswerThatTheSpecificationForbids() throws AccessFault {
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            PlicFuzzTest run = new PlicFuzzTest();
            try {
                run.steps(new SplittableRandom(seed));
            } catch (AssertionError e) {
                throw new AssertionError("-Dvesper.registers=1 -Dvesper.registerSeed=" + seed, e);
            }
        }
    }

    private void steps(SplittableRandom random) throws AccessFault {
        for (int i = 0; i < STEPS; i++) {
            step(random);
            for (int context = 0; context < CONTEXTS; context++) {
                boolean due = driver.priority(best(context)) > driver.threshold(context);
                assertEquals(due, lines[context].isHigh(), "the line of context " + context);
            }
        }
    }

    private void step(SplittableRandom random) throws AccessFault {
        int irq = random.nextInt(1, SOURCES + 1);
        int context = random.nextInt(CONTEXTS);
        switch (random.nextInt(8)) {
            case 0 -> plic.source(irq).set(random.nextBoolean());
            case 1 -> timer.pass(random.nextLong(2 * HOLD));
            case 2 -> driver.complete(context, random.nextInt(4) == 0 ? random.nextInt() : irq);
            case 3, 4 -> claim(context);
            case 5 -> store(random);
            default -> load(random);
        }
    }

    /** The pending source that is enabled and of the highest priority above 0, the lowest number first; or 0. */
    private int best(int context) throws AccessFault {
        int best = 0;
        for (int word = 0; word <= SOURCES / 32; word++) {
            int ready = driver.enableWord(context, word) & (int) plic.load(PENDING + 4L * word, 4);
            for (int bit = 0; bit < 32; bit++) {
                int irq = 32 * word + bit;
                if (((ready >>> bit) & 1) != 0 && driver.priority(irq) > driver.priority(best)) {
                    best = irq;
                }
            }
        }
        return best;
    }

    private void claim(int context) throws AccessFault {
        int expected = best(context);
        assertEquals(expected, driver.claim(context));
        if (expected != 0) {
            assertFalse(driver.isPending(expected), "claimed, and still pending");
        }
    }

    private static int offset(SplittableRandom random) {
        int word = random.nextInt(SOURCES + 8);
        return switch (random.nextInt(5)) {
            case 0 -> 4 * word;
            case 1 -> PENDING + 4 * random.nextInt(4);
            case 2 -> ENABLE + 0x80 * random.nextInt(CONTEXTS + 1) + 4 * random.nextInt(4);
            case 3 -> CONTEXT + 0x1000 * random.nextInt(CONTEXTS + 1) + 4 * (random.nextBoolean() ? 0 : word);
            default -> random.nextInt((int) Plic.SIZE / 4) * 4;
        };
    }

    private static boolean isClaim(int offset) {
        return offset >= CONTEXT && offset % 0x1000 == 4;
    }

    /** What is stored is what is loaded, in the bits that there are, until somebody else changes it. */
    private void store(SplittableRandom random) throws AccessFault {
        int offset = offset(random);
        int value = random.nextBoolean() ? random.nextInt() : random.nextInt(8);
        if (isClaim(offset)) {
            driver.complete(random.nextInt(CONTEXTS), value);
            return;
        }
        long before = plic.load(offset, 4);
        plic.store(offset, value, 4);
        assertEquals(offset >= PENDING && offset < ENABLE ? before : value & bits(offset), plic.load(offset, 4));
    }

    private void load(SplittableRandom random) throws AccessFault {
        int offset = offset(random);
        long value = plic.load(offset, 4);
        if (!isClaim(offset)) {
            assertEquals(0, value & ~bits(offset));
            assertEquals(value, plic.load(offset, 4));
        }
    }

    /** The bits that a register has. */
    private static long bits(int offset) {
        if (offset < PENDING) {
            return offset / 4 >= 1 && offset / 4 <= SOURCES ? 7 : 0;
        }
        if (offset < ENABLE) {
            return existing((offset - PENDING) / 4);
        }
        if (offset < CONTEXT) {
            return (offset - ENABLE) / 0x80 < CONTEXTS ? existing((offset - ENABLE) % 0x80 / 4) : 0;
        }
        return (offset - CONTEXT) / 0x1000 < CONTEXTS && offset % 0x1000 == 0 ? 7 : 0;
    }

    private static long existing(int word) {
        long bits = 0;
        for (int irq = Math.max(1, 32 * word); irq < 32 * word + 32 && irq <= SOURCES; irq++) {
            bits |= 1L << (irq % 32);
        }
        return bits;
    }
}
