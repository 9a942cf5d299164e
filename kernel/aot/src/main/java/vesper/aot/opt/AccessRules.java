package vesper.aot.opt;

import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Addresses and values of loads and stores. */
final class AccessRules {
    private AccessRules() {}

    static @Nullable Value apply(Editor editor, Value value) {
        Value base = value.arg(0);
        if (SumRules.isOffset(base)) {
            return offset(value, base.arg(0), base.arg(1).imm());
        }
        if (base.op() == Op.ADD) {
            // x + (y + c), which other users keep from being turned to (x + y) + c
            for (int i = 0; i < 2; i++) {
                Value inner = base.arg(i);
                Value other = base.arg(1 - i);
                if (SumRules.isOffset(inner) && fits(value.imm() + inner.arg(1).imm())) {
                    Value a = inner.arg(0);
                    Value sum = other.type() == Type.REF
                            ? editor.emit(Op.ADD, Type.I64, other, a)
                            : editor.emit(Op.ADD, Type.I64, a, other);
                    return offset(value, sum, inner.arg(1).imm());
                }
            }
        }
        if (value.op() == Op.STORE && value.access().width() < 8) {
            int bits = value.access().width() * 8;
            Value stored = value.arg(1);
            Value stripped = Narrowing.strip(stored, bits);
            if (stripped.op() == Op.L2I) {
                stripped = Narrowing.strip(stripped.arg(0), bits);
            }
            if (stripped != stored) {
                value.args().set(1, stripped);
                return value;
            }
        }
        return null;
    }

    private static @Nullable Value offset(Value value, Value base, long more) {
        if (!fits(value.imm() + more)) {
            return null;
        }
        value.imm(value.imm() + more);
        value.args().set(0, base);
        return value;
    }

    /** Whether it fits the immediate of a load or store. */
    private static boolean fits(long offset) {
        return offset >= -2048 && offset < 2048;
    }
}
