package vesper.stress.compiler.guest;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.A2;
import static vesper.isa.Register.GP;
import static vesper.isa.Register.RA;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.SP;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.ZERO;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.metal.Assembly;

/**
 * Runs one part after the other, each on an empty stack, whatever became of the one before. Keeps nothing in registers
 * from part to part: a program that is compiled wrongly may spoil them.
 */
@Assembly
public final class Start {
    /** The addresses of the parts, 8 bytes each. */
    public static final String TABLE = "fuzz_parts";

    private Start() {}

    public static void assemble(Assembler a) {
        a.section(".text.init");
        a.globl("_start");
        a.label("_start");
        a.la(T0, "_bss_start");
        a.la(T1, "_bss_end");
        zero(a);
        a.la(T0, "trap");
        a.csrw(Csrs.MTVEC, T0);
        run(a);
        trap(a);
    }

    /** From {@code t0} to {@code t1}. */
    private static void zero(Assembler a) {
        a.label("1");
        a.bgeu(T0, T1, "2f");
        a.sd(ZERO, 0, T0);
        a.addi(T0, T0, Long.BYTES);
        a.j("1b");
        a.label("2");
    }

    private static void run(Assembler a) {
        a.label("run");
        enterJava(a);
        a.ld(T0, GuestMemory.END - GuestMemory.CONTEXT, S0);
        a.bgeu(S1, T0, "done");
        a.li(T0, GuestMemory.SCRATCH);
        a.li(T1, GuestMemory.SCRATCH + GuestMemory.SCRATCH_SIZE);
        zero(a);
        a.csrw(Csrs.MSCRATCH, ZERO);
        a.mv(A0, A1);
        a.li(A1, GuestMemory.SCRATCH);
        a.call("fuzz_begin");
        enterJava(a);
        a.la(T0, TABLE);
        a.slli(T1, S1, 3);
        a.add(T0, T0, T1);
        a.ld(T0, 0, T0);
        a.jalr(RA, 0, T0);
        enterJava(a);
        a.call("fuzz_end");
        a.j("next");

        a.label("done");
        a.j("done");
    }

    /** With {@code s0} = the context, {@code s1} = the number of the part, {@code a1} = its slot. */
    private static void enterJava(Assembler a) {
        a.la(GP, "__global_pointer$");
        a.li(SP, GuestMemory.STACK);
        a.li(RA, 0);
        a.li(S0, GuestMemory.CONTEXT);
        a.ld(S1, GuestMemory.NEXT - GuestMemory.CONTEXT, S0);
        a.slli(A1, S1, Integer.numberOfTrailingZeros(Slot.SIZE));
        a.li(T0, GuestMemory.SLOTS);
        a.add(A1, A1, T0);
    }

    /** A trap ends a part, and one while that is noted ends the noting. */
    private static void trap(Assembler a) {
        a.align(2);
        a.label("trap");
        enterJava(a);
        a.ld(T0, GuestMemory.TRAPPING - GuestMemory.CONTEXT, S0);
        a.bnez(T0, "next");
        a.li(T0, 1);
        a.sd(T0, GuestMemory.TRAPPING - GuestMemory.CONTEXT, S0);
        a.mv(A0, A1);
        a.csrr(A1, Csrs.MCAUSE);
        a.csrr(A2, Csrs.MEPC);
        a.call("fuzz_trapped");

        a.label("next");
        enterJava(a);
        a.sd(ZERO, GuestMemory.TRAPPING - GuestMemory.CONTEXT, S0);
        a.addi(S1, S1, 1);
        a.sd(S1, GuestMemory.NEXT - GuestMemory.CONTEXT, S0);
        a.j("run");
    }
}
