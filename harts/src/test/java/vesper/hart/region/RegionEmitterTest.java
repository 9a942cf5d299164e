package vesper.hart.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vesper.hart.code.Op;
import vesper.hart.code.Slot;

/** How much of a plan becomes a region: what HotSpot takes, and not less. */
class RegionEmitterTest {
    private static final int ADDI_BYTECODES = 6;

    /** Straight code in which twelve registers are {@code rs1} by turns, and twelve others {@code rd}. */
    private static RegionPlan plan(int count, IntUnaryOperator op) {
        List<Step> steps = IntStream.range(0, count)
                .mapToObj(i -> new Step(
                        4 * i,
                        4,
                        op.applyAsInt(i)
                                | ((long) (5 + (i % 12)) << Slot.RD_SHIFT)
                                | ((long) (17 + (i % 12)) << Slot.RS1_SHIFT)
                                | ((8L * i) << Slot.IMM_SHIFT)))
                .toList();
        return new RegionPlan(0, steps, Map.of(), Map.of());
    }

    /** A load that shares no look with others may stand twice in the code, in each copy of its unit. */
    private static long loadsIn(RegionPlan plan) {
        return Arrays.stream(RegionEmitter.emit(plan, false).stepOffsets())
                .distinct()
                .count();
    }

    @Test
    void loadsAreAllKeptIfTheirBytecodesFit() {
        assertEquals(100, loadsIn(plan(100, i -> Op.LD)));
    }

    @Test
    void arithmeticAloneIsLimitedByItsBytecodesOnly() {
        RegionClass made = RegionEmitter.emit(plan(400, i -> Op.ADDI), false);
        assertTrue(made.codeLength() >= 400 * ADDI_BYTECODES, made.codeLength() + " bytecodes");
        assertTrue(made.codeLength() < RegionEmitter.MAX_CODE_LENGTH, made.codeLength() + " bytecodes");
    }

    @Test
    void whatIsLongerThanHotSpotCompilesIsCut() {
        RegionClass made = RegionEmitter.emit(plan(2000, i -> Op.DIVU), false);
        assertTrue(made.codeLength() < RegionEmitter.MAX_CODE_LENGTH, made.codeLength() + " bytecodes");
        assertTrue(made.codeLength() > RegionEmitter.MAX_CODE_LENGTH / 2, made.codeLength() + " bytecodes");
    }
}
