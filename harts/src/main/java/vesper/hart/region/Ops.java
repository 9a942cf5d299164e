package vesper.hart.region;

import vesper.hart.code.Op;
import vesper.isa.Operands;

/** What kinds of instructions there are, as a region sees them. */
public final class Ops {
    private static final int RA = 1;
    private static final int T0 = 5;
    private static final int FIRST_RESERVED_ROUNDING = 5;
    private static final int DYNAMIC_ROUNDING = 7;

    private Ops() {}

    public static boolean isBranch(int op) {
        return op >= Op.BEQ && op <= Op.BGEU;
    }

    /** Control never goes on to the next instruction by itself. */
    static boolean isJump(int op) {
        return op == Op.JAL || op == Op.JALR;
    }

    /** Whether {@code SystemInstructions} executes it. */
    static boolean isSystem(int op) {
        return op >= Op.FIRST_SYSTEM;
    }

    static boolean isFloatMemory(int op) {
        return op >= Op.FLW && op <= Op.FSD;
    }

    /** Whether it loads or stores: a fence does not. */
    public static boolean isAccess(int op) {
        return MemoryCode.isMemory(op) || isAtomic(op);
    }

    /** A, Zacas and Zalasr. */
    static boolean isAtomic(int op) {
        return op >= Op.FIRST_ATOMIC && op < Op.FIRST_FLOAT;
    }

    static boolean isCsr(int op) {
        return op >= Op.CSRRW && op <= Op.CSRRCI;
    }

    static boolean isFloat(int op) {
        return isFloatMemory(op) || (op >= Op.FIRST_FLOAT && op < Op.FIRST_SYSTEM);
    }

    /** Whether a region can hold it; at any other the region ends, and the interpreter goes on. */
    public static boolean isTranslatable(long slot) {
        Step step = new Step(0, 4, slot);
        int op = step.op();
        if (CsrCode.isPlain(slot)) {
            return true;
        }
        if (op >= Op.FIRST_SYSTEM || op == Op.FALLTHROUGH || op == Op.AMOCAS_Q) {
            return false;
        }
        if (op >= Op.FIRST_FLOAT) {
            int rm = Operands.rm(step.imm());
            return rm < FIRST_RESERVED_ROUNDING || rm == DYNAMIC_ROUNDING;
        }
        return true;
    }

    /** A register that the calling convention keeps for return addresses (unprivileged manual, table 3). */
    private static boolean isLink(int register) {
        return register == RA || register == T0;
    }

    /** {@code jal} or {@code jalr} that keeps a return address. */
    public static boolean isCall(long slot) {
        Step step = new Step(0, 4, slot);
        return isJump(step.op()) && isLink(step.rd());
    }

    public static boolean isReturn(long slot) {
        Step step = new Step(0, 4, slot);
        return step.op() == Op.JALR && !isLink(step.rd()) && isLink(step.rs1());
    }
}
