package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/**
 * Sorts doublewords from a random generator, recursively, about the middle element. A round adds the sum of index times
 * value, which only the sorted order gives.
 */
final class Quicksort {
    static final int COUNT = 2048;
    static final long MULTIPLIER = 6364136223846793005L;
    static final long INCREMENT = 1442695040888963407L;

    private Quicksort() {}

    static void emit(Assembler a) {
        Loop.noFill(a);
        Loop.lap(a, () -> round(a));
        sort(a);
    }

    private static void round(Assembler a) {
        a.mv(T0, S0);
        a.li(T1, COUNT * Long.BYTES);
        a.add(T1, T1, S0);
        a.li(T2, MULTIPLIER);
        a.li(T3, INCREMENT);
        a.mv(T4, S1);
        a.label("quicksort.draw");
        a.mul(T4, T4, T2);
        a.add(T4, T4, T3);
        a.srai(T5, T4, 16);
        a.sd(T5, 0, T0);
        a.addi(T0, T0, 8);
        a.bltu(T0, T1, "quicksort.draw");
        a.mv(A0, S0);
        a.addi(A1, T1, -8);
        a.call("quicksort");
        a.li(T0, 0);
        a.mv(T1, S0);
        a.li(T2, COUNT);
        a.label("quicksort.check");
        a.ld(T3, 0, T1);
        a.mul(T3, T3, T0);
        a.add(S2, S2, T3);
        a.addi(T0, T0, 1);
        a.addi(T1, T1, 8);
        a.bltu(T0, T2, "quicksort.check");
    }

    /** Sorts from a0 to a1, the address of the last element. */
    private static void sort(Assembler a) {
        a.label("quicksort");
        a.bgeu(A0, A1, "quicksort.sorted");
        a.sub(T0, A1, A0);
        a.srli(T0, T0, 4);
        a.slli(T0, T0, 3);
        a.add(T0, T0, A0);
        a.ld(T1, 0, T0);
        a.mv(T2, A0);
        a.mv(T3, A1);
        a.label("quicksort.up");
        a.ld(T4, 0, T2);
        a.addi(T2, T2, 8);
        a.blt(T4, T1, "quicksort.up");
        a.addi(T2, T2, -8);
        a.label("quicksort.down");
        a.ld(T5, 0, T3);
        a.addi(T3, T3, -8);
        a.blt(T1, T5, "quicksort.down");
        a.addi(T3, T3, 8);
        a.bltu(T3, T2, "quicksort.split");
        a.sd(T5, 0, T2);
        a.sd(T4, 0, T3);
        a.addi(T2, T2, 8);
        a.addi(T3, T3, -8);
        a.bgeu(T3, T2, "quicksort.up");
        a.label("quicksort.split");
        a.addi(SP, SP, -32);
        a.sd(RA, 0, SP);
        a.sd(T2, 8, SP);
        a.sd(A1, 16, SP);
        a.mv(A1, T3);
        a.call("quicksort");
        a.ld(A0, 8, SP);
        a.ld(A1, 16, SP);
        a.ld(RA, 0, SP);
        a.addi(SP, SP, 32);
        a.j("quicksort");
        a.label("quicksort.sorted");
        a.ret();
    }
}
