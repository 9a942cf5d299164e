package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** Fibonacci numbers by double recursion. A round adds that of {@link #N}. */
final class Fibonacci {
    static final int N = 18;

    private Fibonacci() {}

    static void emit(Assembler a) {
        Loop.noFill(a);
        Loop.lap(a, () -> {
            a.li(A0, N);
            a.call("fibonacci");
            a.add(S2, S2, A0);
        });
        a.label("fibonacci");
        a.li(T0, 2);
        a.bltu(A0, T0, "fibonacci.small");
        a.addi(SP, SP, -32);
        a.sd(RA, 24, SP);
        a.sd(S3, 16, SP);
        a.sd(S4, 8, SP);
        a.mv(S3, A0);
        a.addi(A0, A0, -1);
        a.call("fibonacci");
        a.mv(S4, A0);
        a.addi(A0, S3, -2);
        a.call("fibonacci");
        a.add(A0, A0, S4);
        a.ld(RA, 24, SP);
        a.ld(S3, 16, SP);
        a.ld(S4, 8, SP);
        a.addi(SP, SP, 32);
        a.label("fibonacci.small");
        a.ret();
    }
}
