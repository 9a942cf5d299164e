package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Csrs;

/**
 * From reset to the guest's mode, and the trap handler. All harts of the board begin at the entry, as on {@code virt}
 * without firmware; those that the guest has no use for wait.
 *
 * <p>In S-mode nothing but the software interrupt is delegated, so that an {@code ecall} goes to M-mode and back, as a
 * call of the SBI would.
 */
final class Startup {
    private static final int MSTATUS_MPP_S = 1 << 11;
    private static final int MSTATUS_MPP = 3 << 11;
    /** FS = Dirty. */
    private static final int MSTATUS_FS = 3 << 13;

    private static final int SSIP = 1 << 1;
    private static final int MSIP = 1 << 3;
    static final int MTIP = 1 << 7;

    /** A machine software interrupt's number. */
    private static final int CAUSE_MSI = 3;

    private static final int CAUSE_ECALL_S = 9;
    private static final int CAUSE_ECALL_M = 11;

    /** NAPOT, X, W, R: with an address of all ones, everything. */
    private static final int PMP_ALL = 0x1f;

    private static final long SATP_SV39 = 8L << 60;

    private Startup() {}

    /** @param guarded whether {@link CodeGuard} is to be set up */
    static void emit(Assembler a, Mode mode, int harts, boolean guarded) {
        a.globl("_start");
        a.label("_start");
        if (guarded) {
            CodeGuard.emit(a);
        }
        a.csrr(T0, Csrs.MHARTID);
        a.li(T1, harts);
        a.bgeu(T0, T1, "spare_hart");
        hartRegisters(a);
        a.la(T0, "trap");
        a.csrw(Csrs.MTVEC, T0);
        a.li(T0, MSTATUS_FS);
        a.csrs(Csrs.MSTATUS, T0);
        a.li(T0, MTIP | MSIP | (mode.supervisor() ? SSIP : 0));
        a.csrw(Csrs.MIE, T0);
        if (mode.supervisor()) {
            enterSupervisor(a);
        }
        a.j(Frame.WORK);
        a.label("spare_hart");
        a.csrw(Csrs.MIE, ZERO);
        a.label("1");
        a.wfi();
        a.j("1b");
        trap(a);
        PageTables.emit(a, mode);
    }

    /** tp, s0 and sp as {@link Frame} promises; t0 is the hart's number. */
    private static void hartRegisters(Assembler a) {
        a.la(TP, Frame.RECORDS);
        a.slli(T1, T0, Frame.LOG2_RECORD_SIZE);
        a.add(TP, TP, T1);
        a.li(T1, Layout.CLINT);
        a.slli(T2, T0, 2);
        a.add(T1, T1, T2);
        a.sd(T1, Frame.RECORD_MSIP, TP);
        a.sd(T0, Frame.RECORD_HART, TP);
        a.li(T1, Layout.MTIMECMP);
        a.slli(T2, T0, 3);
        a.add(T1, T1, T2);
        a.li(T2, -1);
        a.sd(T2, 0, T1);
        a.li(S0, Layout.MEMORY);
        a.slli(T1, T0, Layout.LOG2_MEMORY_SIZE);
        a.add(S0, S0, T1);
        a.la(SP, Frame.STACKS);
        a.addi(T1, T0, 1);
        a.slli(T1, T1, Frame.LOG2_STACK_SIZE);
        a.add(SP, SP, T1);
    }

    private static void enterSupervisor(Assembler a) {
        a.li(T0, -1);
        a.csrw(Csrs.PMPADDR0, T0);
        a.csrwi(Csrs.PMPCFG0, PMP_ALL);
        a.csrw(Csrs.MEDELEG, ZERO);
        a.csrwi(Csrs.MIDELEG, SSIP);
        a.csrwi(Csrs.MCOUNTEREN, 7);
        a.la(T0, PageTables.ROOT);
        a.srli(T0, T0, 12);
        a.li(T1, SATP_SV39);
        a.or(T0, T0, T1);
        a.csrw(Csrs.SATP, T0);
        a.sfence_vma();
        a.li(T0, MSTATUS_MPP);
        a.csrc(Csrs.MSTATUS, T0);
        a.li(T0, MSTATUS_MPP_S);
        a.csrs(Csrs.MSTATUS, T0);
        a.la(T0, Frame.WORK);
        a.csrw(Csrs.MEPC, T0);
        a.mret();
    }

    /**
     * An {@code ecall} returns a0 + 1. Interrupts happen in S-mode only: a software interrupt becomes S-mode's, that of
     * the timer ends the guest's rest. Anything else is told and ends the run. {@code mscratch} keeps t0 meanwhile.
     */
    private static void trap(Assembler a) {
        a.align(2);
        a.label("trap");
        a.csrrw(T0, Csrs.MSCRATCH, T0);
        a.csrr(T0, Csrs.MCAUSE);
        a.bltz(T0, "trap.interrupt");
        a.addi(T0, T0, -CAUSE_ECALL_S);
        a.beqz(T0, "trap.ecall");
        a.addi(T0, T0, CAUSE_ECALL_S - CAUSE_ECALL_M);
        a.bnez(T0, "trap.fatal");
        a.label("trap.ecall");
        a.csrr(T0, Csrs.MEPC);
        a.addi(T0, T0, 4);
        a.csrw(Csrs.MEPC, T0);
        a.addi(A0, A0, 1);
        a.csrrw(T0, Csrs.MSCRATCH, T0);
        a.mret();
        a.label("trap.interrupt");
        a.slli(T0, T0, 1);
        a.addi(T0, T0, -2 * CAUSE_MSI);
        a.bnez(T0, "trap.timer");
        a.ld(T0, Frame.RECORD_MSIP, TP);
        a.sw(ZERO, 0, T0);
        a.csrsi(Csrs.MIP, SSIP);
        a.csrrw(T0, Csrs.MSCRATCH, T0);
        a.mret();
        a.label("trap.timer");
        a.li(A0, Layout.POWER_OFF);
        a.j(Printing.POWER_OFF);
        a.label("trap.fatal");
        a.la(A0, "trap.text");
        a.call(Printing.TEXT);
        for (int csr : new int[] {Csrs.MCAUSE, Csrs.MEPC, Csrs.MTVAL}) {
            a.csrr(A0, csr);
            a.call(Printing.HEX);
        }
        a.la(A0, Frame.LINE_END);
        a.call(Printing.TEXT);
        a.li(A0, Layout.FAILED);
        a.j(Printing.POWER_OFF);
        a.section(".rodata");
        a.label("trap.text");
        a.asciz("trap: mcause, mepc, mtval");
        a.section(".text");
    }
}
