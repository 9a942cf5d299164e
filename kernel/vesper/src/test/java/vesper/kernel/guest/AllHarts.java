package vesper.kernel.guest;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.GP;
import static vesper.isa.Register.RA;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.SP;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.ZERO;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.kernel.boot.MemoryMap;
import vesper.metal.Assembly;

/** First instructions that let all harts in: each calls {@code on_every_hart} in M-mode with its number, once. */
@Assembly
public final class AllHarts {
    static final int PASS = 0x5555;
    static final int FAIL = (1 << 16) | 0x3333;

    /** The boot stack is parted: 8 KiB each. */
    private static final int STACK_SHIFT = 13;

    private AllHarts() {}

    public static void assemble(Assembler a) {
        a.section(".text.init");
        a.globl("_start");
        a.label("_start");
        a.la(T0, "fail");
        a.csrw(Csrs.MTVEC, T0);
        a.la(GP, "__global_pointer$");
        a.csrr(S0, Csrs.MHARTID);
        a.slli(T0, S0, STACK_SHIFT);
        a.la(SP, "_stack_end");
        a.sub(SP, SP, T0);
        a.bnez(S0, "enter");
        open(a);
        enter(a);
        fail(a);
        a.section(".data");
        a.align(3);
        a.label("is_open");
        a.dword(0);
    }

    /** Hart 0 clears {@code .bss} before anybody uses it. */
    private static void open(Assembler a) {
        a.la(T0, "_bss_start");
        a.la(T1, "_bss_end");
        a.label("1");
        a.bgeu(T0, T1, "2f");
        a.sd(ZERO, 0, T0);
        a.addi(T0, T0, Long.BYTES);
        a.j("1b");
        a.label("2");
        a.la(T1, "is_open");
        a.li(T0, 1);
        a.fence("rw", "w");
        a.sd(T0, 0, T1);
    }

    private static void enter(Assembler a) {
        a.label("enter");
        a.la(T1, "is_open");
        a.label("1");
        a.ld(T0, 0, T1);
        a.beqz(T0, "1b");
        a.fence("r", "rw");
        a.li(RA, 0);
        a.mv(A0, S0);
        a.call("on_every_hart");
        a.csrw(Csrs.MIE, ZERO);
        a.label("1");
        a.wfi();
        a.j("1b");
    }

    /** A trap is a panic of the Java code: the machine ends with exit status 1. */
    private static void fail(Assembler a) {
        a.align(2);
        a.label("fail");
        a.li(T0, MemoryMap.FINISHER);
        a.li(T1, FAIL);
        a.sw(T1, 0, T0);
        a.j("fail");
    }
}
