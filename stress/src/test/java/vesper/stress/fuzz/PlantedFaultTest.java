package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.isa.Csrs;
import vesper.stress.Engine;

/** The comparison sees a wrong bit wherever it is, and says how to find it again. */
class PlantedFaultTest {
    private static final long SEED = 7;
    private static final long CASES = 300;

    @Test
    void wrongRegisterIsReportedWithItsCaseSeedAndInstructions() throws Exception {
        List<Mismatch> mismatches = plant(41, Outcome.X + 5);
        assertEquals(1, mismatches.size());
        Mismatch found = mismatches.getFirst();
        assertEquals(41, found.each().number());
        assertEquals(
                List.of("t0"),
                found.differences().stream().map(Difference::name).toList());
        assertTrue(found.report().contains("fuzz --seed 7 --case 41"), found.report());
        assertTrue(found.report().contains("ecall"), found.report());
    }

    @Test
    void wrongBitIsSeenInEachRegister() throws Exception {
        for (int i = 1; i < 32; i++) {
            assertEquals(1, compareWith(Outcome.X + i).size(), "x" + i);
            assertEquals(1, compareWith(Outcome.F + i).size(), "f" + i);
        }
        assertEquals(1, compareWith(Outcome.F).size(), "f0");
    }

    @Test
    void wrongTrapIsSeen() {
        for (int part = 0; part < Outcome.TRAP_WORDS; part++) {
            assertEquals(1, compareWith(Outcome.TRAPS + part).size(), "part " + part);
        }
    }

    @Test
    void wrongMemoryIsSeen() {
        long[] changed = dirty();
        changed[Outcome.CHANGE_COUNT] = 1;
        changed[Outcome.CHANGES] = Layout.WINDOW + 16;
        changed[Outcome.CHANGES + 1] = Image.initially(Layout.WINDOW + 16) ^ 1;
        FuzzCase each = new CaseGenerator(SEED).generate(0);
        List<Difference> differences = Comparison.compare(each, new Outcome(changed), new Outcome(dirty()));
        assertEquals(
                List.of("memory at 0x82010010"),
                differences.stream().map(Difference::name).toList());
    }

    /** With FS dirty, as it must be when f registers are not those of the start. */
    private static long[] dirty() {
        long[] words = new long[Outcome.WORDS];
        words[Outcome.csr(Csrs.MSTATUS)] = Long.MIN_VALUE | 3 << 13;
        return words;
    }

    @Test
    void changedFloatingPointStateMustBeDirty() {
        Outcome clean = new Outcome(new long[Outcome.WORDS]);
        List<String> names = Comparison.compare(new CaseGenerator(SEED).generate(0), clean, clean).stream()
                .map(Difference::name)
                .toList();
        assertEquals(List.of("mstatus"), names);
    }

    /** Two outcomes of one trap that are the same but for one bit. */
    private static List<Difference> compareWith(int word) {
        long[] words = dirty();
        words[Outcome.FINISHED] = 1;
        words[Outcome.TRAP_COUNT] = 1;
        Outcome right = new Outcome(words);
        words[word] ^= 1;
        return Comparison.compare(new CaseGenerator(SEED).generate(0), new Outcome(words), right);
    }

    private static List<Mismatch> plant(long number, int word) throws Exception {
        Path qemu = Referee.require();
        try (Fuzzer fuzzer = new Fuzzer(
                SEED,
                List.of(Engine.INTERP),
                qemu,
                (each, outcome) -> each.number() == number ? outcome.withFlipped(word) : outcome)) {
            return fuzzer.run(0, CASES);
        }
    }
}
