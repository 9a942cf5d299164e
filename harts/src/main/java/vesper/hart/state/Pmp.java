package vesper.hart.state;

import java.util.Arrays;

/**
 * Physical memory protection: 16 entries, OFF, TOR, NA4 and NAPOT, with locks (privileged manual, section 3.7). The
 * grain is 4 bytes.
 */
public final class Pmp {
    static final int ENTRIES = 16;

    /** {@link #match}: the range is partly inside the first entry it touches, so that the whole access fails. */
    static final int PARTLY = -2;

    private static final int NOTHING = -1;

    private static final int R = 1;
    private static final int W = 2;
    private static final int X = 4;
    private static final int A_SHIFT = 3;
    private static final int A_TOR = 1;
    private static final int A_NA4 = 2;
    private static final int L = 0x80;
    private static final int WRITABLE_CFG = 0x9f;
    private static final long ADDRESS_BITS = (1L << 54) - 1;

    // owned by the hart thread
    private final int[] cfg = new int[ENTRIES];
    private final long[] addr = new long[ENTRIES];
    private final long[] first = new long[ENTRIES];
    private final long[] last = new long[ENTRIES];
    private boolean anyLocked;
    private int used;

    void reset() {
        Arrays.fill(cfg, 0);
        Arrays.fill(addr, 0);
        refresh();
    }

    /** Reads {@code pmpcfg<index>}; on RV64 only even registers exist, of eight entries each. */
    long readCfg(int index) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value |= (long) cfg[index * 4 + i] << (8 * i);
        }
        return value;
    }

    /** Writes {@code pmpcfg<index>}; locked entries and the reserved R=0 W=1 keep what they had. */
    void writeCfg(int index, long value) {
        for (int i = 0; i < 8; i++) {
            int entry = index * 4 + i;
            int wanted = (int) (value >>> (8 * i)) & WRITABLE_CFG;
            if ((cfg[entry] & L) == 0 && (wanted & (R | W)) != W) {
                cfg[entry] = wanted;
            }
        }
        refresh();
    }

    long readAddr(int entry) {
        return addr[entry];
    }

    /** Writes {@code pmpaddr<entry>} unless it, or the TOR entry above that it bounds, is locked. */
    void writeAddr(int entry, long value) {
        boolean boundsLockedTor = entry + 1 < ENTRIES && (cfg[entry + 1] & L) != 0 && matching(entry + 1) == A_TOR;
        if ((cfg[entry] & L) == 0 && !boundsLockedTor) {
            addr[entry] = value & ADDRESS_BITS;
            refresh();
        }
    }

    private int matching(int entry) {
        return cfg[entry] >>> A_SHIFT & 3;
    }

    /** Recomputes the byte ranges [first, last] that {@link #match} compares with. */
    private void refresh() {
        used = 0;
        anyLocked = false;
        for (int i = 0; i < ENTRIES; i++) {
            int mode = matching(i);
            first[i] = 1;
            last[i] = 0;
            if (mode == A_TOR) {
                first[i] = i == 0 ? 0 : addr[i - 1] << 2;
                last[i] = (addr[i] << 2) - 1;
            } else if (mode == A_NA4) {
                first[i] = addr[i] << 2;
                last[i] = first[i] + 3;
            } else if (mode > A_NA4) {
                long ones = addr[i] ^ (addr[i] + 1);
                first[i] = (addr[i] & ~ones) << 2;
                last[i] = ((addr[i] | ones) << 2) + 3;
            }
            if (mode != 0) {
                used = i + 1;
                anyLocked |= (cfg[i] & L) != 0;
            }
        }
    }

    /** The lowest entry that touches the range: its index, {@link #PARTLY}, or -1 when none does. */
    private int match(long paddr, long length) {
        long end = paddr + length - 1;
        for (int i = 0; i < used; i++) {
            if (first[i] <= last[i] && paddr <= last[i] && end >= first[i]) {
                return paddr >= first[i] && end <= last[i] ? i : PARTLY;
            }
        }
        return NOTHING;
    }

    /**
     * Whether {@code privilege} may make this access to every byte of the range (section 3.7.1.3): M-mode is bound by
     * locked entries only, S and U must be matched by an entry that allows it.
     */
    public boolean allows(long paddr, long length, Access access, int privilege) {
        if (privilege == Privilege.M && !anyLocked && used == 0) {
            return true;
        }
        int entry = match(paddr, length);
        if (entry == NOTHING) {
            return privilege == Privilege.M;
        }
        if (entry == PARTLY) {
            return false;
        }
        if (privilege == Privilege.M && (cfg[entry] & L) == 0) {
            return true;
        }
        int needed = switch (access) {
            case LOAD -> R;
            case STORE -> W;
            case FETCH -> X;
        };
        return (cfg[entry] & needed) != 0;
    }

    /** Whether some entry's edge lies inside the range, so that parts of it have different rights. */
    public boolean splits(long paddr, long length) {
        return match(paddr, length) == PARTLY;
    }
}
