package vesper.aot.lower;

import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.isa.Instruction;
import vesper.isa.Operand;

/** Selects for computations. The instructions that end in W read 32 bits of their sources and extend their result. */
final class Arithmetic {
    private final Selection out;

    Arithmetic(Selection out) {
        this.out = out;
    }

    void select(Value value) {
        if (extendsLoad(value)) {
            return;
        }
        switch (value.op()) {
            case ADD -> add(value);
            case SUB -> subtract(value);
            case MUL -> multiply(value);
            case MULH -> high(value, Instruction.MULH);
            case MULHU -> high(value, Instruction.MULHU);
            case DIV -> binary(value, Instruction.DIV, Instruction.DIVW);
            case DIVU -> divideUnsigned(value);
            case REM -> binary(value, Instruction.REM, Instruction.REMW);
            case REMU -> remainderUnsigned(value);
            case AND -> and(value);
            case OR -> logic(value, Instruction.OR, Instruction.ORI);
            case XOR -> logic(value, Instruction.XOR, Instruction.XORI);
            case SHL -> shift(value, Instruction.SLL, Instruction.SLLI, Instruction.SLLW, Instruction.SLLIW);
            case SHR -> shift(value, Instruction.SRA, Instruction.SRAI, Instruction.SRAW, Instruction.SRAIW);
            case USHR -> shift(value, Instruction.SRL, Instruction.SRLI, Instruction.SRLW, Instruction.SRLIW);
            case SEXT8 -> extend(value, Instruction.SRAI, 56);
            case SEXT16 -> extend(value, Instruction.SRAI, 48);
            case ZEXT8 -> out.immediate(Instruction.ANDI, out.result(value), low(value, 0, 8), 0xff);
            case ZEXT16 -> extend(value, Instruction.SRLI, 48);
            case ZEXT32 -> extend(value, Instruction.SRLI, 32);
            case L2I -> truncate(value);
            default -> throw new IllegalArgumentException(value.op() + " is no computation");
        }
    }

    /** Leaves the extension of what a load brings to the load. */
    private boolean extendsLoad(Value value) {
        boolean mask = value.op() == Op.AND && value.arg(1).isConst();
        int width = switch (value.op()) {
            case SEXT8, ZEXT8 -> 1;
            case SEXT16, ZEXT16 -> 2;
            case ZEXT32 -> 4;
            case AND ->
                mask && value.arg(1).imm() == 0xff ? 1 : mask && value.arg(1).imm() == 0xffff ? 2 : 0;
            default -> 0;
        };
        if (width == 0) {
            return false;
        }
        Value load = value.arg(0);
        while (load.op() == Op.I2L && out.isUsedOnce(load)) {
            load = load.arg(0);
        }
        if (load.op() != Op.LOAD || load.access().width() != width || !out.isUsedOnce(load)) {
            return false;
        }
        out.extendLoad(load, value.op() == Op.SEXT8 || value.op() == Op.SEXT16, value);
        return true;
    }

    static boolean fits(long value) {
        return value >= -0x800 && value < 0x800;
    }

    private static boolean isInt(Value value) {
        return value.type() == Type.I32;
    }

    /** The register of an arg of which only so many low bits matter. */
    private int low(Value value, int arg, int bits) {
        return out.register(Facts.low(value.arg(arg), bits));
    }

    private int arg(Value value, int arg, boolean word) {
        return word ? low(value, arg, 32) : out.register(value.arg(arg));
    }

    private void binary(Value value, Instruction row, Instruction wordRow) {
        binary(value, out.result(value), isInt(value) ? wordRow : row, isInt(value));
    }

    private void binary(Value value, int result, Instruction row, boolean word) {
        out.row(row, result, arg(value, 0, word), arg(value, 1, word));
    }

    private void add(Value value) {
        add(value, out.result(value), isInt(value));
    }

    private void add(Value value, int result, boolean word) {
        int constant = value.arg(1).isConst() ? 1 : 0;
        if (value.arg(constant).isConst()) {
            addConstant(result, arg(value, 1 - constant, word), Selection.constant(value.arg(constant)), word);
        } else {
            binary(value, result, word ? Instruction.ADDW : Instruction.ADD, word);
        }
    }

