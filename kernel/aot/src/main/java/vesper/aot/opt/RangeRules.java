package vesper.aot.opt;

import java.util.List;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Operations that are cheaper, or nothing, on the values that they can meet. */
final class RangeRules {
    private RangeRules() {}

    /** Whether the value changed; values that it now needs are appended to {@code before}. {@code uses} are counts. */
    static boolean apply(Facts facts, Value value, int[] uses, List<Value> before) {
        return switch (value.op()) {
            case ZEXT32 -> facts.interval(value.arg(0)).isNonNegative() && become(value, Op.I2L, value.arg(0));
            case SEXT8 -> fits(facts, value, Interval.bits(8, true)) && same(value, before);
            case SEXT16 -> fits(facts, value, Interval.bits(16, true)) && same(value, before);
            case ZEXT16 -> fits(facts, value, Interval.bits(16, false)) && same(value, before);
            case AND ->
                isMask(value.arg(1))
                        && fits(facts, value, new Interval(0, value.arg(1).imm()))
                        && same(value, before);
            case I2L -> uses[value.arg(0).id()] == 1 && offset(facts, value, before);
            case DIV, DIVU, REM, REMU -> divide(facts, value, before);
            default -> false;
        };
    }

    private static boolean fits(Facts facts, Value value, Interval range) {
        return range.contains(facts.interval(value.arg(0)));
    }

    private static boolean isMask(Value value) {
        return value.isConst() && value.imm() > 0 && (value.imm() & (value.imm() + 1)) == 0;
    }

    private static boolean become(Value value, Op op, Value... args) {
        value.become(op, value.type(), List.of(args));
        return true;
    }

    /** Its arg plus 0: {@link Simplify} takes that away. */
    private static boolean same(Value value, List<Value> before) {
        return become(value, Op.ADD, value.arg(0), constant(value, value.type(), 0, before));
    }

    /**
     * An int plus a constant that can't overflow, made long, is the long plus the constant, which may go into an offset.
     * Not if the sum is needed as an int too: a loop's counter and what it is next would both need a register.
     */
    private static boolean offset(Facts facts, Value value, List<Value> before) {
        Value sum = value.arg(0);
        if (!SumRules.isOffset(sum)
                || !facts.interval(sum.arg(0))
                        .addsExactly(Interval.constant(sum.arg(1).imm()), Type.I32)) {
            return false;
        }
        Value wide = value.block().graph().newValue(value.block(), Op.I2L, Type.I64, List.of(sum.arg(0)));
        before.add(wide.position(value.position()));
        return become(value, Op.ADD, wide, constant(value, Type.I64, sum.arg(1).imm(), before));
    }

    private static boolean divide(Facts facts, Value value, List<Value> before) {
        Value dividend = value.arg(0);
        Value divisor = value.arg(1);
        boolean signed = value.op() == Op.DIV || value.op() == Op.REM;
        boolean remainder = value.op() == Op.REM || value.op() == Op.REMU;
        if (!facts.interval(dividend).isNonNegative()
                || !facts.interval(divisor).isNonNegative()) {
            return false;
        }
        if (remainder && Boolean.TRUE.equals(facts.less(dividend, divisor))) {
            return same(value, before);
        }
        if (!signed || !divisor.isConst() || Long.bitCount(divisor.imm()) != 1) {
            return false;
        }
        return remainder
                ? become(value, Op.AND, dividend, constant(value, value.type(), divisor.imm() - 1, before))
                : become(
                        value,
                        Op.USHR,
                        dividend,
                        constant(value, Type.I32, Long.numberOfTrailingZeros(divisor.imm()), before));
    }

    private static Value constant(Value near, Type type, long imm, List<Value> before) {
        Value constant = near.block()
                .graph()
                .newValue(near.block(), Op.CONST, type, List.of())
                .imm(imm);
        before.add(constant);
        return constant;
    }
}
