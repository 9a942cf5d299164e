package vesper.kernel.boot;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.GP;
import static vesper.isa.Register.RA;
import static vesper.isa.Register.SP;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.TP;
import static vesper.isa.Register.ZERO;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.metal.Assembly;

/**
 * The first instructions. The reset vector has left {@code a0 = mhartid} and {@code a1} = the device tree, and
 * {@link KInit} gets both as its arguments.
 */
@Assembly
public final class Reset {
    private static final long PMP_TOR_RWX = 0x0f;
    private static final long MPP_M = 3L << 11;

    private Reset() {}

    public static void assemble(Assembler a) {
        a.section(".text.init");
        a.globl("_start");
        a.label("_start");
        start(a);
        park(a);
        a.section(".text");
        enterSupervisor(a);
        threadPointer(a);
    }

    private static void start(Assembler a) {
        a.csrr(T0, Csrs.MHARTID);
        a.bnez(T0, "park"); // it would race the loop over .bss
        a.csrw(Csrs.SATP, ZERO);

        // Without a PMP entry that matches, S-mode may touch nothing (privileged manual, section 3.7.1).
        a.li(T0, -1);
        a.csrw(Csrs.PMPADDR0, T0);
        a.li(T0, PMP_TOR_RWX);
        a.csrw(Csrs.PMPCFG0, T0);

        a.la(GP, "__global_pointer$"); // the assembler never relaxes: gp isn't used to set gp

        a.la(T0, "_bss_start");
        a.la(T1, "_bss_end");
        a.bgeu(T0, T1, "2f");
        a.label("1");
        a.sd(ZERO, 0, T0);
        a.addi(T0, T0, Long.BYTES);
        a.bltu(T0, T1, "1b");
        a.label("2");

        a.la(SP, "_stack_end");
        a.li(RA, 0); // where a backtrace ends
        a.li(T0, MPP_M);
        a.csrw(Csrs.MSTATUS, T0);
        a.la(T0, "kinit");
        a.csrw(Csrs.MEPC, T0);
        a.mret();
    }

    private static void park(Assembler a) {
        a.label("park");
        a.csrw(Csrs.MIE, ZERO); // nothing wakes it
        a.label("1");
        a.wfi();
        a.j("1b");
    }

    /** To where {@code mepc} and {@code mstatus} say, on the boot stack. */
    private static void enterSupervisor(Assembler a) {
        a.globl("enter_supervisor");
        a.label("enter_supervisor");
        a.la(SP, "_stack_end");
        a.li(RA, 0);
        a.mret();
    }

    /** The address behind {@code tp}, which Java can't see. */
    private static void threadPointer(Assembler a) {
        a.globl("thread_pointer");
        a.label("thread_pointer");
        a.mv(A0, TP);
        a.ret();
    }
}
