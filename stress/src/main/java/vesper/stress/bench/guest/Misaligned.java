package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/**
 * Doublewords at addresses that are no multiple of eight. A round adds its number to {@link #PLACES} of them, by a load
 * and a store each, and folds in what they were.
 *
 * @param first the first one's address, from the beginning of the hart's memory
 * @param stride from one to the next, in bytes
 */
record Misaligned(int first, int stride) implements Guest.Code {
    private static final int PLACES = 16;

    /** Each in a line of 64 bytes. */
    static final Misaligned WITHIN_LINES = new Misaligned(3, 64);
    /** Half in one line, half in the next. */
    static final Misaligned ACROSS_LINES = new Misaligned(60, 128);
    /** Half in one page, half in the next. */
    static final Misaligned ACROSS_PAGES = new Misaligned(Layout.PAGE - 4, 2 * Layout.PAGE);

    @Override
    public void emit(Assembler a, Mode mode, int harts) {
        Loop.noFill(a);
        Loop.lap(a, () -> {
            a.li(T0, first);
            a.add(T0, T0, S0);
            a.li(T1, stride);
            a.li(T2, PLACES);
            a.label("misaligned.next");
            a.ld(T3, 0, T0);
            a.add(S2, S2, T3);
            a.add(T3, T3, S1);
            a.sd(T3, 0, T0);
            a.add(T0, T0, T1);
            a.addi(T2, T2, -1);
            a.bnez(T2, "misaligned.next");
        });
    }
}
