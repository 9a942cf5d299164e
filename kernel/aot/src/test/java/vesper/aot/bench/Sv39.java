package vesper.aot.bench;

import vesper.metal.Addr;
import vesper.metal.Entry;
import vesper.metal.Symbol;
import vesper.metal.Word;

/** Maps pages in Sv39 tables, and walks them. */
final class Sv39 {
    private static final int PAGES = 1500;
    private static final Sv39 TABLES = new Sv39();

    private Addr root = Addr.ZERO;
    private Addr next = Addr.ZERO;

    /** An Sv39 page-table entry. */
    @Word
    record Pte(long bits) {
        static final int V = 1;
        static final int R = 2;
        static final int W = 4;
        static final int X = 8;
        static final int A = 64;
        static final int D = 128;

        boolean valid() {
            return (bits & V) != 0;
        }

        boolean leaf() {
            return (bits & (R | W | X)) != 0;
        }

        Addr frame() {
            return new Addr(bits << 10 >>> 20 << 12);
        }

        static Pte of(Addr frame, int flags) {
            return new Pte((frame.value() >>> 2) | flags);
        }
    }

    @Entry
    static void setup() {
        TABLES.next = Symbol.address("arena").alignUp(4096);
        TABLES.root = TABLES.table();
    }

    @Entry
    static long bench() {
        for (int i = 0; i < PAGES; i++) {
            Addr virtual = new Addr(0x40_0000L + 0x3000L * i);
            TABLES.map(virtual, new Addr(0x8000_0000L + 0x1000L * i), Pte.R | Pte.W, 0);
        }
        long sum = 0;
        for (int i = 0; i < PAGES; i++) {
            sum += TABLES.walk(new Addr(0x40_0000L + 0x3000L * i + i)).value();
        }
        return sum;
    }

    private Addr table() {
        Addr table = next;
        next = next.plus(4096);
        return table;
    }

    private static Addr entry(Addr table, Addr virtual, int level) {
        long index = (virtual.value() >>> (12 + 9 * level)) & 511;
        return table.plus(index * 8);
    }

    private void map(Addr virtual, Addr physical, int flags, int level) {
        Addr table = root;
        for (int above = 2; above > level; above--) {
            Addr entry = entry(table, virtual, above);
            Pte pte = new Pte(entry.i64(0));
            if (!pte.valid()) {
                pte = Pte.of(table(), Pte.V);
                entry.set64(0, pte.bits());
            } else if (pte.leaf()) {
                throw new IllegalStateException("lies in a larger page");
            }
            table = pte.frame();
        }
        Addr entry = entry(table, virtual, level);
        if (new Pte(entry.i64(0)).valid()) {
            throw new IllegalStateException("mapped already");
        }
        entry.set64(0, Pte.of(physical, flags | Pte.V | Pte.A | Pte.D).bits());
    }

    private Addr walk(Addr virtual) {
        Addr table = root;
        for (int level = 2; level >= 0; level--) {
            Pte pte = new Pte(entry(table, virtual, level).i64(0));
            if (!pte.valid()) {
                return Addr.ZERO;
            }
            if (pte.leaf()) {
                long mask = (1L << (12 + 9 * level)) - 1;
                return new Addr((pte.frame().value() & ~mask) | (virtual.value() & mask));
            }
            table = pte.frame();
        }
        return Addr.ZERO;
    }
}
