package vesper.hart.code;

/** What kinds of instructions there are, by {@link Op} number or {@link Slot}. */
public final class Ops {
    private static final int RA = 1;
    private static final int T0 = 5;

    private Ops() {}

    public static boolean isBranch(int op) {
        return op >= Op.BEQ && op <= Op.BGEU;
    }

    /** Control never goes on to the next instruction by itself. */
    public static boolean isJump(int op) {
        return op == Op.JAL || op == Op.JALR;
    }

    /** Whether {@code SystemInstructions} executes it. */
    public static boolean isSystem(int op) {
        return op >= Op.FIRST_SYSTEM;
    }

    public static boolean isFloatMemory(int op) {
        return op >= Op.FLW && op <= Op.FSD;
    }

    /** A load or store of I, F or D. */
    public static boolean isMemory(int op) {
        return (op >= Op.LB && op <= Op.SD) || isFloatMemory(op);
    }

    /** Whether it loads or stores: a fence does not. */
    public static boolean isAccess(int op) {
        return isMemory(op) || isAtomic(op);
    }

    /** A, Zacas and Zalasr. */
    public static boolean isAtomic(int op) {
        return op >= Op.FIRST_ATOMIC && op < Op.FIRST_FLOAT;
    }

    public static boolean isCsr(int op) {
        return op >= Op.CSRRW && op <= Op.CSRRCI;
    }

    public static boolean isFloat(int op) {
        return isFloatMemory(op) || (op >= Op.FIRST_FLOAT && op < Op.FIRST_SYSTEM);
    }

    /** A register that the calling convention keeps for return addresses (unprivileged manual, table 3). */
    private static boolean isLink(int register) {
        return register == RA || register == T0;
    }

    /** {@code jal} or {@code jalr} that keeps a return address. */
    public static boolean isCall(long slot) {
        return isJump(Slot.op(slot)) && isLink(Slot.rd(slot));
    }

    public static boolean isReturn(long slot) {
        return Slot.op(slot) == Op.JALR && !isLink(Slot.rd(slot)) && isLink(Slot.rs1(slot));
    }
}
