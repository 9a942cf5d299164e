package vesper.aot.opt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** {@code ADD} and {@code SUB}. */
final class SumRules {
    private SumRules() {}

    static @Nullable Value apply(Editor editor, Value value) {
        return value.op() == Op.ADD ? add(editor, value) : subtract(editor, value);
    }

    private static @Nullable Value add(Editor editor, Value sum) {
        Value a = sum.arg(0);
        Value b = sum.arg(1);
        Type type = sum.type();
        if (b.isConst(0) && a.type() == type) {
            return a;
        }
        if (isOffset(a)) { // (x + c) + y is (x + y) + c
            Value x = a.arg(0);
            if (b.isConst()) {
                return sum(sum, x, editor.constant(b.type(), wrap(type, a.arg(1).imm() + b.imm())));
            }
            if (editor.isUsedOnce(a)) {
                return sum(sum, editor.emit(Op.ADD, type, x, b), a.arg(1));
            }
        }
        if (isOffset(b) && b.arg(0).type() != Type.REF && editor.isUsedOnce(b)) {
            return sum(sum, editor.emit(Op.ADD, type, a, b.arg(0)), b.arg(1));
        }
        if (a.type() != type) {
            return null;
        }
        if (b.op() == Op.SUB) { // x + (0 - y), x + (y - x)
            if (b.arg(0).isConst(0)) {
                return sum.become(Op.SUB, type, List.of(a, b.arg(1)));
            }
            if (b.arg(1) == a) {
                return b.arg(0);
            }
        }
        if (a.op() == Op.SUB) {
            if (a.arg(0).isConst(0)) {
                return sum.become(Op.SUB, type, List.of(b, a.arg(1)));
            }
            if (a.arg(1) == b) {
                return a.arg(0);
            }
        }
        return null;
    }

    private static Value sum(Value sum, Value a, Value b) {
        return sum.become(Op.ADD, sum.type(), List.of(a, b));
    }

    private static @Nullable Value subtract(Editor editor, Value difference) {
        Value a = difference.arg(0);
        Value b = difference.arg(1);
        Type type = difference.type();
        if (b.isConst()) {
            return sum(difference, a, editor.constant(type, wrap(type, -b.imm())));
        }
        if (a == b) {
            return difference.becomeConst(0);
        }
        if (a.op() == Op.ADD && a.arg(0).type() == type) { // (x + y) - y
            if (a.arg(1) == b) {
                return a.arg(0);
            }
            if (a.arg(0) == b) {
                return a.arg(1);
            }
        }
        if (isOffset(a) && a.arg(0).type() == type && editor.isUsedOnce(a)) { // (x + c) - y
            return sum(difference, editor.emit(Op.SUB, type, a.arg(0), b), a.arg(1));
        }
        if (isOffset(b) && b.arg(0).type() == type && editor.isUsedOnce(b)) { // x - (y + c)
            Value inner = editor.emit(Op.SUB, type, a, b.arg(0));
            return sum(
                    difference,
                    inner,
                    editor.constant(type, wrap(type, -b.arg(1).imm())));
        }
        if (a.isConst(0) && b.op() == Op.SUB) { // -(x - y)
            return difference.become(Op.SUB, type, List.of(b.arg(1), b.arg(0)));
        }
        return null;
    }

    /** Whether it adds a constant. */
    static boolean isOffset(Value value) {
        return value.op() == Op.ADD && value.arg(1).isConst();
    }

    static long wrap(Type type, long value) {
        return type == Type.I32 ? (int) value : value;
    }
}
