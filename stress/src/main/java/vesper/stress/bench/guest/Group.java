package vesper.stress.bench.guest;

import java.util.Locale;

/** What a guest's time goes to; means are taken over groups. */
public enum Group {
    INTEGER,
    MEMORY,
    CALL,
    INDIRECT,
    FLOATING,
    ATOMIC,
    INTERRUPT,
    TRAP,
    CODE,
    TLB,
    /** Programs of some size, in Java. */
    PROGRAM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
