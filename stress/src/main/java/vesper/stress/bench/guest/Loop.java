package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/** The rounds of a lap: s1 counts them down, s2 is what they add up to. */
final class Loop {
    private Loop() {}

    /** A lap whose rounds are this code. It may change what the guest may, but for s1; it finds ra saved. */
    static void lap(Assembler a, Runnable round) {
        lap(a, () -> {}, round);
    }

    /** The same with code that each lap begins with. */
    static void lap(Assembler a, Runnable before, Runnable round) {
        a.label(Frame.LAP);
        a.addi(SP, SP, -16);
        a.sd(RA, 0, SP);
        a.mv(S1, A0);
        a.li(S2, 0);
        before.run();
        a.label("lap.round");
        round.run();
        a.addi(S1, S1, -1);
        a.bnez(S1, "lap.round");
        a.mv(A0, S2);
        a.ld(RA, 0, SP);
        a.addi(SP, SP, 16);
        a.ret();
    }

    /** For a guest that needs no preparation. */
    static void noFill(Assembler a) {
        a.label(Frame.FILL);
        a.ret();
    }
}
