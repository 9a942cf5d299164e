package vesper.stress.compiler;

import java.util.Locale;

/** Where a program runs. On the JVM it does in any case: what it does there is right. */
enum Side {
    JVM,
    VESPER,
    QEMU;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
