package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vesper.isa.Operands;
import vesper.stress.Randomness;
import vesper.stress.referee.Batch;
import vesper.stress.referee.Vesper;

/**
 * Load-acquire and store-release against a model of the manual's words, since QEMU 7.2 has none: "always sign-extend the
 * value placed in rd", "ignore the upper bits of the value of rs2", "naturally aligned". Their order is another matter.
 */
class ZalasrTest {
    private static final int CASES = 12_000;
    private static final long SEED = 61;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long MSTATUS = 3L << 11 | 3L << 13 | 0xa_0000_0000L;
    private static final int AMO = 0x2f;
    private static final int LOAD_ACQUIRE = 0b00110;
    private static final int STORE_RELEASE = 0b00111;
    private static final int ILLEGAL = 2;
    private static final int LOAD_MISALIGNED = 4;
    private static final int LOAD_FAULT = 5;
    private static final int STORE_MISALIGNED = 6;
    private static final int STORE_FAULT = 7;

    @Test
    void eachDoesWhatTheManualSays() throws Exception {
        List<FuzzCase> cases = new ArrayList<>();
        for (int number = 0; number < CASES; number++) {
            cases.add(make(number));
        }
        int stores = 0;
        int traps = 0;
        try (Vesper vesper = new Vesper()) {
            new Batch(vesper, new Image(cases), PATIENCE_NANOS).run();
            for (FuzzCase each : cases) {
                Outcome outcome = Outcome.of(vesper, each.index());
                check(each, outcome);
                stores += outcome.changes().isEmpty() ? 0 : 1;
                traps += outcome.trapCount() > 1 ? 1 : 0;
            }
        }
        assertTrue(stores > CASES / 10, "only " + stores + " stores");
        assertTrue(traps > CASES / 10, "only " + traps + " traps");
    }

    /** Mostly legal; also without the bit that must be set, with a register where zeros belong, and of 16 bytes. */
    private static FuzzCase make(int number) {
        Randomness random = new Randomness(SEED, number);
        Draft draft = new Draft(random, Kind.MEMORY, Draft.M);
        draft.words[CaseRecord.MSTATUS] = MSTATUS;
        draft.words[CaseRecord.MTVEC] = Layout.VECTORS;
        draft.words[CaseRecord.STVEC] = Layout.STUB;
        for (int i = 1; i < 32; i++) {
            draft.words[CaseRecord.X + i] = Corners.doubleword(random);
        }
        boolean load = random.chance(50);
        int annotations = random.chance(85) ? (load ? 2 : 1) | random.below(4) : random.below(4);
        int width = random.chance(95) ? random.below(4) : 4 + random.below(4);
        int operand = random.below(32);
        int zero = random.chance(95) ? 0 : random.below(32);
        int rs1 = 1 + random.below(31);
        draft.words[CaseRecord.X + rs1] = address(random, load, width & 3);
        draft.add(new Draft.Slot((load ? LOAD_ACQUIRE : STORE_RELEASE) << 27
                | annotations << 25
                | (load ? zero : operand) << 20
                | rs1 << 15
                | width << 12
                | (load ? operand : zero) << 7
                | AMO));
        return draft.finish(SEED, number);
    }

    private static long address(Randomness random, boolean load, int width) {
        return switch (random.below(8)) {
            case 0 -> Layout.RAM_END + 8L * random.below(8);
            case 1 -> (load ? Layout.RAM_END : Layout.CASES) + random.below(64);
            case 2 -> Layout.WINDOW + random.below(256);
            default -> Layout.WINDOW + ((long) random.below(256) << width);
        };
    }

    private static void check(FuzzCase each, Outcome outcome) {
        int word = each.instructions()[0];
        int width = 1 << (Operands.funct3(word) & 3);
        long address = each.word(CaseRecord.X + Operands.rs1(word));
        long[] x = new long[32];
        for (int i = 1; i < 32; i++) {
            x[i] = each.word(CaseRecord.X + i);
        }
        SortedMap<Long, Long> changes = new TreeMap<>();
        int cause = cause(word, width, address);
        if (cause >= 0) {
            assertEquals(2, outcome.trapCount(), each::toString);
            assertEquals(cause, outcome.trap(0, 0), each::toString);
            assertEquals(cause == ILLEGAL ? word & 0xffff_ffffL : address, outcome.trap(0, 1), each::toString);
        } else {
            assertEquals(1, outcome.trapCount(), each::toString);
            execute(x, word, width, address, changes);
        }
        for (int i = 1; i < 32; i++) {
            assertEquals(x[i], outcome.word(Outcome.X + i), "x" + i + " of " + each);
        }
        assertEquals(changes, outcome.changes(), each::toString);
    }

    private static boolean isLoad(int word) {
        return word >>> 27 == LOAD_ACQUIRE;
    }

    private static int cause(int word, int width, long address) {
        boolean load = isLoad(word);
        boolean annotated = load ? Operands.aq(word) : Operands.rl(word);
        int zero = load ? Operands.rs2(word) : Operands.rd(word);
        if (!annotated || zero != 0 || Operands.funct3(word) > 3) {
            return ILLEGAL;
        }
        if ((address & (width - 1)) != 0) {
            return load ? LOAD_MISALIGNED : STORE_MISALIGNED;
        }
        boolean allowed = address >= Layout.WINDOW && address < Layout.RAM_END;
        if (allowed) {
            return -1;
        }
        return load ? LOAD_FAULT : STORE_FAULT;
    }

    private static void execute(long[] x, int word, int width, long address, SortedMap<Long, Long> changes) {
        long doubleword = address & -8;
        long old = Image.initially(doubleword);
        int shift = (int) (8 * (address & 7));
        int above = 64 - 8 * width;
        if (isLoad(word)) {
            x[Operands.rd(word)] = old >>> shift << above >> above;
            x[0] = 0;
            return;
        }
        long mask = -1L >>> above << shift;
        long value = (old & ~mask) | (x[Operands.rs2(word)] << shift & mask);
        if (value != old) {
            changes.put(doubleword, value);
        }
    }
}
