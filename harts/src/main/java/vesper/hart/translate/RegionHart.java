package vesper.hart.translate;

import vesper.hart.code.Slot;
import vesper.hart.execute.FloatingPoint;
import vesper.hart.execute.TrapUnit;
import vesper.hart.fp.FpStatus;
import vesper.hart.memory.DirectPort;
import vesper.hart.state.Attention;
import vesper.hart.state.CsrFile;
import vesper.hart.state.HartState;
import vesper.hart.state.HartStats;
import vesper.hart.state.RegionExit;
import vesper.hart.state.Trap;

/**
 * A hart as translated code sees it: what a region is handed, and what it tells on its way out. Owned by the hart thread.
 *
 * <p>A region's result is an exit: the {@link RegionExit} code where a {@link Slot} has {@code rd}, and all else 0; or for
 * {@link RegionExit#SYSTEM}, if a system instruction is next, that one's slot with its length. Such an instruction finds
 * its registers in its word. The hart's registers, {@code pc} and counts are exact then.
 */
public final class RegionHart {
    final HartState state;
    final long[] x;
    final long[] f;
    final FpStatus fpStatus;
    final Attention attention;
    final DirectPort port;
    final CsrFile csrs;
    final FloatingPoint floats;
    private final HartStats stats;
    private final TrapUnit traps;

    public RegionHart(HartState state, DirectPort port, TrapUnit traps, FloatingPoint floats) {
        this.state = state;
        this.x = state.x;
        this.f = state.f;
        this.fpStatus = state.fpStatus;
        this.attention = state.attention;
        this.csrs = state.csrs;
        this.stats = state.stats;
        this.port = port;
        this.traps = traps;
        this.floats = floats;
    }

    /** The {@link RegionExit} code of an exit. */
    static int cause(long exit) {
        return Slot.rd(exit);
    }

    /** Whether the exit is the slot of a system instruction, which the hart has to execute next. */
    static boolean hasSystemSlot(long exit) {
        return Slot.length(exit) != 0;
    }

    /** The dynamic rounding mode. */
    int frm() {
        return state.frm;
    }

    /**
     * The region is left at an instruction boundary.
     *
     * @param pc at which to go on
     * @param retired instructions since it was entered
     * @return {@code exit}
     */
    long leave(long pc, long retired, long exit) {
        state.pc = pc;
        state.instret += retired;
        stats.exits[cause(exit)]++;
        return exit;
    }

    /**
     * A step of the region raised a trap.
     *
     * @param base the virtual address at which the region's offset 0 lies
     * @param retired instructions of the basic blocks before the step's
     * @return the exit
     */
    long trapped(Region region, Trap raised, int step, long base, long retired) {
        RegionCode code = region.code();
        long exit = leave(base + code.stepOffset(step), retired + code.stepsBefore(step), RegionExit.TRAP.exit());
        traps.take(raised);
        return exit;
    }

    /**
     * A step can't be done in the region: the interpreter must go on there. The parameters are those of {@link
     * #trapped}.
     *
     * @return the exit
     */
    long missed(Region region, int step, long base, long retired) {
        RegionCode code = region.code();
        return leave(base + code.stepOffset(step), retired + code.stepsBefore(step), RegionExit.MISS.exit());
    }

    /** Something of the machine failed, and the report shall name the instruction. */
    void failed(Region region, int step, long base) {
        state.pc = base + region.code().stepOffset(step);
    }

    /** So many loads, stores and atomics were executed in the region, if it counts them. */
    void addAccesses(long accesses) {
        stats.accesses += accesses;
    }

    /** The same where it is left at a step: {@code accesses} were executed in the basic blocks before the step's. */
    void addAccessesBefore(Region region, int step, long accesses) {
        stats.accesses += accesses + region.code().accessesBefore(step);
    }
}
