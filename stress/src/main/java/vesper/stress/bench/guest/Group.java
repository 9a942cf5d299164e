package vesper.stress.bench.guest;

import java.util.Locale;

/** What a guest's time goes to; means are taken over groups. */
public enum Group {
    INTEGER("arithmetic, branches, loads and stores, in little code"),
    MEMORY("loads and stores in a row, and those that are misaligned"),
    CALL("calls and returns"),
    INDIRECT("jumps whose target is in a register"),
    FLOATING("arithmetic of doubles"),
    ATOMIC("AMOs and LR/SC, on one word for all harts"),
    INTERRUPT("interrupts between harts"),
    TRAP("traps and returns from them"),
    CODE("stores to pages that hold code"),
    TLB("many pages, or page tables that change"),
    PROGRAM("programs in Java, each with two thousand hot instructions or more");

    private final String what;

    Group(String what) {
        this.what = what;
    }

    /** In a few words. */
    public String what() {
        return what;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
