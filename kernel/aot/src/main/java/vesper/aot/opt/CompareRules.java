package vesper.aot.opt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Comparisons. A constant goes to the right, and a {@code CMP} that is compared itself goes away. */
final class CompareRules {
    private CompareRules() {}

    static @Nullable Value apply(Editor editor, Value value) {
        Value a = value.arg(0);
        Value b = value.arg(1);
        Op op = value.op();
        if (a == b) {
            return value.becomeConst(op == Op.EQ || op == Op.GE || op == Op.GEU ? 1 : 0);
        }
        if (op == Op.CMP || op == Op.CMPU) {
            return null;
        }
        if (isThreeWay(a) && b.isConst()) {
            return threeWay(value, a, b.imm());
        }
        if (isThreeWay(b) && a.isConst(0) && (op == Op.LT || op == Op.GE)) { // 0 < cmp is cmp >= 1
            return value.become(Arithmetic.inverse(op), Type.I32, List.of(b, editor.constant(Type.I32, 1)));
        }
        Value widened = widened(editor, value, a, b);
        if (widened != null) {
            return widened;
        }
        return switch (op) {
            case EQ, NE -> equality(editor, value, a, b);
            case LT, GE -> a.isConst() ? turned(editor, value, b, highest(a.type())) : signed(value, a, b);
            default -> unsigned(editor, value, a, b);
        };
    }

    private static boolean isThreeWay(Value value) {
        return value.op() == Op.CMP || value.op() == Op.CMPU;
    }

    /** A comparison of -1, 0 or 1 with a constant. */
    private static @Nullable Value threeWay(Value value, Value cmp, long c) {
        Value x = cmp.arg(0);
        Value y = cmp.arg(1);
        Op less = cmp.op() == Op.CMP ? Op.LT : Op.LTU;
        Op notLess = Arithmetic.inverse(less);
        boolean sameAsLess = is(value, Op.LT, c, 0) || is(value, Op.EQ, c, -1);
        boolean sameAsMore = is(value, Op.GE, c, 1) || is(value, Op.EQ, c, 1);
        boolean notAsLess = is(value, Op.GE, c, 0) || is(value, Op.NE, c, -1);
        boolean notAsMore = is(value, Op.LT, c, 1) || is(value, Op.NE, c, 1);
        if (sameAsLess || notAsLess) {
            return value.become(sameAsLess ? less : notLess, Type.I32, List.of(x, y));
        }
        if (sameAsMore || notAsMore) {
            return value.become(sameAsMore ? less : notLess, Type.I32, List.of(y, x));
        }
        if (c == 0 && (value.op() == Op.EQ || value.op() == Op.NE)) {
            return value.become(value.op(), Type.I32, List.of(x, y));
        }
        return null;
    }

    private static boolean is(Value value, Op op, long c, long wanted) {
        return value.op() == op && c == wanted;
    }

    /** Of two I32 that were extended alike, or one and a constant: the comparison of the I32. */
    private static @Nullable Value widened(Editor editor, Value value, Value a, Value b) {
        if (a.type() != Type.I64) {
            return null;
        }
        boolean signed = extends32(a, Op.I2L) && extends32(b, Op.I2L);
        boolean unsigned = extends32(a, Op.ZEXT32) && extends32(b, Op.ZEXT32);
        if (!signed && !unsigned) {
            return null;
        }
        Op op = value.op();
        if (unsigned && !signed) {
            op = op == Op.LT ? Op.LTU : op == Op.GE ? Op.GEU : op;
        }
        return value.become(op, Type.I32, List.of(Narrowing.low(editor, a), Narrowing.low(editor, b)));
    }

    private static boolean extends32(Value value, Op extension) {
        if (value.isConst()) {
            return extension == Op.I2L ? value.imm() == (int) value.imm() : value.imm() >>> 32 == 0;
        }
        return value.op() == extension;
    }

    private static @Nullable Value equality(Editor editor, Value value, Value a, Value b) {
        boolean equal = value.op() == Op.EQ;
        if (!b.isConst()) {
            return null;
        }
        if (a.op() == Op.OBJECT || a.op() == Op.SYMBOL) { // neither is null
            return b.isConst(0) ? value.becomeConst(equal ? 0 : 1) : null;
        }
        long possible = Bits.possible(a);
        if ((b.imm() & ~possible) != 0) {
            return value.becomeConst(equal ? 0 : 1);
        }
        if (possible == 1) {
            return condition(editor, value, a, equal == b.isConst(1));
        }
        if (Long.bitCount(possible) == 1 && b.imm() == possible) { // x & 8 equals 8: it isn't 0
            return value.become(equal ? Op.NE : Op.EQ, Type.I32, List.of(a, editor.constant(a.type(), 0)));
        }
        boolean integer = a.type() != Type.REF;
        if (integer && SumRules.isOffset(a) && a.arg(0).type() == a.type()) { // x + c equals d
            long rest = SumRules.wrap(a.type(), b.imm() - a.arg(1).imm());
            return value.become(value.op(), Type.I32, List.of(a.arg(0), editor.constant(a.type(), rest)));
        }
        if (b.isConst(0) && (a.op() == Op.SUB || a.op() == Op.XOR)) {
            return value.become(value.op(), Type.I32, List.copyOf(a.args()));
        }
        return null;
    }

    /** {@code a}, which is 0 or 1, or its inverse. */
    private static @Nullable Value condition(Editor editor, Value value, Value a, boolean as) {
        if (as && a.type() == Type.I32) {
            return a;
        }
        if (as) { // of an I64, keep one form: NE with 0
            return value.op() == Op.NE ? null : value.become(Op.NE, Type.I32, List.of(a, editor.constant(a.type(), 0)));
        }
        if (Arithmetic.isComparison(a.op())) {
            return value.become(Arithmetic.inverse(a.op()), Type.I32, List.copyOf(a.args()));
        }
        if (value.op() == Op.NE) { // keep one form: EQ with 0
            return value.become(Op.EQ, Type.I32, List.of(a, editor.constant(a.type(), 0)));
        }
        return null;
    }

    /** {@code c < x} is {@code x >= c + 1}; left alone if {@code c} is the highest, or 0, which is a register. */
    private static @Nullable Value turned(Editor editor, Value value, Value x, long highest) {
        long c = value.arg(0).imm();
        if (c == 0 || c == highest) {
            return null;
        }
        Op op = Arithmetic.inverse(value.op());
        return value.become(op, Type.I32, List.of(x, editor.constant(x.type(), SumRules.wrap(x.type(), c + 1))));
    }

    private static long highest(Type type) {
        return type == Type.I32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }

    private static @Nullable Value signed(Value value, Value a, Value b) {
        if (b.isConst(0) && Bits.possible(a) >= 0) {
            return value.becomeConst(value.op() == Op.GE ? 1 : 0);
        }
        return null;
    }

    private static @Nullable Value unsigned(Editor editor, Value value, Value a, Value b) {
        boolean less = value.op() == Op.LTU;
        if (b.isConst(0)) {
            return value.becomeConst(less ? 0 : 1);
        }
        if (b.isConst(1)) {
            return value.become(less ? Op.EQ : Op.NE, Type.I32, List.of(a, editor.constant(a.type(), 0)));
        }
        if (a.isConst(0)) {
            return value.become(less ? Op.NE : Op.EQ, Type.I32, List.of(b, a));
        }
        if (b.isConst(-1) && !a.isConst()) {
            return value.become(less ? Op.NE : Op.EQ, Type.I32, List.of(a, b));
        }
        return a.isConst() ? turned(editor, value, b, -1) : null;
    }
}