    private void addConstant(int result, int left, long constant, boolean word) {
        Instruction row = word ? Instruction.ADDIW : Instruction.ADDI;
        long half = constant > 0 ? 0x7ff : -0x800;
        if (fits(constant)) {
            out.immediate(row, result, left, constant);
        } else if (fits(constant - half) && !out.isHoisting()) {
            int middle = out.newRegister();
            out.immediate(row, middle, left, half);
            out.immediate(row, result, middle, constant - half);
        } else {
            out.row(word ? Instruction.ADDW : Instruction.ADD, result, left, out.number(constant));
        }
    }

    private void subtract(Value value) {
        subtract(value, out.result(value), isInt(value));
    }

    private void subtract(Value value, int result, boolean word) {
        Value right = value.arg(1);
        if (right.isConst() && fits(-Selection.constant(right))) {
            addConstant(result, arg(value, 0, word), -Selection.constant(right), word);
        } else {
            binary(value, result, word ? Instruction.SUBW : Instruction.SUB, word);
        }
    }

    private void multiply(Value value) {
        multiply(value, out.result(value), isInt(value));
    }

    private void multiply(Value value, int result, boolean word) {
        Value right = value.arg(1);
        if (right.isConst() && Long.bitCount(right.imm()) == 1 && right.imm() > 0) {
            int count = Long.numberOfTrailingZeros(right.imm());
            out.immediate(word ? Instruction.SLLIW : Instruction.SLLI, result, arg(value, 0, word), count);
        } else {
            binary(value, result, word ? Instruction.MULW : Instruction.MUL, word);
        }
    }

    /** The high half of a product; of 32-bit numbers by the product in 64 bits. */
    private void high(Value value, Instruction row) {
        int result = out.result(value);
        int left = out.register(value.arg(0));
        int right = out.register(value.arg(1));
        if (!isInt(value)) {
            out.row(row, result, left, right);
            return;
        }
        int product = out.newRegister();
        if (row == Instruction.MULH) {
            out.row(Instruction.MUL, product, left, right);
        } else {
            int shiftedLeft = out.newRegister();
            int shiftedRight = out.newRegister();
            out.immediate(Instruction.SLLI, shiftedLeft, left, 32);
            out.immediate(Instruction.SLLI, shiftedRight, right, 32);
            out.row(Instruction.MULHU, product, shiftedLeft, shiftedRight);
        }
        out.immediate(Instruction.SRAI, result, product, 32);
    }

    private void divideUnsigned(Value value) {
        boolean word = isInt(value);
        int power = power(value.arg(1), word);
        if (power >= 0) {
            out.immediate(word ? Instruction.SRLIW : Instruction.SRLI, out.result(value), arg(value, 0, word), power);
        } else {
            binary(value, Instruction.DIVU, Instruction.DIVUW);
        }
    }

    private void remainderUnsigned(Value value) {
        int power = power(value.arg(1), isInt(value));
        if (power >= 0 && power < 32) {
            mask(out.result(value), out.register(value.arg(0)), (1L << power) - 1);
        } else {
            binary(value, Instruction.REMU, Instruction.REMUW);
        }
    }

    /** Of which power of two a constant is, or -1. */
    private static int power(Value value, boolean word) {
        long bits = word ? value.imm() & 0xffff_ffffL : value.imm();
        return value.isConst() && Long.bitCount(bits) == 1 ? Long.numberOfTrailingZeros(bits) : -1;
    }

    private void logic(Value value, Instruction row, Instruction immediate) {
        int constant = value.arg(1).isConst() ? 1 : 0;
        long imm = Selection.constant(value.arg(constant));
        if (value.arg(constant).isConst() && fits(imm)) {
            out.immediate(immediate, out.result(value), out.register(value.arg(1 - constant)), imm);
        } else {
            binary(value, out.result(value), row, false);
        }
    }

