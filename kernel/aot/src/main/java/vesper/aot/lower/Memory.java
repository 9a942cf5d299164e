package vesper.aot.lower;

import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Access;
import vesper.aot.ir.Amo;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.isa.Instruction;
import vesper.isa.Ordering;

/** Selects for accesses to memory and their order. */
final class Memory {
    private static final int RW = 3;
    private static final int R = 2;
    private static final int W = 1;

    /** Either a register and an offset that fits, or a symbol. */
    private record Place(int base, long offset, @Nullable String symbol) {}

    private final Selection out;

    Memory(Selection out) {
        this.out = out;
    }

    void load(Value value) {
        Access access = value.access();
        if (access.order() == Access.Order.VOLATILE) {
            fence(RW, RW);
        }
        boolean signed = access.signed() || (access.width() == 4 && value.type() == Type.I32);
        Instruction row = loadRow(access.width(), out.isSignedLoad(value, signed));
        Place place = place(value.arg(0), value.imm());
        if (place.symbol == null) {
            out.add(MachineInstruction.row(row, out.result(value), place.offset, place.base));
        } else {
            int result = out.isAsked(value) ? out.result(value) : out.newRegister();
            out.add(MachineInstruction.access(row, result, place.symbol));
        }
        if (access.order() == Access.Order.VOLATILE || access.order() == Access.Order.ACQUIRE) {
            fence(R, RW);
        }
    }

    private static Instruction loadRow(int width, boolean signed) {
        return switch (width) {
            case 1 -> signed ? Instruction.LB : Instruction.LBU;
            case 2 -> signed ? Instruction.LH : Instruction.LHU;
            case 4 -> signed ? Instruction.LW : Instruction.LWU;
            default -> Instruction.LD;
        };
    }

    void store(Value value) {
        Access access = value.access();
        if (access.order() == Access.Order.VOLATILE || access.order() == Access.Order.RELEASE) {
            fence(RW, W);
        }
        Instruction row = switch (access.width()) {
            case 1 -> Instruction.SB;
            case 2 -> Instruction.SH;
            case 4 -> Instruction.SW;
            default -> Instruction.SD;
        };
        int stored = out.register(Facts.low(value.arg(1), access.width() * 8));
        Place place = place(value.arg(0), value.imm());
        if (place.symbol == null) {
            out.add(MachineInstruction.effect(row, place.offset, stored, place.base));
        } else {
            out.add(MachineInstruction.access(row, out.newRegister(), place.symbol, stored));
        }
        if (access.order() == Access.Order.VOLATILE) {
            fence(RW, RW);
        }
    }

    /** Folds additions of constants into the offset, as far as this fits. */
    private Place place(Value address, long imm) {
        Value base = Facts.same(address);
        long offset = imm;
        while (base.op() == Op.ADD
                && base.type() != Type.I32
                && base.arg(1).isConst()
                && Arithmetic.fits(offset + base.arg(1).imm())) {
            offset += base.arg(1).imm();
            base = Facts.same(base.arg(0));
        }
        if (base.isConst()) {
            return constantPlace(Selection.constant(base) + offset);
        }
        boolean symbolic = base.op() == Op.OBJECT || base.op() == Op.SYMBOL;
        if (symbolic && !out.prefersRegister(base)) {
            return new Place(Selection.ZERO, 0, Selection.withOffset(out.label(base), base.imm() + offset));
        }
        int register = out.register(base);
        if (Arithmetic.fits(offset)) {
            return new Place(register, offset, null);
        }
        int sum = out.newRegister();
        long low = lowTwelve(offset);
        out.row(Instruction.ADD, sum, register, out.number(offset - low));
        return new Place(sum, low, null);
    }

    private Place constantPlace(long address) {
        long low = lowTwelve(address);
        return new Place(out.number(address - low), low, null);
    }

    private static long lowTwelve(long value) {
        return value << 52 >> 52;
    }

    void atomic(Value value) {
        Amo amo = (Amo) value.aux();
        boolean word = amo.width() == 4;
        Instruction row = switch (amo.kind()) {
            case SWAP -> word ? Instruction.AMOSWAP_W : Instruction.AMOSWAP_D;
            case ADD -> word ? Instruction.AMOADD_W : Instruction.AMOADD_D;
            case AND -> word ? Instruction.AMOAND_W : Instruction.AMOAND_D;
            case OR -> word ? Instruction.AMOOR_W : Instruction.AMOOR_D;
            case XOR -> word ? Instruction.AMOXOR_W : Instruction.AMOXOR_D;
        };
        long ordering = (amo.aq() ? Ordering.AQ.bit() : 0) | (amo.rl() ? Ordering.RL.bit() : 0);
        int operand = out.register(Facts.low(value.arg(1), amo.width() * 8));
        out.add(MachineInstruction.row(row, out.result(value), ordering, operand, out.register(value.arg(0))));
    }

    /** It stored if what was there is what was expected, whichever way the loop was left. */
    void compareAndSwap(Value value) {
        int there = out.newRegister();
        int expected = out.register(value.arg(1));
        int stored = out.register(Facts.low(value.arg(2), (int) value.imm() * 8));
        out.add(new MachineInstruction(
                MachineInstruction.Kind.COMPARE_AND_SWAP,
                null,
                new int[] {there, out.newRegister()},
                new int[] {out.register(value.arg(0)), expected, stored},
                value.imm(),
                null));
        if (out.isAsked(value)) {
            int difference = out.newRegister();
            out.row(Instruction.XOR, difference, there, expected);
            out.immediate(Instruction.SLTIU, out.result(value), difference, 1);
        }
    }

    void fence(int pred, int succ) {
        out.add(MachineInstruction.effect(Instruction.FENCE, pred << 4 | succ));
    }
}
