package vesper.aot.opt;

import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * Constant folding and algebra: each value by itself, looking at its args. Constants go to the right of commutative
 * operations, additions of constants outwards, so that they end up in the offsets of loads and stores.
 */
final class Simplify implements Pass {
    @Override
    public boolean run(Graph graph) {
        boolean changed = false;
        while (new Editor(graph).rewrite(Simplify::rule)) {
            changed = true;
        }
        return changed;
    }

    private static @Nullable Value rule(Editor editor, Value value) {
        Value folded = fold(value);
        if (folded != null) {
            return folded;
        }
        return switch (value.op()) {
            case PHI -> phi(value);
            case ADD, SUB -> SumRules.apply(editor, value);
            case MUL, MULH, MULHU, DIV, REM, DIVU, REMU -> ProductRules.apply(editor, value);
            case AND, OR, XOR -> BitRules.apply(editor, value);
            case SHL, SHR, USHR -> ShiftRules.apply(editor, value);
            case SEXT8, SEXT16, ZEXT8, ZEXT16, I2L, L2I, ZEXT32 -> ExtensionRules.apply(editor, value);
            case EQ, NE, LT, GE, LTU, GEU, CMP, CMPU -> CompareRules.apply(editor, value);
            case LOAD, STORE -> AccessRules.apply(editor, value);
            default -> null;
        };
    }

    private static @Nullable Value fold(Value value) {
        Op op = value.op();
        if (Arithmetic.isUnary(op) && value.arg(0).isConst()) {
            return value.becomeConst(
                    Arithmetic.unary(op, value.type(), value.arg(0).imm()));
        }
        if (!Arithmetic.isBinary(op)) {
            return null;
        }
        Value a = value.arg(0);
        Value b = value.arg(1);
        if (a.isConst() && b.isConst() && !(op == Op.ADD && a.type() == Type.REF)) {
            return value.becomeConst(Arithmetic.binary(op, a.type(), a.imm(), b.imm()));
        }
        if (a.isConst() && Arithmetic.isCommutative(op) && a.type() == b.type()) {
            value.args().set(0, b);
            value.args().set(1, a);
            return value;
        }
        return null;
    }

    /** A phi that merges only one value and itself is that value. */
    private static @Nullable Value phi(Value phi) {
        Value only = null;
        for (Value arg : phi.args()) {
            if (arg == phi || arg == only) {
                continue;
            }
            if (only != null) {
                return null;
            }
            only = arg;
        }
        return only;
    }
}