    private void and(Value value) {
        Value right = value.arg(1);
        long mask = Selection.constant(right);
        boolean lowest = mask > 0 && (mask & (mask + 1)) == 0;
        if (!right.isConst() || fits(mask) || !lowest || out.isHoisting()) {
            logic(value, Instruction.AND, Instruction.ANDI);
            return;
        }
        Value left = Facts.same(value.arg(0));
        int width = 64 - Long.numberOfLeadingZeros(mask);
        boolean field = left.op() == Op.USHR && left.arg(1).isConst() && !isInt(left);
        int count = field ? (int) left.arg(1).imm() & 63 : 0;
        if (field && count + width <= 64 && out.isUsedOnce(left)) {
            pair(out.result(value), out.register(left.arg(0)), 64 - width - count, Instruction.SRLI, 64 - width);
        } else {
            mask(out.result(value), out.register(left), mask);
        }
    }

    /** Keeps the lowest bits. */
    private void mask(int result, int left, long mask) {
        if (fits(mask)) {
            out.immediate(Instruction.ANDI, result, left, mask);
        } else {
            int count = Long.numberOfLeadingZeros(mask);
            pair(result, left, count, Instruction.SRLI, count);
        }
    }

    private void extend(Value value, Instruction right, int count) {
        pair(out.result(value), low(value, 0, 64 - count), count, right, count);
    }

    /** A shift to the left and one back. */
    private void pair(int result, int from, int left, Instruction rightRow, int right) {
        int middle = from;
        if (left != 0) {
            middle = out.newRegister();
            out.immediate(Instruction.SLLI, middle, from, left);
        }
        out.immediate(rightRow, result, middle, right);
    }

    private void shift(
            Value value, Instruction row, Instruction immediate, Instruction wordRow, Instruction wordImmediate) {
        shift(value, out.result(value), isInt(value) ? wordRow : row, isInt(value) ? wordImmediate : immediate);
    }

    private void shift(Value value, int result, Instruction row, Instruction immediate) {
        boolean word = immediate.format().operands().contains(Operand.SHAMT_W);
        int mask = word ? 31 : 63;
        Value count = value.arg(1);
        if (!count.isConst()) {
            int by = out.register(Facts.low(count, word ? 5 : 6));
            out.row(row, result, arg(value, 0, word), by);
            return;
        }
        int by = (int) count.imm() & mask;
        Value left = Facts.same(value.arg(0));
        if (immediate == Instruction.SLLI && left.op() == Op.ZEXT32 && by <= 32 && out.isUsedOnce(left)) {
            // (x << 32 >>> 32) << by
            pair(result, out.register(Facts.low(left.arg(0), 32)), 32, Instruction.SRLI, 32 - by);
        } else {
            out.immediate(immediate, result, arg(value, 0, word), by);
        }
    }

    /** To 32 bits; in the instruction that computes the arg, where that has a form which ends in W. */
    private void truncate(Value value) {
        int result = out.result(value);
        Value left = Facts.low(value.arg(0), 32);
        boolean own = out.isUsedOnce(left) && left.type() == Type.I64;
        switch (own ? left.op() : Op.L2I) {
            case ADD -> add(left, result, true);
            case SUB -> subtract(left, result, true);
            case MUL -> multiply(left, result, true);
            case SHL -> shiftTruncated(left, result);
            case USHR, SHR -> shiftHigh(left, result);
            default -> out.immediate(Instruction.ADDIW, result, out.register(left), 0);
        }
    }

    private void shiftTruncated(Value left, int result) {
        if (left.arg(1).isConst() && (left.arg(1).imm() & 63) < 32) {
            shift(left, result, Instruction.SLLW, Instruction.SLLIW);
        } else {
            out.immediate(Instruction.ADDIW, result, out.register(left), 0);
        }
    }

    private void shiftHigh(Value left, int result) {
        if (left.arg(1).isConst() && (left.arg(1).imm() & 63) == 32) {
            out.immediate(Instruction.SRAI, result, out.register(left.arg(0)), 32);
        } else {
            out.immediate(Instruction.ADDIW, result, out.register(left), 0);
        }
    }
}
