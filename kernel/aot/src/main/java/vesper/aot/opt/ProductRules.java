package vesper.aot.opt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * Multiplication and division by constants. A signed division stays unless its dividend is known not to be negative
 * ({@link Ranges} finds out more): on RISC-V the exact sequence is longer than the one instruction, and code is measured
 * in instructions here.
 */
final class ProductRules {
    private ProductRules() {}

    static @Nullable Value apply(Editor editor, Value value) {
        Value a = value.arg(0);
        if (!value.arg(1).isConst()) {
            return null;
        }
        long c = value.arg(1).imm();
        return switch (value.op()) {
            case MUL -> multiply(editor, value, a, c);
            case MULHU -> c == 0 ? value.becomeConst(0) : null;
            case DIV -> Bits.possible(a) >= 0 && c > 0 ? quotient(editor, value, a, c) : c == 1 ? a : null;
            case REM ->
                c == 1 || c == -1
                        ? value.becomeConst(0)
                        : Bits.possible(a) >= 0 && c > 0 ? remainder(editor, value, a, c) : null;
            case DIVU -> quotient(editor, value, a, c);
            case REMU -> remainder(editor, value, a, c);
            default -> null;
        };
    }

    private static @Nullable Value multiply(Editor editor, Value value, Value a, long c) {
        Type type = value.type();
        if (c == 0) {
            return value.becomeConst(0);
        }
        if (c == 1) {
            return a;
        }
        if (c == -1) {
            return value.become(Op.SUB, type, List.of(editor.constant(type, 0), a));
        }
        if (isPowerOfTwo(type, c)) {
            return value.become(Op.SHL, type, List.of(a, editor.constant(Type.I32, Long.numberOfTrailingZeros(c))));
        }
        // (x + d) * c, so that d * c can go into an offset
        if (type == Type.I64 && SumRules.isOffset(a) && editor.isUsedOnce(a)) {
            Value product = editor.emit(Op.MUL, type, a.arg(0), value.arg(1));
            return value.become(
                    Op.ADD,
                    type,
                    List.of(product, editor.constant(type, a.arg(1).imm() * c)));
        }
        return null;
    }

    /** Of a dividend that is not negative, or unsigned. */
    static @Nullable Value quotient(Editor editor, Value value, Value a, long c) {
        if (c == 1) {
            return a;
        }
        if (!isPowerOfTwo(value.type(), c)) {
            return null;
        }
        return value.become(
                Op.USHR, value.type(), List.of(a, editor.constant(Type.I32, Long.numberOfTrailingZeros(c))));
    }

    /** Of a dividend that is not negative, or unsigned. */
    static @Nullable Value remainder(Editor editor, Value value, Value a, long c) {
        if (!isPowerOfTwo(value.type(), c)) {
            return null;
        }
        long mask = SumRules.wrap(value.type(), c - 1);
        return value.become(Op.AND, value.type(), List.of(a, editor.constant(value.type(), mask)));
    }

    /** The lowest int is one as well: it is 1 << 31, sign-extended. */
    private static boolean isPowerOfTwo(Type type, long c) {
        return Long.bitCount(c) == 1 || (type == Type.I32 && c == Integer.MIN_VALUE);
    }
}
