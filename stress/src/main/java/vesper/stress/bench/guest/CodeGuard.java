package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Csrs;

/**
 * Has the machine itself watch that no store falls on a page that holds code: locked entries of PMP, which bind M-mode
 * too (privileged manual, section 3.7.1.2), let code be read and executed, and everything else be read and written. A
 * guest under it that stores to its code's page, or executes a page that is data's, ends with a trap.
 *
 * <p>For tests: what is measured has none of it, since PMP may cost time where addresses are translated.
 */
final class CodeGuard {
    private static final int R = 1;
    private static final int W = 2;
    private static final int X = 4;
    /** From the entry before, or 0, up to this one's address. */
    private static final int TOR = 1 << 3;

    private static final int L = 1 << 7;

    private static final int DATA = L | TOR | R | W;
    private static final int CODE = L | TOR | R | X;

    private CodeGuard() {}

    /** For the hart that executes it, in M-mode: changes t0. */
    static void emit(Assembler a) {
        a.li(T0, Layout.IMAGE >>> 2);
        a.csrw(Csrs.PMPADDR0, T0);
        end(a, Csrs.PMPADDR0 + 1, Frame.TEXT_END);
        end(a, Csrs.PMPADDR0 + 2, JavaProgram.START);
        end(a, Csrs.PMPADDR0 + 3, JavaProgram.TEXT_END);
        a.li(T0, -1);
        a.csrw(Csrs.PMPADDR0 + 4, T0);
        a.li(T0, DATA | CODE << 8 | (long) DATA << 16 | (long) CODE << 24 | (long) DATA << 32);
        a.csrw(Csrs.PMPCFG0, T0);
    }

    private static void end(Assembler a, int csr, String label) {
        a.la(T0, label);
        a.srli(T0, T0, 2);
        a.csrw(csr, T0);
    }
}
