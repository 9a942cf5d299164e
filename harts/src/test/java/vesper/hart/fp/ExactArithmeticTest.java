package vesper.hart.fp;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.hart.fp.Oracle.Outcome;

/**
 * Bits and flags of every operation against exact arithmetic. {@code -Dvesper.fp.cases=N} runs more cases,
 * {@code -Dvesper.fp.seed=N} repeats a run.
 */
class ExactArithmeticTest {
    private static final long SEED = Long.getLong("vesper.fp.seed", System.nanoTime());
    private static final int CASES = Integer.getInteger("vesper.fp.cases", 100_000);

    @ParameterizedTest
    @EnumSource
    void doubleAgreesWithExactArithmeticInBitsAndFlags(Operation operation) {
        agrees(operation, Oracle.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource
    void singleAgreesWithExactArithmeticInBitsAndFlags(Operation operation) {
        agrees(operation, Oracle.SINGLE);
    }

    private static void agrees(Operation operation, Oracle format) {
        boolean fromOther = operation == Operation.FROM_OTHER_FORMAT;
        Operands operands = new Operands(
                fromOther ? Operation.other(format) : format,
                SEED + operation.name().hashCode());
        Operation.Subject subject = operation.subject(format);
        long mask = format.equals(Oracle.SINGLE) && operation.returnsFloat() ? 0xffff_ffffL : -1L;
        FpStatus status = new FpStatus();
        for (int i = 0; i < CASES; i++) {
            long a = operation.takesInteger() ? operands.integer() : operands.any();
            long b = operands.with(a);
            long c = operands.addend(a, b);
            int rm = operands.roundingMode();
            Outcome expected = operation.expected(format, a, b, c, rm);
            // NX already set is a path of its own. A flag once set must stay.
            int before = i & FpStatus.NX;
            status.fflags = before;
            long bits = subject.apply(status, a, b, c, rm) & mask;
            if (bits != expected.bits() || status.fflags != (before | expected.flags())) {
                fail("%s %s(%x, %x, %x) rm %d: %x flags %x, expected %x flags %x from %x; -Dvesper.fp.seed=%d"
                        .formatted(
                                format.equals(Oracle.DOUBLE) ? "double" : "single",
                                operation,
                                a,
                                b,
                                c,
                                rm,
                                bits,
                                status.fflags,
                                expected.bits(),
                                expected.flags(),
                                before,
                                SEED));
            }
        }
    }
}
