package vesper.aot.opt;

import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Computations that change only bits which their user doesn't look at. */
final class Narrowing {
    private Narrowing() {}

    /** A simpler value of the same type whose low {@code bits} are the same. */
    static Value strip(Value value, int bits) {
        Value at = value;
        while (keepsLow(at, bits)) {
            at = at.arg(0);
        }
        return at;
    }

    private static boolean keepsLow(Value value, int bits) {
        if (bits <= 0 || bits >= 64) {
            return false;
        }
        return switch (value.op()) {
            case SEXT8, ZEXT8 -> bits <= 8;
            case SEXT16, ZEXT16 -> bits <= 16;
            case AND ->
                value.arg(1).isConst()
                        && Long.numberOfTrailingZeros(~value.arg(1).imm()) >= bits;
            case OR, XOR ->
                value.arg(1).isConst()
                        && Long.numberOfTrailingZeros(value.arg(1).imm()) >= bits;
            default -> false;
        };
    }

    /** The low half of a constant or of an I32 that was extended. */
    static Value low(Editor editor, Value value) {
        return value.isConst() ? editor.constant(Type.I32, SumRules.wrap(Type.I32, value.imm())) : value.arg(0);
    }
}
