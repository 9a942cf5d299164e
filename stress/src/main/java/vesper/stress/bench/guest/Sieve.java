package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** The sieve of Eratosthenes, a byte for each number. A round adds the number of primes below {@link #LIMIT}. */
final class Sieve {
    static final int LIMIT = 16384;

    private static final long ONES = 0x0101_0101_0101_0101L;

    private Sieve() {}

    static void emit(Assembler a) {
        Loop.noFill(a);
        Loop.lap(a, () -> round(a));
    }

    private static void round(Assembler a) {
        a.mv(T0, S0);
        a.li(T6, LIMIT);
        a.add(T1, S0, T6);
        a.li(T2, ONES);
        a.label("sieve.set");
        a.sd(T2, 0, T0);
        a.addi(T0, T0, 8);
        a.bltu(T0, T1, "sieve.set");
        a.li(T3, 2);
        a.label("sieve.candidate");
        a.add(T4, S0, T3);
        a.lbu(T5, 0, T4);
        a.beqz(T5, "sieve.next");
        a.addi(S2, S2, 1);
        a.add(T4, T4, T3);
        a.bgeu(T4, T1, "sieve.next");
        a.label("sieve.strike");
        a.sb(ZERO, 0, T4);
        a.add(T4, T4, T3);
        a.bltu(T4, T1, "sieve.strike");
        a.label("sieve.next");
        a.addi(T3, T3, 1);
        a.bltu(T3, T6, "sieve.candidate");
    }
}
