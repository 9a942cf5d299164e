package vesper.aot.opt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** {@code AND}, {@code OR} and {@code XOR}. */
final class BitRules {
    private BitRules() {}

    static @Nullable Value apply(Editor editor, Value value) {
        Value a = value.arg(0);
        Value b = value.arg(1);
        if (a == b) {
            return value.op() == Op.XOR ? value.becomeConst(0) : a;
        }
        if (!b.isConst()) {
            return null;
        }
        if (a.op() == value.op() && a.arg(1).isConst()) { // (x op c) op d
            long joined = Arithmetic.binary(value.op(), value.type(), a.arg(1).imm(), b.imm());
            return value.become(value.op(), value.type(), List.of(a.arg(0), editor.constant(value.type(), joined)));
        }
        return switch (value.op()) {
            case AND -> and(editor, value, a, b.imm());
            case OR -> b.isConst(0) ? a : b.isConst(-1) ? b : null;
            default -> b.isConst(0) ? a : xor(value, a, b);
        };
    }

    private static @Nullable Value and(Editor editor, Value value, Value a, long mask) {
        Type type = value.type();
        long possible = Bits.possible(a);
        if ((possible & ~mask) == 0) {
            return a;
        }
        if ((possible & mask) == 0) {
            return value.becomeConst(0);
        }
        if (type == Type.I64 && mask == 0xffff_ffffL) {
            Value low = a.op() == Op.I2L ? a.arg(0) : editor.emit(Op.L2I, Type.I32, a);
            return value.become(Op.ZEXT32, type, List.of(low));
        }
        if (mask == 0xffff) {
            return value.become(Op.ZEXT16, type, List.of(a));
        }
        if (mask == 0xff && ExtensionRules.retype(editor, value, a, 1, false)) {
            return a;
        }
        int bits = 64 - Long.numberOfLeadingZeros(mask);
        Value stripped = Narrowing.strip(a, bits);
        if (stripped != a) {
            value.args().set(0, stripped);
            return value;
        }
        // (x | c) & mask and (x ^ c) & mask, where c has no bit that the mask lets through
        if ((a.op() == Op.OR || a.op() == Op.XOR)
                && a.arg(1).isConst()
                && (a.arg(1).imm() & mask) == 0) {
            value.args().set(0, a.arg(0));
            return value;
        }
        return null;
    }

    /** Not of a condition is its inverse. */
    private static @Nullable Value xor(Value value, Value a, Value b) {
        if (b.isConst(1) && Arithmetic.isComparison(a.op())) {
            return value.become(Arithmetic.inverse(a.op()), Type.I32, List.copyOf(a.args()));
        }
        return null;
    }
}
