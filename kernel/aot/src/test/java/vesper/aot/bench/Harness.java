package vesper.aot.bench;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Register;
import vesper.metal.Assembly;

/** What {@code start.S} is to the twins in C: sends the result of {@code bench}, and the instructions it executed. */
@Assembly
public final class Harness {
    private static final long UART = 0x1000_0000;
    private static final long FINISHER = 0x10_0000;
    private static final int ARENA = 4 << 20;

    private Harness() {}

    public static void assemble(Assembler a) {
        a.section(".text.init");
        a.label("_start");
        a.relax(false);
        a.la(Register.GP, "__global_pointer$");
        a.la(Register.SP, "_stack_end");
        a.la(Register.T0, "trap");
        a.csrw(Csrs.MTVEC, Register.T0);
        a.call("setup");
        a.csrr(Register.S0, Csrs.MINSTRET);
        a.call("bench");
        a.csrr(Register.S1, Csrs.MINSTRET);
        a.sub(Register.S1, Register.S1, Register.S0);
        a.addi(Register.S1, Register.S1, -2); // the call's two
        a.li(Register.T0, UART);
        send(a, Register.A0);
        send(a, Register.S1);
        a.align(2);
        a.label("trap"); // ends the run as well, with too short an answer
        a.li(Register.T0, FINISHER);
        a.li(Register.T1, 0x5555);
        a.sw(Register.T1, 0, Register.T0);
        a.label("after");
        a.j("after");
        a.section(".data");
        a.dword(0L); // so that the segment of data isn't empty in the file
        a.section(".bss");
        a.align(12);
        a.label("arena");
        a.space(ARENA);
    }

    private static void send(Assembler a, Register register) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            a.srli(Register.T1, register, shift);
            a.sb(Register.T1, 0, Register.T0);
        }
    }
}
