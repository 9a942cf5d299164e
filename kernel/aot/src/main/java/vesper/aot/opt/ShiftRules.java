package vesper.aot.opt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** {@code SHL}, {@code SHR} and {@code USHR}, and pairs of them. */
final class ShiftRules {
    private ShiftRules() {}

    static @Nullable Value apply(Editor editor, Value value) {
        Value a = value.arg(0);
        Value b = value.arg(1);
        int width = value.type() == Type.I32 ? 32 : 64;
        if (!b.isConst()) {
            // The count is taken modulo the width anyway.
            Value count = Narrowing.strip(b, width == 32 ? 5 : 6);
            if (count != b) {
                value.args().set(1, count);
                return value;
            }
            return a.isConst(0) ? a : null;
        }
        int count = (int) b.imm() & (width - 1);
        if (count == 0) {
            return a;
        }
        if (b.imm() != count) {
            value.args().set(1, editor.constant(Type.I32, count));
            return value;
        }
        Value paired = isConstantShift(a) ? pair(editor, value, a, count, width) : null;
        if (paired != null) {
            return paired;
        }
        return switch (value.op()) {
            case SHL -> left(editor, value, a, count, width);
            case SHR -> Bits.possible(a) >= 0 ? value.become(Op.USHR, value.type(), List.of(a, b)) : null;
            default -> right(value, a, count);
        };
    }

    private static boolean isConstantShift(Value value) {
        return (value.op() == Op.SHL || value.op() == Op.SHR || value.op() == Op.USHR)
                && value.arg(1).isConst();
    }

    private static @Nullable Value pair(Editor editor, Value value, Value inner, int outer, int width) {
        Value x = inner.arg(0);
        Type type = value.type();
        int first = (int) inner.arg(1).imm() & (width - 1);
        if (inner.op() == value.op()) {
            int both = first + outer;
            if (both >= width) {
                if (value.op() != Op.SHR) {
                    return value.becomeConst(0);
                }
                both = width - 1;
            }
            return value.become(value.op(), type, List.of(x, editor.constant(Type.I32, both)));
        }
        long bits = Bits.possible(x);
        if (value.op() == Op.SHL) { // x >> first << outer
            if ((bits & ((1L << first) - 1)) == 0) {
                return net(editor, value, x, first - outer, inner.op());
            }
            return first == outer && first < 12
                    ? value.become(Op.AND, type, List.of(x, editor.constant(type, -1L << first)))
                    : null;
        }
        if (inner.op() != Op.SHL) { // of USHR and SHR the sign is known: the former leaves none
            return null;
        }
        // x << first >> outer
        boolean unsigned = value.op() == Op.USHR;
        long kept = Arithmetic.binary(value.op(), type, Arithmetic.binary(Op.SHL, type, bits, first), first);
        if (unsigned && bits >= 0 && kept == bits) {
            return net(editor, value, x, outer - first, Op.USHR);
        }
        if (first != outer) {
            return null;
        }
        int left = width - first;
        if (unsigned && left < 12) {
            return value.become(Op.AND, type, List.of(x, editor.constant(type, (1L << left) - 1)));
        }
        return switch (left) {
            case 8 -> value.become(unsigned ? Op.ZEXT8 : Op.SEXT8, type, List.of(x));
            case 16 -> value.become(unsigned ? Op.ZEXT16 : Op.SEXT16, type, List.of(x));
            case 32 -> {
                Value low = editor.emit(Op.L2I, Type.I32, x);
                yield value.become(unsigned ? Op.ZEXT32 : Op.I2L, type, List.of(low));
            }
            default -> null;
        };
    }

    /** {@code x} shifted right by {@code count}, or left if that is negative. */
    private static Value net(Editor editor, Value value, Value x, int count, Op right) {
        if (count == 0) {
            return x;
        }
        Value amount = editor.constant(Type.I32, Math.abs(count));
        return value.become(count > 0 ? right : Op.SHL, value.type(), List.of(x, amount));
    }

    private static @Nullable Value left(Editor editor, Value value, Value a, int count, int width) {
        Type type = value.type();
        // (x + c) << n is (x << n) + (c << n): the constant may go into an offset
        if (type == Type.I64 && SumRules.isOffset(a) && a.arg(0).type() == type && editor.isUsedOnce(a)) {
            Value shifted = editor.emit(Op.SHL, type, a.arg(0), value.arg(1));
            return value.become(
                    Op.ADD,
                    type,
                    List.of(shifted, editor.constant(type, a.arg(1).imm() << count)));
        }
        Value stripped = Narrowing.strip(a, width - count);
        if (stripped != a) {
            value.args().set(0, stripped);
            return value;
        }
        return null;
    }

    /** (x & c) >>> n, where the mask only clears what is shifted out. */
    private static @Nullable Value right(Value value, Value a, int count) {
        long low = (1L << count) - 1;
        if (a.op() == Op.AND && a.arg(1).isConst() && (a.arg(1).imm() | low) == -1) {
            value.args().set(0, a.arg(0));
            return value;
        }
        return null;
    }
}
