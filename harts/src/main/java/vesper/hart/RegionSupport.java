package vesper.hart;

import java.lang.invoke.VarHandle;
import vesper.bus.DirectAccess;
import vesper.hart.code.Op;
import vesper.isa.Operands;

/** What regions call. Small methods, so that C2 inlines them and folds what is constant at the place of the call. */
final class RegionSupport {
    private RegionSupport() {}

    /** {@code slt}. */
    static long isLess(long a, long b) {
        return a < b ? 1 : 0;
    }

    /** {@code sltu}. */
    static long isBelow(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
    }

    /** {@code div}; Java's MIN_VALUE / -1 is MIN_VALUE too. */
    static long divide(long dividend, long divisor) {
        return divisor == 0 ? -1 : dividend / divisor;
    }

    /** {@code rem}. */
    static long remainder(long dividend, long divisor) {
        return divisor == 0 ? dividend : dividend % divisor;
    }

    /** {@code divw}. */
    static int divide(int dividend, int divisor) {
        return divisor == 0 ? -1 : dividend / divisor;
    }

    /** {@code remw}. */
    static int remainder(int dividend, int divisor) {
        return divisor == 0 ? dividend : dividend % divisor;
    }

    /** {@code divu}. */
    static long divideUnsigned(long dividend, long divisor) {
        return divisor == 0 ? -1 : Long.divideUnsigned(dividend, divisor);
    }

    /** {@code remu}. */
    static long remainderUnsigned(long dividend, long divisor) {
        return divisor == 0 ? dividend : Long.remainderUnsigned(dividend, divisor);
    }

    /** {@code divuw}. */
    static int divideUnsigned(int dividend, int divisor) {
        return divisor == 0 ? -1 : Integer.divideUnsigned(dividend, divisor);
    }

    /** {@code remuw}. */
    static int remainderUnsigned(int dividend, int divisor) {
        return divisor == 0 ? dividend : Integer.remainderUnsigned(dividend, divisor);
    }

    /** A CSR that only holds a value, or the clock; {@return rd's new value} */
    static long csr(Hart hart, int op, int word, long operand) {
        boolean swaps = op == Op.CSRRW || op == Op.CSRRWI;
        boolean sets = op == Op.CSRRS || op == Op.CSRRSI;
        boolean writes = swaps || Operands.rs1(word) != 0;
        int number = Operands.csr(word);
        CsrFile csrs = hart.csrs;
        if (!csrs.mayAccess(number, writes)) {
            throw DirectAccess.noWay();
        }
        long old = csrs.read(number);
        if (writes) {
            csrs.write(number, swaps ? operand : sets ? old | operand : old & ~operand);
        }
        return old;
    }

    /** On the way out: what the region did to floating-point state. */
    static void floatsLeft(Hart hart, int written, int flagsAtEntry) {
        if (written != 0 || hart.fpStatus.fflags != flagsAtEntry) {
            hart.csrs.setFloatingPointDirty();
        }
    }

    /** An instruction of F or D that has no bytecode of its own; its registers are the hart's. */
    static void floating(Hart hart, int op, int word, long x) {
        hart.floats().execute(op, word, x);
    }

    /** LR, SC, {@code amocas.w} and {@code .d}, load-acquire, store-release; {@return rd's new value} */
    static long atomic(DirectPort port, int op, int word, long address, long value, long expected) {
        return switch (op) {
            case Op.LR_W, Op.LR_D -> {
                orderRelease(word);
                yield port.loadReserved(address, width(word));
            }
            case Op.LB_AQ, Op.LH_AQ, Op.LW_AQ, Op.LD_AQ -> {
                orderRelease(word);
                yield port.loadAcquire(address, width(word));
            }
            case Op.SC_W, Op.SC_D -> port.storeConditional(address, value, width(word)) ? 0 : 1;
            case Op.AMOCAS_W -> port.compareAndSwap32(address, (int) expected, (int) value);
            case Op.AMOCAS_D -> port.compareAndSwap64(address, expected, value);
            default -> {
                port.storeRelease(address, value, width(word));
                yield 0;
            }
        };
    }

    private static int width(int word) {
        return 1 << Operands.funct3(word);
    }

    /** As in {@link Atomics}: preserved program order rule 6. */
    private static void orderRelease(int word) {
        if (Operands.rl(word)) {
            VarHandle.fullFence();
        }
    }
}
