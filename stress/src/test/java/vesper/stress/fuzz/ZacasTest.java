package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vesper.isa.Instruction;
import vesper.isa.Operands;
import vesper.stress.Randomness;
import vesper.stress.referee.Batch;
import vesper.stress.referee.Vesper;

/** Compare-and-swap against a model of the manual's words, since QEMU 7.2 has none (unprivileged 16). */
class ZacasTest {
    private static final int CASES = 12_000;
    private static final long SEED = 16;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long MSTATUS = 3L << 11 | 3L << 13 | 0xa_0000_0000L;
    private static final int ILLEGAL = 2;
    private static final int MISALIGNED = 6;
    private static final int ACCESS_FAULT = 7;
    private static final List<Instruction> ROWS =
            List.of(Instruction.AMOCAS_W, Instruction.AMOCAS_D, Instruction.AMOCAS_Q);

    @Test
    void amocasDoesWhatTheManualSays() throws Exception {
        List<FuzzCase> cases = new ArrayList<>();
        for (int number = 0; number < CASES; number++) {
            cases.add(make(number));
        }
        int swaps = 0;
        try (Vesper vesper = new Vesper()) {
            new Batch(vesper, new Image(cases), PATIENCE_NANOS).run();
            for (FuzzCase each : cases) {
                Outcome outcome = Outcome.of(vesper, each.index());
                check(each, outcome);
                swaps += outcome.changes().isEmpty() ? 0 : 1;
            }
        }
        assertTrue(swaps > CASES / 10, "only " + swaps + " swaps");
    }

    private static FuzzCase make(int number) {
        Randomness random = new Randomness(SEED, number);
        Draft draft = new Draft(random, Kind.MEMORY, Draft.M);
        draft.words[CaseRecord.MSTATUS] = MSTATUS;
        draft.words[CaseRecord.MTVEC] = Layout.VECTORS;
        draft.words[CaseRecord.STVEC] = Layout.STUB;
        for (int i = 1; i < 32; i++) {
            draft.words[CaseRecord.X + i] = Corners.doubleword(random);
        }
        Instruction row = random.pick(ROWS);
        int even = row == Instruction.AMOCAS_Q && random.chance(90) ? ~1 : ~0;
        int rd = random.below(32) & even;
        int rs2 = random.below(32) & even;
        int rs1 = 1 + random.below(31);
        long address = address(random);
        draft.words[CaseRecord.X + rs1] = address;
        if (random.chance(70)) {
            expectWhatIsThere(draft.words, rd, rs1, address, random);
        }
        draft.add(new Draft.Slot(row.match() | rd << 7 | rs1 << 15 | rs2 << 20 | random.below(4) << 25));
        return draft.finish(SEED, number);
    }

    private static long address(Randomness random) {
        return switch (random.below(12)) {
            case 0 -> Layout.RAM_END + 16L * random.below(8);
            case 1 -> Layout.CASES + 16L * random.below(8);
            case 2 -> Layout.WINDOW + random.below(256);
            case 3 -> Layout.WINDOW + 8L * random.below(256);
            case 4 -> Layout.WINDOW + 4L * random.below(256);
            default -> Layout.WINDOW + 16L * random.below(256);
        };
    }

    /** Sets rd, and the register after it, to what memory holds; for a word, sometimes with other bits above it. */
    private static void expectWhatIsThere(long[] words, int rd, int rs1, long address, Randomness random) {
        boolean inWindow = address >= Layout.WINDOW && address < Layout.WINDOW + Layout.WINDOW_SIZE - 16;
        if (!inWindow || rd == 0 || rd == rs1 || rd + 1 == rs1) {
            return;
        }
        long shift = 8 * (address & 4);
        words[CaseRecord.X + rd] = Image.initially(address & -8) >>> shift;
        if (random.chance(30)) {
            words[CaseRecord.X + rd] ^= 1L << 40;
        }
        if (rd < 31) {
            words[CaseRecord.X + rd + 1] = Image.initially((address & -8) + 8);
        }
    }

    private static void check(FuzzCase each, Outcome outcome) {
        int word = each.instructions()[0];
        int width = 4 << (Operands.funct3(word) - 2);
        int rd = Operands.rd(word);
        long address = each.word(CaseRecord.X + Operands.rs1(word));
        long[] x = new long[32];
        for (int i = 1; i < 32; i++) {
            x[i] = each.word(CaseRecord.X + i);
        }
        int cause = cause(word, width, address);
        SortedMap<Long, Long> changes = new TreeMap<>();
        if (cause >= 0) {
            assertEquals(cause, outcome.trap(0, 0), each::toString);
            assertEquals(cause == ILLEGAL ? word & 0xffff_ffffL : address, outcome.trap(0, 1), each::toString);
            assertEquals(2, outcome.trapCount(), each::toString);
        } else {
            assertEquals(1, outcome.trapCount(), each::toString);
            swap(x, word, width, address, changes);
        }
        for (int i = 1; i < 32; i++) {
            assertEquals(x[i], outcome.word(Outcome.X + i), "x" + i + " of " + each + ", rd x" + rd);
        }
        assertEquals(changes, outcome.changes(), each::toString);
    }

    private static int cause(int word, int width, long address) {
        if (width == 16 && ((Operands.rd(word) | Operands.rs2(word)) & 1) != 0) {
            return ILLEGAL;
        }
        if ((address & (width - 1)) != 0) {
            return MISALIGNED;
        }
        boolean writable = address >= Layout.WINDOW && address < Layout.RAM_END;
        return writable ? -1 : ACCESS_FAULT;
    }

    /** The manual's pseudocode: compare rd with memory, store rs2 if they are equal, and give rd what was there. */
    private static void swap(long[] x, int word, int width, long address, SortedMap<Long, Long> changes) {
        int rd = Operands.rd(word);
        int rs2 = Operands.rs2(word);
        long doubleword = address & -8;
        long low = Image.initially(doubleword);
        if (width == 4) {
            int shift = (int) (8 * (address & 4));
            int seen = (int) (low >>> shift);
            long mask = 0xffff_ffffL << shift;
            if (seen == (int) x[rd]) {
                put(changes, doubleword, (low & ~mask) | (x[rs2] << shift & mask));
            }
            x[rd] = seen;
        } else if (width == 8) {
            if (low == x[rd]) {
                put(changes, doubleword, x[rs2]);
            }
            x[rd] = low;
        } else {
            long high = Image.initially(doubleword + 8);
            if (low == x[rd] && high == (rd == 0 ? 0 : x[rd + 1])) {
                put(changes, doubleword, x[rs2]);
                put(changes, doubleword + 8, rs2 == 0 ? 0 : x[rs2 + 1]);
            }
            if (rd != 0) {
                x[rd] = low;
                x[rd + 1] = high;
            }
        }
        x[0] = 0;
    }

    private static void put(SortedMap<Long, Long> changes, long address, long value) {
        if (Image.initially(address) != value) {
            changes.put(address, value);
        }
    }
}
