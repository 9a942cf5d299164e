package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;

/**
 * A round turns a page of the hart's memory from one physical page to another by a store to its page table entry and an
 * {@code sfence.vma} of its address, and loads from it. In M-mode, and where the tables have no such entry, the load
 * finds the page itself each time.
 */
final class Remapping {
    private static final long WINDOW = 0x1_0000;
    private static final long OTHER = WINDOW + Layout.PAGE;
    /** From a page's number to its bits in an entry. */
    private static final int LOG2_ENTRY = 10;

    private Remapping() {}

    /** s3: the page, s4: its entry, s5: the bits in which the two entries differ. */
    static void emit(Assembler a) {
        a.label(Frame.FILL);
        a.li(S3, WINDOW);
        a.add(S3, S3, S0);
        a.li(T0, OTHER);
        a.add(T0, T0, S0);
        a.xor(S5, T0, S3);
        a.srli(S5, S5, Layout.LOG2_PAGE - LOG2_ENTRY);
        a.li(T1, 3);
        a.sd(T1, 0, S3);
        a.li(T1, 5);
        a.sd(T1, 0, T0);
        a.li(T0, Layout.IMAGE);
        a.sub(T0, S3, T0);
        a.srli(T0, T0, Layout.LOG2_PAGE);
        a.slli(T0, T0, 3);
        a.la(S4, PageTables.LEAVES);
        a.add(S4, S4, T0);
        a.ret();
        Loop.lap(a, () -> {
            a.ld(T0, 0, S4);
            a.xor(T0, T0, S5);
            a.sd(T0, 0, S4);
            a.sfence_vma(S3, ZERO);
            a.ld(T1, 0, S3);
            a.add(S2, S2, T1);
        });
    }
}
