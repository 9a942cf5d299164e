package vesper.aot.opt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Access;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Extensions to more bits, and the narrowing {@code L2I}. */
final class ExtensionRules {
    private ExtensionRules() {}

    static @Nullable Value apply(Editor editor, Value value) {
        Value a = value.arg(0);
        return switch (value.op()) {
            case ZEXT8 -> value.become(Op.AND, value.type(), List.of(a, editor.constant(value.type(), 0xff)));
            case ZEXT16 -> within(a, 0xffff) ? a : narrow(editor, value, a, 16, false);
            case SEXT8 -> within(a, 0x7f) || isSigned(a, 8) ? a : narrow(editor, value, a, 8, true);
            case SEXT16 -> within(a, 0x7fff) || isSigned(a, 16) ? a : narrow(editor, value, a, 16, true);
            case I2L -> fromInt(a);
            case ZEXT32 -> zeroExtend(editor, value, a);
            default -> toInt(editor, value, a);
        };
    }

    private static boolean within(Value value, long mask) {
        return (Bits.possible(value) & ~mask) == 0;
    }

    /** Whether it is sign-extended from so many bits already. */
    private static boolean isSigned(Value value, int bits) {
        return switch (value.op()) {
            case SEXT8 -> true;
            case SEXT16 -> bits >= 16;
            case LOAD -> value.access().width() * 8 <= bits && value.access().signed();
            default -> false;
        };
    }

    private static @Nullable Value narrow(Editor editor, Value value, Value a, int bits, boolean signed) {
        if (retype(editor, value, a, bits / 8, signed)) {
            return a;
        }
        Value stripped = Narrowing.strip(a, bits);
        if (stripped == a) {
            return null;
        }
        value.args().set(0, stripped);
        return value;
    }

    /** Lets a load that only this value uses extend as the value does. */
    static boolean retype(Editor editor, Value value, Value load, int width, boolean signed) {
        if (load.op() != Op.LOAD
                || load.type() != value.type()
                || load.access().width() != width
                || !editor.isUsedOnce(load)) {
            return false;
        }
        Access access = load.access();
        load.aux(new Access(width, signed, access.order(), access.alias()));
        return true;
    }

    private static @Nullable Value fromInt(Value a) {
        if (a.op() == Op.L2I && isInt(a.arg(0))) {
            return a.arg(0);
        }
        return null;
    }

    /** Whether a wide value is its own low half, sign-extended. */
    private static boolean isInt(Value value) {
        return switch (value.op()) {
            case I2L, SEXT8, SEXT16 -> true;
            case LOAD ->
                value.access().width() <= 4
                        && (value.access().signed() || value.access().width() < 4);
            default -> within(value, 0x7fff_ffffL);
        };
    }

    private static @Nullable Value zeroExtend(Editor editor, Value value, Value a) {
        if (Bits.possible(a) >= 0) {
            return value.become(Op.I2L, Type.I64, List.of(a));
        }
        if (a.op() == Op.L2I && within(a.arg(0), 0xffff_ffffL)) {
            return a.arg(0);
        }
        // lw, then zero-extension, is lwu: the load itself becomes wide
        if (a.op() == Op.LOAD && a.access().width() == 4 && editor.isUsedOnce(a)) {
            Access access = a.access();
            long offset = a.imm();
            a.become(Op.LOAD, Type.I64, List.copyOf(a.args()))
                    .imm(offset)
                    .aux(new Access(4, false, access.order(), access.alias()));
            return a;
        }
        return null;
    }

    private static @Nullable Value toInt(Editor editor, Value value, Value a) {
        switch (a.op()) {
            case I2L, ZEXT32 -> {
                return a.arg(0);
            }
            case ADD, SUB, MUL, AND, OR, XOR -> {
                if (isInteger(a) && isNarrow(a.arg(0)) && isNarrow(a.arg(1))) {
                    return value.become(
                            a.op(),
                            Type.I32,
                            List.of(Narrowing.low(editor, a.arg(0)), Narrowing.low(editor, a.arg(1))));
                }
            }
            case SHL -> {
                if (isNarrow(a.arg(0)) && a.arg(1).isConst() && (a.arg(1).imm() & 63) < 32) {
                    return value.become(Op.SHL, Type.I32, List.of(Narrowing.low(editor, a.arg(0)), a.arg(1)));
                }
            }
            default -> {}
        }
        Value stripped = Narrowing.strip(a, 32);
        if (stripped != a) {
            value.args().set(0, stripped);
            return value;
        }
        return null;
    }

    private static boolean isInteger(Value sum) {
        return sum.arg(0).type() == Type.I64;
    }

    /** Whether its low half costs nothing. */
    private static boolean isNarrow(Value value) {
        return value.op() == Op.I2L || value.op() == Op.ZEXT32 || value.isConst();
    }
}
