package vesper.aot.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Verifier;
import vesper.aot.regalloc.AllocationChecker;
import vesper.aot.regalloc.Convention;
import vesper.isa.Assembler;
import vesper.isa.Register;

/** Random graphs do on the machine what their values' definitions say. */
@Timeout(120)
class RandomGraphTest {
    private static final int VALUES = 3000; // of all graphs together
    private static final int CALLS = 5;
    private static final long PANIC = Long.MIN_VALUE + 12345;
    private static final long MEMORY = 0x8020_0000L;

    private static long evaluate(Graph graph, byte[] memory, long... arguments) {
        try {
            return Evaluator.run(graph, memory, MEMORY, arguments);
        } catch (Evaluator.Panic e) {
            return PANIC;
        }
    }

    private static long[] arguments(Random random) {
        long[] arguments = {MEMORY, random.nextInt(), random.nextLong(), random.nextLong()};
        for (int i = 1; i < arguments.length; i++) {
            if (random.nextBoolean()) {
                arguments[i] = arguments[i] >> (i == 1 ? 28 : 60);
            }
        }
        return arguments;
    }

    private static void mix(Assembler a) {
        a.label(RandomGraph.MIX.symbol());
        for (int i = Register.A1.number(); i <= Register.A7.number(); i++) {
            a.slli(Register.T0, Register.A0, 1);
            a.add(Register.A0, Register.A0, Register.T0);
            a.add(Register.A0, Register.A0, Register.of(i));
        }
        for (Register lost : Convention.TEMPORARY) {
            if (lost != Register.A0) {
                a.li(lost, -0x123);
            }
        }
        a.ret();
    }

    /** The memory is at an address of its own that nothing else uses, zeros at first, and is carried over. */
    @ParameterizedTest
    @ValueSource(ints = {10, 25, 60, 150, 600})
    void theMachineComputesWhatTheGraphsMean(int size) throws Exception {
        long seed = Long.getLong("vesper.seed", 42) * 1000 + size;
        Random random = new Random(seed);
        Guest guest = new Guest();
        guest.backend.beforeWriting(allocated -> AllocationChecker.check(allocated.code(), allocated.allocation()));
        mix(guest.assembler);
        byte[] memory = new byte[RandomGraph.MEMORY];
        List<Long> expected = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Math.max(2, Math.min(40, VALUES / size)); i++) {
            Graph graph = RandomGraph.of("g" + i, random, size);
            Verifier.verify(graph);
            for (int j = 0; j < CALLS; j++) {
                long[] arguments = arguments(random);
                expected.add(evaluate(graph, memory, arguments));
                texts.add("seed " + seed + ", call " + j + "\n" + graph);
                guest.call(graph.method().symbol(), arguments);
            }
            guest.add(graph);
        }
        List<Guest.Outcome> outcomes = guest.run();
        assertEquals(expected.size(), outcomes.size(), () -> "seed " + seed);
        for (int i = 0; i < expected.size(); i++) {
            Guest.Outcome outcome = outcomes.get(i);
            assertEquals(expected.get(i), outcome.returned() ? outcome.value() : PANIC, texts.get(i));
        }
    }
}
