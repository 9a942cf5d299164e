package vesper.stress.compiler;

import java.util.Locale;

/** Where a compiled program runs, to be compared with the JVM. */
enum Side {
    VESPER,
    QEMU;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
