package vesper.aot;

import static vesper.isa.Register.A0;
import static vesper.isa.Register.GP;
import static vesper.isa.Register.RA;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.SP;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.metal.Assembly;

/**
 * Calls the symbol {@code main} on hart 0, sends {@code =} and {@code a0} in 16 hexadecimal digits through the UART and
 * powers off. A trap sends {@code !}, {@code mcause}, {@code mepc} and {@code mtval} instead.
 */
@Assembly
public final class SnippetStart {
    private static final long UART = 0x1000_0000L;
    private static final long FINISHER = 0x10_0000L;
    private static final long PASS = 0x5555;

    private SnippetStart() {}

    public static void assemble(Assembler a) {
        a.section(".text.init");
        a.globl("_start");
        a.label("_start");
        a.csrr(T0, Csrs.MHARTID);
        a.bnez(T0, "snippet.park");
        a.la(GP, "__global_pointer$");
        a.la(SP, "_stack_end");
        a.la(T0, "snippet.trap");
        a.csrw(Csrs.MTVEC, T0);
        a.call("main");
        a.mv(S0, A0);
        a.li(A0, '=');
        a.call("snippet.send");
        a.mv(A0, S0);
        a.call("snippet.hex");
        a.label("snippet.off");
        a.li(T0, FINISHER);
        a.li(T1, PASS);
        a.sw(T1, 0, T0);
        a.label("snippet.park");
        a.wfi();
        a.j("snippet.park");
        trap(a);
        hex(a);
    }

    private static void trap(Assembler a) {
        a.align(2);
        a.label("snippet.trap");
        a.li(A0, '!');
        a.call("snippet.send");
        for (int csr : new int[] {Csrs.MCAUSE, Csrs.MEPC, Csrs.MTVAL}) {
            a.csrr(A0, csr);
            a.call("snippet.hex");
        }
        a.j("snippet.off");
    }

    private static void hex(Assembler a) {
        a.label("snippet.hex");
        a.mv(S1, RA);
        a.mv(T2, A0);
        a.li(T1, Long.SIZE - 4);
        a.label("1");
        a.srl(A0, T2, T1);
        a.andi(A0, A0, 15);
        a.addi(A0, A0, '0');
        a.li(T0, '9');
        a.bge(T0, A0, "2f");
        a.addi(A0, A0, 'a' - '0' - 10);
        a.label("2");
        a.call("snippet.send");
        a.addi(T1, T1, -4);
        a.bgez(T1, "1b");
        a.mv(RA, S1);
        a.ret();
        a.label("snippet.send");
        a.li(T0, UART);
        a.sb(A0, 0, T0);
        a.ret();
    }
}
