package vesper.kernel.trap;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.A2;
import static vesper.isa.Register.A3;
import static vesper.isa.Register.A4;
import static vesper.isa.Register.A5;
import static vesper.isa.Register.GP;
import static vesper.isa.Register.SP;
import static vesper.isa.Register.T5;
import static vesper.isa.Register.T6;
import static vesper.isa.Register.TP;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Register;
import vesper.metal.Assembly;

/**
 * Where every trap arrives ({@code mtvec}, direct mode). {@code mscratch} holds the address of a {@link TrapFrame}: before,
 * the one to save to; after the handler, the one to restore from.
 */
@Assembly
public final class TrapVector {
    private static final int MTVEC_ALIGN = 2;

    private TrapVector() {}

    public static void assemble(Assembler a) {
        a.section(".text");
        a.align(MTVEC_ALIGN);
        a.globl("m_trap_vector");
        a.label("m_trap_vector");
        save(a);
        handle(a);
        restore(a);
    }

    private static void save(Assembler a) {
        a.csrrw(T6, Csrs.MSCRATCH, T6); // t6 = the frame, mscratch = what t6 was
        for (int x = 1; x <= 30; x++) {
            a.sd(Register.of(x), offset(x), T6);
        }
        a.mv(T5, T6);
        a.csrr(T6, Csrs.MSCRATCH);
        a.sd(T6, offset(31), T5);
        a.csrw(Csrs.MSCRATCH, T5);
    }

    private static void handle(Assembler a) {
        a.csrr(A0, Csrs.MEPC);
        a.csrr(A1, Csrs.MTVAL);
        a.csrr(A2, Csrs.MCAUSE);
        a.csrr(A3, Csrs.MHARTID);
        a.csrr(A4, Csrs.MSTATUS);
        a.mv(A5, T5);
        // What was interrupted may have used these two as it liked.
        a.la(GP, "__global_pointer$");
        a.ld(TP, TrapFrame.LOCAL, A5);
        a.ld(SP, TrapFrame.TRAP_STACK, A5);
        a.call("m_trap");
        a.csrw(Csrs.MEPC, A0);
    }

    private static void restore(Assembler a) {
        a.csrr(T6, Csrs.MSCRATCH);
        for (int x = 1; x <= 31; x++) {
            a.ld(Register.of(x), offset(x), T6); // the last is t6 itself
        }
        a.mret();
    }

    private static int offset(int x) {
        return TrapFrame.REGS + 8 * x;
    }
}
