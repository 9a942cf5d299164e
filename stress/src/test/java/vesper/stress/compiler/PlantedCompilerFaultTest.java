package vesper.stress.compiler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Op;
import vesper.aot.lower.MachineInstruction.Kind;
import vesper.stress.referee.Qemu;

/** A compiler with a fault is found out by random programs, few of them. */
class PlantedCompilerFaultTest {
    private static final long SEED = 11;
    private static final int PROGRAMS = 50;
    private static final int AT_ONCE = 5;
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    static Stream<Named<Fault>> faults() {
        return Stream.of(
                Named.of("an l2i is lost", Fault.lostConversion(Op.L2I)),
                Named.of("the operands of a sub are swapped", Fault.swappedOperands(Op.SUB)),
                Named.of("a reload is skipped", Fault.lost(Kind.RELOAD)),
                Named.of("a spill is skipped", Fault.lost(Kind.SPILL)),
                Named.of("two live ranges are merged", Fault.mergedRanges()),
                Named.of("bounds are not checked", Fault.lostCheck(Failure.BOUNDS)),
                Named.of("casts are not checked", Fault.lostCheck(Failure.CAST)),
                Named.of("divisors are not checked", Fault.lostCheck(Failure.DIVISION)),
                Named.of("null is not checked", Fault.lostCheck(Failure.NULL)),
                Named.of("stores to arrays are not checked", Fault.lostCheck(Failure.ARRAY_STORE)),
                Named.of("a shift's mask is wrong", Fault.wrongShiftMask()),
                Named.of("a char is sign-extended", Fault.signInsteadOfZeroExtension()),
                Named.of("a cast to byte does nothing", Fault.lostConversion(Op.SEXT8)),
                Named.of("a store is lost", Fault.lostStore()),
                Named.of("a slot of a hub is wrong", Fault.wrongSlot()),
                Named.of("a comparison forgets the sign", Fault.wrongOperation(Op.LT, Op.LTU)),
                Named.of("a shift forgets the sign", Fault.wrongOperation(Op.SHR, Op.USHR)),
                Named.of("a phi mixes up its predecessors", Fault.mixedPhi()),
                Named.of("a branch is relaxed wrongly", Fault.misrelaxedBranch()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsFoundWithinFiftyPrograms(Fault fault) throws Exception {
        try (CompilerFuzzer fuzzer =
                new CompilerFuzzer(SEED, EnumSet.of(Side.VESPER), Qemu.DEFAULT, PATIENCE_NANOS, fault)) {
            boolean found = false;
            for (int from = 0; from < PROGRAMS && !found; from += AT_ONCE) {
                List<Finding> findings = fuzzer.run(from, from + AT_ONCE);
                for (Finding finding : findings) {
                    // the compiler's own failure would show nothing about the programs
                    assertTrue(finding.what().startsWith("jvm against"), finding.what());
                    found = true;
                }
            }
            assertTrue(found, "in " + PROGRAMS + " programs of seed " + SEED);
        }
    }
}
