package vesper.hart.translate;

import vesper.bus.DirectAccess;
import vesper.hart.code.Op;
import vesper.hart.state.CsrFile;
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

    /** A CSR that only holds a value, or the clock; {@return rd's new value} */
    static long csr(RegionHart hart, int op, int word, long operand) {
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
    static void floatsLeft(RegionHart hart, int written, int flagsAtEntry) {
        if (written != 0 || hart.fpStatus.fflags != flagsAtEntry) {
            hart.csrs.setFloatingPointDirty();
        }
    }

    /** An instruction of F or D that has no bytecode of its own; its registers are the hart's. */
    static void floating(RegionHart hart, int op, int word, long x) {
        hart.floats.execute(op, word, x);
    }
}
