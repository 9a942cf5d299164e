package vesper.aot.lower;

import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;
import vesper.isa.Instruction;

/**
 * A comparison as a conditional branch makes it.
 *
 * @param left null for zero
 * @param right null for zero
 * @param shift by how much left is to be shifted to the left first, so that only the bits in question remain
 */
record Condition(
        Instruction row, @Nullable Value left, @Nullable Value right, int shift) {
    /** When {@code value} is not 0. */
    static Condition of(Value value) {
        Value at = Facts.same(value);
        boolean testsZero = isEquality(at) && at.arg(1).isConst(0);
        if (testsZero && isComparison(Facts.same(at.arg(0)))) {
            Condition inner = of(at.arg(0));
            return at.op() == Op.EQ ? inner.opposite() : inner;
        }
        if (testsZero && at.arg(0).op() == Op.AND && at.arg(0).arg(1).isConst()) {
            Condition bits = bits(at.arg(0), at.op());
            if (bits != null) {
                return bits;
            }
        }
        if (!isComparison(at)) {
            return new Condition(Instruction.BNE, at, null, 0);
        }
        return threeWay(at, at.arg(0), at.arg(1));
    }

    private static boolean isEquality(Value value) {
        return value.op() == Op.EQ || value.op() == Op.NE;
    }

    private static boolean isComparison(Value value) {
        return switch (value.op()) {
            case EQ, NE, LT, GE, LTU, GEU -> true;
            default -> false;
        };
    }

    /** Tests of bits that {@code andi} can't do: of one bit by the sign, of the lowest by what a shift leaves. */
    private static @Nullable Condition bits(Value masked, Op op) {
        long mask = masked.arg(1).imm();
        if (mask >= -0x800 && mask < 0x800) {
            return null;
        }
        Value tested = Facts.same(masked.arg(0));
        if (Long.bitCount(mask) == 1) {
            Instruction row = op == Op.EQ ? Instruction.BGE : Instruction.BLT;
            return new Condition(row, tested, null, Long.numberOfLeadingZeros(mask));
        }
        if ((mask & (mask + 1)) == 0 && mask > 0) {
            Instruction row = op == Op.EQ ? Instruction.BEQ : Instruction.BNE;
            return new Condition(row, tested, null, Long.numberOfLeadingZeros(mask));
        }
        return null;
    }

    /** A comparison of {@code CMP}'s result with zero is one of its args. */
    private static Condition threeWay(Value comparison, Value left, Value right) {
        if (isThreeWay(left) && right.isConst(0)) {
            return of(comparison.op(), left.op() == Op.CMPU, left.arg(0), left.arg(1));
        }
        if (isThreeWay(right) && left.isConst(0)) {
            return of(comparison.op(), right.op() == Op.CMPU, right.arg(1), right.arg(0));
        }
        return of(comparison.op(), false, left, right);
    }

    private static boolean isThreeWay(Value value) {
        return value.op() == Op.CMP || value.op() == Op.CMPU;
    }

    private static Condition of(Op op, boolean unsigned, Value left, Value right) {
        return switch (op) {
            case EQ -> compare(Instruction.BEQ, left, right);
            case NE -> compare(Instruction.BNE, left, right);
            case LT -> unsigned ? compare(Instruction.BLTU, left, right) : signed(Instruction.BLT, left, right);
            case GE -> unsigned ? compare(Instruction.BGEU, left, right) : signed(Instruction.BGE, left, right);
            case LTU ->
                right.isConst(1)
                        ? new Condition(Instruction.BEQ, left, null, 0)
                        : compare(Instruction.BLTU, left, right);
            case GEU ->
                right.isConst(1)
                        ? new Condition(Instruction.BNE, left, null, 0)
                        : compare(Instruction.BGEU, left, right);
            default -> throw new IllegalStateException(op + " is no comparison");
        };
    }

    /** Comparisons with 1 and -1 become those with 0, which is in a register. */
    private static Condition signed(Instruction row, Value left, Value right) {
        Instruction opposite = opposite(row);
        if (right.isConst(1)) {
            return new Condition(opposite, null, left, 0);
        }
        if (left.isConst(-1)) {
            return new Condition(opposite, right, null, 0);
        }
        return compare(row, left, right);
    }

    private static Condition compare(Instruction row, Value left, Value right) {
        return new Condition(row, left.isConst(0) ? null : left, right.isConst(0) ? null : right, 0);
    }

    Condition opposite() {
        return new Condition(opposite(row), left, right, shift);
    }

    /** The branch that is taken when {@code row} is not. */
    static Instruction opposite(Instruction row) {
        return switch (row) {
            case BEQ -> Instruction.BNE;
            case BNE -> Instruction.BEQ;
            case BLT -> Instruction.BGE;
            case BGE -> Instruction.BLT;
            case BLTU -> Instruction.BGEU;
            case BGEU -> Instruction.BLTU;
            default -> throw new IllegalArgumentException(row + " is no branch");
        };
    }
}
