package vesper.hart.region;

import vesper.hart.code.Op;
import vesper.hart.code.Ops;
import vesper.hart.code.Slot;
import vesper.isa.Operands;

/** The registers of one instruction. */
final class Registers {
    private final Step step;
    private final int op;

    Registers(Step step) {
        this.step = step;
        this.op = step.op();
    }

    void addTo(Shape shape) {
        if (Ops.isCsr(op)) {
            addCsr(shape);
        } else if (Ops.isFloat(op)) {
            addFloat(shape);
        } else {
            if (op != Op.LUI && op != Op.AUIPC && op != Op.JAL && op != Op.FENCE) {
                readX(shape, step.rs1());
            }
            if (readsRs2(op)) {
                readX(shape, step.rs2());
            }
            if (!writesNothing(op)) {
                writeX(shape, step.rd());
            }
        }
    }

    private static boolean readsRs2(int op) {
        return Ops.isBranch(op)
                || (op >= Op.SB && op <= Op.SD)
                || (op >= Op.ADD && op <= Op.AND)
                || (op >= Op.ADDW && op <= Op.SRAW)
                || op >= Op.MUL;
    }

    /** What stands where others have {@code rd} is a piece of an immediate. */
    private static boolean writesNothing(int op) {
        return Ops.isBranch(op) || (op >= Op.SB && op <= Op.SD) || op == Op.FENCE || (op >= Op.SB_RL && op <= Op.SD_RL);
    }

    private void addCsr(Shape shape) {
        if (op <= Op.CSRRC) {
            readX(shape, Operands.rs1(step.imm()));
        }
        writeX(shape, Operands.rd(step.imm()));
    }

    private void addFloat(Shape shape) {
        if (Ops.isFloatMemory(op)) {
            readX(shape, step.rs1());
            boolean load = op == Op.FLW || op == Op.FLD;
            shape.usedF.add(load ? step.rd() : step.rs2());
            if (load) {
                shape.writtenF.add(step.rd());
            }
            return;
        }
        int word = step.imm();
        if (FloatKind.readsInteger(op)) {
            readX(shape, step.rs1());
        } else {
            shape.usedF.add(Operands.rs1(word));
            shape.usedF.add(Operands.rs2(word));
            if (FloatKind.isFused(op)) {
                shape.usedF.add(Operands.rs3(word));
            }
        }
        if (FloatKind.writesInteger(op)) {
            writeX(shape, Operands.rd(word) == 0 ? Slot.SINK : Operands.rd(word));
        } else {
            shape.usedF.add(Operands.rd(word));
            shape.writtenF.add(Operands.rd(word));
        }
    }

    /** Whether it writes an integer register that can be read again. */
    static boolean writesX(Step step) {
        int op = step.op();
        if (Ops.isCsr(op)) {
            return Operands.rd(step.imm()) != 0;
        }
        boolean integer = Ops.isFloat(op) ? !Ops.isFloatMemory(op) && FloatKind.writesInteger(op) : !writesNothing(op);
        return integer && step.rd() != 0 && step.rd() < Slot.SINK;
    }

    private static void readX(Shape shape, int register) {
        if (register != 0 && register < Slot.SINK) {
            shape.usedX.add(register);
        }
    }

    private static void writeX(Shape shape, int register) {
        if (register != 0 && register < Slot.SINK) {
            shape.usedX.add(register);
            shape.writtenX.add(register);
        }
    }
}
