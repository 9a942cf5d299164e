package vesper.aot.lower;

import vesper.aot.ir.Value;
import vesper.isa.Instruction;

/** Selects for comparisons whose result is needed as a number. */
final class Comparisons {
    private final Selection out;

    Comparisons(Selection out) {
        this.out = out;
    }

    void select(Value value) {
        switch (value.op()) {
            case EQ -> equality(value, true);
            case NE -> equality(value, false);
            case LT -> less(value, Instruction.SLT, Instruction.SLTI, false);
            case GE -> less(value, Instruction.SLT, Instruction.SLTI, true);
            case LTU -> less(value, Instruction.SLTU, Instruction.SLTIU, false);
            case GEU -> less(value, Instruction.SLTU, Instruction.SLTIU, true);
            case CMP -> threeWay(value, Instruction.SLT);
            case CMPU -> threeWay(value, Instruction.SLTU);
            default -> throw new IllegalArgumentException(value.op() + " is no comparison");
        }
    }

    private void equality(Value value, boolean equal) {
        int result = out.result(value);
        Value left = value.arg(0);
        Value right = value.arg(1);
        if (equal && right.isConst(0) && Facts.isBoolean(left)) {
            out.immediate(Instruction.XORI, result, out.register(left), 1);
            return;
        }
        int difference = out.register(left);
        if (right.isConst() && Arithmetic.fits(-Selection.constant(right))) {
            if (!right.isConst(0)) {
                int from = difference;
                difference = out.newRegister();
                out.immediate(Instruction.ADDI, difference, from, -Selection.constant(right));
            }
        } else {
            int from = difference;
            difference = out.newRegister();
            out.row(Instruction.XOR, difference, from, out.register(right));
        }
        if (equal) {
            out.immediate(Instruction.SLTIU, result, difference, 1);
        } else {
            out.row(Instruction.SLTU, result, Selection.ZERO, difference);
        }
    }

    private void less(Value value, Instruction row, Instruction immediate, boolean not) {
        int result = out.result(value);
        int less = not ? out.newRegister() : result;
        Value right = value.arg(1);
        if (right.isConst() && !right.isConst(0) && Arithmetic.fits(Selection.constant(right))) {
            out.immediate(immediate, less, out.register(value.arg(0)), Selection.constant(right));
        } else {
            out.row(row, less, out.register(value.arg(0)), out.register(right));
        }
        if (not) {
            out.immediate(Instruction.XORI, result, less, 1);
        }
    }

    private void threeWay(Value value, Instruction row) {
        int left = out.register(value.arg(0));
        int right = out.register(value.arg(1));
        int greater = out.newRegister();
        int less = out.newRegister();
        out.row(row, greater, right, left);
        out.row(row, less, left, right);
        out.row(Instruction.SUB, out.result(value), greater, less);
    }
}
