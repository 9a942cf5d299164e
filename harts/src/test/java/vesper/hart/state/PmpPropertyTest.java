package vesper.hart.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@link Pmp} against the manual's words (section 3.7.1) applied byte by byte. */
class PmpPropertyTest {
    private static final int TOR = 1;
    private static final int NA4 = 2;
    private static final int NAPOT = 3;

    record Entry(int cfg, long addr) {
        int mode() {
            return cfg >>> 3 & 3;
        }
    }

    /** Addresses so close together that entries overlap, nest and cross. */
    @Provide
    Arbitrary<Entry> entries() {
        Arbitrary<Integer> cfg = Arbitraries.integers()
                .between(0, 255)
                .map(c -> (c & 3) == 2 ? c & ~2 : c)
                .map(c -> c & 0x9f);
        Arbitrary<Long> addr = Arbitraries.longs().between(0, 64);
        return Combinators.combine(cfg, addr).as(Entry::new);
    }

    @Property(tries = 5000)
    void rightsAreThoseOfTheFirstEntryThatTouchesAnyByte(
            @ForAll("entries_16") Entry[] entries,
            @ForAll @IntRange(max = 300) int paddr,
            @ForAll @IntRange(min = 1, max = 64) int length,
            @ForAll Access access,
            @ForAll @IntRange(max = 2) int mode) {
        int privilege = mode == 2 ? Privilege.M : mode;
        Pmp pmp = programmed(entries);
        assertEquals(allowed(entries, paddr, length, access, privilege), pmp.allows(paddr, length, access, privilege));
    }

    /** What {@code splits} calls whole may be cached: its every byte then has the rights of the whole. */
    @Property(tries = 5000)
    void anUnsplitRangeHasTheSameRightsEverywhere(
            @ForAll("entries_16") Entry[] entries,
            @ForAll @IntRange(max = 300) int paddr,
            @ForAll @IntRange(min = 1, max = 64) int length,
            @ForAll Access access) {
        Pmp pmp = programmed(entries);
        if (!pmp.splits(paddr, length)) {
            boolean whole = pmp.allows(paddr, length, access, Privilege.S);
            for (int i = 0; i < length; i++) {
                assertEquals(whole, pmp.allows(paddr + i, 1, access, Privilege.S));
            }
        }
    }

    @Provide
    Arbitrary<Entry[]> entries_16() {
        return entries().array(Entry[].class).ofSize(Pmp.ENTRIES);
    }

    @Property
    void whatIsLockedStays(@ForAll("entries_16") Entry[] entries, @ForAll @Size(4) long[] writes) {
        Pmp pmp = programmed(entries);
        long[] before = {pmp.readCfg(0), pmp.readCfg(2)};
        long[] addresses = new long[Pmp.ENTRIES];
        for (int i = 0; i < Pmp.ENTRIES; i++) {
            addresses[i] = pmp.readAddr(i);
        }
        pmp.writeCfg(0, writes[0]);
        pmp.writeCfg(2, writes[1]);
        for (int i = 0; i < Pmp.ENTRIES; i++) {
            int old = (int) (before[i / 8] >>> (8 * (i % 8))) & 0xff;
            int now = (int) (pmp.readCfg(i / 8 * 2) >>> (8 * (i % 8))) & 0xff;
            assertTrue((now & 3) != 2, "W without R is reserved");
            if ((old & 0x80) != 0) {
                assertEquals(old, now);
                pmp.writeAddr(i, writes[2]);
                assertEquals(addresses[i], pmp.readAddr(i));
                if ((old >>> 3 & 3) == TOR && i > 0) {
                    pmp.writeAddr(i - 1, writes[3]);
                    assertEquals(addresses[i - 1], pmp.readAddr(i - 1));
                }
            }
        }
    }

    private static Pmp programmed(Entry[] entries) {
        Pmp pmp = new Pmp();
        for (int i = 0; i < Pmp.ENTRIES; i++) {
            pmp.writeAddr(i, entries[i].addr);
        }
        for (int half = 0; half < 2; half++) {
            long cfg = 0;
            for (int i = 0; i < 8; i++) {
                cfg |= (long) entries[8 * half + i].cfg << (8 * i);
            }
            pmp.writeCfg(2 * half, cfg);
        }
        return pmp;
    }

    private static boolean allowed(Entry[] entries, long paddr, int length, Access access, int privilege) {
        for (int i = 0; i < entries.length; i++) {
            int matched = 0;
            for (long at = paddr; at < paddr + length; at++) {
                matched += matches(entries, i, at) ? 1 : 0;
            }
            if (matched > 0) {
                boolean bound = privilege != Privilege.M || (entries[i].cfg & 0x80) != 0;
                int bit = access == Access.LOAD ? 1 : access == Access.STORE ? 2 : 4;
                return matched == length && (!bound || (entries[i].cfg & bit) != 0);
            }
        }
        return privilege == Privilege.M;
    }

    private static boolean matches(Entry[] entries, int i, long at) {
        long word = at >>> 2;
        long addr = entries[i].addr;
        return switch (entries[i].mode()) {
            case TOR -> word >= (i == 0 ? 0 : entries[i - 1].addr) && word < addr;
            case NA4 -> word == addr;
            case NAPOT -> {
                long ignored = (Long.lowestOneBit(~addr) << 1) - 1;
                yield (word & ~ignored) == (addr & ~ignored);
            }
            default -> false;
        };
    }
}
