package vesper.hart.state;

import vesper.hart.code.Slot;

/** Why a hart left translated code. */
public enum RegionExit {
    /** The code went on outside of the region. */
    END(0),

    /** Something wanted the hart's attention. */
    POLL(1),

    /** The next instruction is one that only the interpreter executes. */
    SYSTEM(2),

    /** An instruction raised an exception. */
    TRAP(3),

    /** A jump through a register led where the region has no entry. */
    UNKNOWN_JUMP(4),

    /** The region's code is no longer what is in memory. */
    STALE(5),

    /** A load or store did not go straight to RAM. */
    MISS(6);

    public static final int COUNT = 7;

    /** What stands for it in translated code, less than {@link #COUNT}. */
    public final int code;

    RegionExit(int code) {
        this.code = code;
    }

    /** A region's result that says so: the code where a {@link Slot} has {@code rd}. */
    public long exit() {
        return (long) code << Slot.RD_SHIFT;
    }
}
