package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Program;

/** The integer mix for a board of harts and RAM only: the last hart to finish stores to {@code tohost}. */
public final class MixAlone {
    private MixAlone() {}

    /** {@code harts} harts do {@code rounds} rounds each, in M-mode. */
    public static Program program(int harts, long rounds) {
        Assembler a = new Assembler();
        a.rvc(true);
        a.section(".text");
        a.globl("_start");
        a.label("_start");
        a.la(S0, "memory");
        a.slli(T0, A0, 14);
        a.add(S0, S0, T0);
        a.la(SP, "stacks");
        a.addi(T0, A0, 1);
        a.slli(T0, T0, 6);
        a.add(SP, SP, T0);
        a.call(Frame.FILL);
        a.li(A0, rounds);
        a.call(Frame.LAP);
        a.la(T0, "finished");
        a.li(T1, 1);
        a.amoadd_w(T2, T1, T0);
        a.addi(T2, T2, 1);
        a.li(T3, harts);
        a.bne(T2, T3, "rest");
        a.la(T0, "tohost");
        a.sd(T1, 0, T0);
        a.label("rest");
        a.wfi();
        a.j("rest");
        IntegerMix.emit(a);
        data(a);
        return a.assemble(Layout.IMAGE);
    }

    private static void data(Assembler a) {
        a.section(".data");
        a.align(12);
        a.label("tohost");
        a.dword(0);
        a.space(4096 - 8);
        a.label("finished");
        a.word(0);
        a.section(".bss");
        a.align(14);
        a.label("memory");
        a.space(32 << 14);
        a.label("stacks");
        a.space(32 << 6);
    }
}
