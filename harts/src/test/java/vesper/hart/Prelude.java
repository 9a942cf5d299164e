package vesper.hart;

import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import vesper.hart.state.Cause;
import vesper.hart.state.Mstatus;
import vesper.isa.Assembler;
import vesper.isa.Ordering;
import vesper.isa.Register;

/** Pieces of guest code that most tests need. They use t4, t5 and t6. */
final class Prelude {
    static final int LOG_HEADER = 64;
    static final int LOG_ENTRY = 32;

    private Prelude() {}

    /** Points {@code mtvec} at the handler and {@code mscratch} at the hart's log. */
    static void start(Assembler a) {
        a.label("_start");
        a.la(T6, "handler");
        a.csrw(MTVEC, T6);
        a.li(T6, Guest.LOG);
        a.slli(T5, A0, 12);
        a.add(T6, T6, T5);
        a.csrw(MSCRATCH, T6);
    }

    static void end(Assembler a) {
        exit(a);
        handler(a);
    }

    /** From M-mode: ends the run. */
    static void exit(Assembler a) {
        a.li(T6, Guest.TOHOST);
        a.sd(T6, 0, T6);
        a.label("1");
        a.j("1b");
    }

    /**
     * Logs and goes on: after the instruction that trapped; where {@code ra} points if it could not be fetched; in
     * M-mode after an {@code ecall} from below, which is not logged; with the interrupt disabled in {@code mie}.
     */
    private static void handler(Assembler a) {
        a.align(2);
        a.label("handler");
        a.csrrw(T6, MSCRATCH, T6);
        a.sd(T5, 8, T6);
        a.sd(T4, 16, T6);
        a.csrr(T5, MCAUSE);
        a.addi(T4, T5, -Cause.ENVIRONMENT_CALL_FROM_U);
        a.sltiu(T4, T4, 2);
        a.bnez(T4, "handler_ecall");
        a.ld(T4, 0, T6);
        a.slli(T4, T4, 5);
        a.add(T4, T4, T6);
        a.sd(T5, LOG_HEADER, T4);
        a.csrr(T5, MEPC);
        a.sd(T5, LOG_HEADER + 8, T4);
        a.csrr(T5, MTVAL);
        a.sd(T5, LOG_HEADER + 16, T4);
        a.csrr(T5, MSTATUS);
        a.sd(T5, LOG_HEADER + 24, T4);
        a.ld(T4, 0, T6);
        a.addi(T4, T4, 1);
        a.sd(T4, 0, T6);
        a.csrr(T5, MCAUSE);
        a.bltz(T5, "handler_interrupt");
        a.addi(T4, T5, -Cause.INSTRUCTION_ACCESS_FAULT);
        a.beqz(T4, "handler_fetch");
        a.addi(T4, T5, -Cause.INSTRUCTION_PAGE_FAULT);
        a.beqz(T4, "handler_fetch");
        a.label("handler_next");
        a.csrr(T5, MEPC);
        a.addi(T5, T5, 4);
        a.csrw(MEPC, T5);
        a.label("handler_return");
        a.ld(T5, 8, T6);
        a.ld(T4, 16, T6);
        a.csrrw(T6, MSCRATCH, T6);
        a.mret();
        a.label("handler_fetch");
        a.csrw(MEPC, RA);
        a.j("handler_return");
        a.label("handler_interrupt");
        a.li(T4, 1);
        a.sll(T4, T4, T5);
        a.csrc(MIE, T4);
        a.j("handler_return");
        a.label("handler_ecall");
        a.li(T4, Mstatus.MPP);
        a.csrs(MSTATUS, T4);
        a.j("handler_next");
    }

    /** From M-mode: tells the host that the hart came here. */
    static void mark(Assembler a) {
        a.csrr(T5, MHARTID);
        a.slli(T5, T5, 3);
        a.li(T6, Guest.MARKS);
        a.add(T6, T6, T5);
        a.li(T5, 1);
        a.sd(T5, 0, T6);
    }

    /** Lets S and U reach all memory, as entry 0. */
    static void openPmp(Assembler a) {
        a.li(T6, -1);
        a.csrw(PMPADDR0, T6);
        a.li(T6, 0x1f);
        a.csrw(PMPCFG0, T6);
    }

    /** From M-mode: goes on in a lower mode; {@code ecall} comes back. */
    static void enter(Assembler a, int privilege) {
        a.li(T6, Mstatus.MPP);
        a.csrc(MSTATUS, T6);
        a.li(T6, (long) privilege << Mstatus.MPP_SHIFT);
        a.csrs(MSTATUS, T6);
        a.la(T6, "9f");
        a.csrw(MEPC, T6);
        a.mret();
        a.label("9");
    }

    /** Sets bits of a CSR. */
    static void set(Assembler a, int csr, long bits) {
        a.li(T6, bits);
        a.csrs(csr, T6);
    }

    static void clear(Assembler a, int csr, long bits) {
        a.li(T6, bits);
        a.csrc(csr, T6);
    }

    static void write(Assembler a, int csr, long value) {
        a.li(T6, value);
        a.csrw(csr, T6);
    }

    /** All harts wait here for each other: {@code harts} arrivals at the counter word at {@code paddr}. Once only. */
    static void barrier(Assembler a, long paddr, int harts) {
        a.li(T6, paddr);
        a.li(T5, 1);
        a.amoadd_w(ZERO, T5, T6, Ordering.AQ, Ordering.RL);
        a.li(T5, harts);
        a.label("8");
        a.lw(T4, 0, T6);
        a.bne(T4, T5, "8b");
        a.fence();
    }

    /** Spins until the word at {@code address} is not zero. */
    static void awaitNonZero(Assembler a, Register address) {
        a.label("7");
        a.lw(T4, 0, address);
        a.beqz(T4, "7b");
        a.fence();
    }
}
