package vesper.hart.translate;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import vesper.bus.PhysicalMemory;
import vesper.hart.code.Slot;
import vesper.hart.execute.SystemInstructions;
import vesper.hart.fetch.Block;
import vesper.hart.fetch.CodeCache;
import vesper.hart.state.Attention;
import vesper.hart.state.HartState;
import vesper.hart.state.RegionExit;
import vesper.hart.state.Translation;
import vesper.hart.state.Trap;

/**
 * A hart's view of the machine's regions: finds the one that begins at a {@code pc}, makes sure that it still is what
 * memory holds there, and asks for new ones where code is hot. Owned by the hart thread.
 */
public final class Translator {
    /**
     * Entries of a block by way of backward jumps, calls, returns and ends of regions before it is taken for hot. What
     * HotSpot takes to compile a region, some 50 ms, the interpreter executes millions of instructions in, so this is
     * when a region is about to pay. Linux, where much is warm and little hot, starts in three quarters of the time it
     * took with a fifth of it.
     */
    static final int HOT = 100_000;

    /** What an entry counts. */
    private static final int HEAT_OF_AN_ENTRY = 1;

    /** What an entry counts where a region has just ended: a part of hot code, though nothing jumps back to it. */
    private static final int HEAT_BEHIND_A_REGION = 32;

    /** For each nanosecond in a cold region, so many outside: HotSpot's interpreter is ten times as slow as ours. */
    private static final int NANOS_BETWEEN_TRIALS = 9;

    /** Looks at a place that has no region yet: again after so many entries. */
    private static final int LATER = 4000;

    /** How often a block is entered between two looks at its region while that is cold: some ten microseconds. */
    private static final int HEAT_BETWEEN_TRIALS = 256;

    /** Of so many entries into regions one is timed; so is the first after something wanted the hart's attention. */
    private static final int ENTRIES_A_TIMED_ONE = 64;

    private static final int LEGAL_FRM = 4;

    /** What {@link #runRegions} says if something wants the hart's attention, or may have made an interrupt pending. */
    public static final int ATTEND = -1;

    private final RegionHart hart;
    private final HartState state;
    private final Attention attention;
    private final CodeCache code;
    private final PhysicalMemory ram;
    private final Regions regions;
    private final Translation mode;
    private final Planner planner;
    private final SystemInstructions system;

    /** Whether regions are made before their code is executed. */
    private final boolean eager;

    private int generation;

    /** When a cold region may be tried again. */
    private long nextTrial = System.nanoTime();

    private int entriesUntilTimed;

    /** Instructions that {@link #runRegions} had executed between two regions. */
    private long systemRetired;

    public Translator(
            RegionHart hart,
            CodeCache code,
            PhysicalMemory ram,
            Regions regions,
            SystemInstructions system,
            Translation mode) {
        this.hart = hart;
        this.state = hart.state;
        this.attention = state.attention;
        this.code = code;
        this.ram = ram;
        this.regions = regions;
        this.system = system;
        this.mode = mode;
        this.eager = mode == Translation.AT_ONCE || mode == Translation.AT_RANDOM;
        this.planner = new Planner(state.hartid, code, ram, regions, eager);
    }

    /** What a new block's heat begins with. */
    public static int initialHeat(Translation mode) {
        return switch (mode) {
            case NEVER -> Integer.MAX_VALUE;
            case WHEN_HOT -> HOT;
            case AT_ONCE -> 0;
            case AT_RANDOM -> ThreadLocalRandom.current().nextInt(8);
        };
    }

    /**
     * Runs regions as long as one begins where the last ended.
     *
     * @return how much of its heat the block is to lose at which the hart goes on, 0 if the instruction there is to be
     *     interpreted whatever its heat; or {@link #ATTEND}
     */
    public int runRegions() {
        if (mode == Translation.NEVER) {
            return HEAT_OF_AN_ENTRY;
        }
        long before = state.instret;
        systemRetired = 0;
        int heat = runWhileThereIsOne();
        state.stats.translated += state.instret - before - systemRetired;
        return heat;
    }

    private int runWhileThereIsOne() {
        int heat = HEAT_OF_AN_ENTRY;
        RegionEntry entry = entryAt(state.pc);
        while (entry != null) {
            if (!entry.region().warmth().isWarm()) {
                if (System.nanoTime() - nextTrial >= 0) {
                    long exit = tryOnce(entry);
                    return attention.isRaisedOpaque() ? ATTEND : isMiss(exit) ? 0 : heat;
                }
                entry = entry.older();
                if (entry == null || !mayEnter(entry)) {
                    break;
                }
            }
            heat = HEAT_BEHIND_A_REGION;
            entry.region().countEntry();
            long exit = --entriesUntilTimed < 0 ? runTimed(entry) : run(entry);
            if (attention.isRaisedOpaque()) {
                entriesUntilTimed = 0;
                return ATTEND;
            }
            if (isMiss(exit)) {
                return 0;
            }
            if (RegionHart.hasSystemSlot(exit) && !executeSystem(exit)) {
                return ATTEND;
            }
            entry = entryAt(state.pc);
        }
        return attention.isRaisedOpaque() ? ATTEND : heat;
    }

    private static boolean isMiss(long exit) {
        return RegionHart.cause(exit) == RegionExit.MISS.code;
    }

    private long run(RegionEntry entry) {
        return entry.region().run(hart, entry.number(), state.pc - entry.offset());
    }

    /** Whether the older region at this place may be entered: it is not what the hart looked for. */
    private boolean mayEnter(RegionEntry older) {
        return older.region().warmth().isWarm() && (!older.usesFloats() || floatsReady());
    }

    /** HotSpot may have gone back to interpreting it; a loop that is left once a millisecond must be caught too. */
    private long runTimed(RegionEntry entry) {
        entriesUntilTimed = ENTRIES_A_TIMED_ONE;
        long before = state.instret;
        long from = System.nanoTime();
        long exit = run(entry);
        entry.region().warmth().ran(System.nanoTime() - from, state.instret - before);
        return exit;
    }

    /** Enters a cold region, to leave it at its first poll. */
    private long tryOnce(RegionEntry entry) {
        attention.raise();
        long before = state.instret;
        long from = System.nanoTime();
        long exit = run(entry);
        long to = System.nanoTime();
        nextTrial = to + NANOS_BETWEEN_TRIALS * (to - from);
        entry.region().warmth().tried(to - from, state.instret - before);
        return exit;
    }

    /** Where a region ended before a system instruction; {@return whether the hart may just go on} */
    private boolean executeSystem(long slot) {
        long before = state.instret;
        boolean goesOn = system.execute(Slot.op(slot), slot, state.pc + Slot.length(slot));
        systemRetired += state.instret - before;
        return goesOn && !attention.isRaisedOpaque();
    }

    /** The region's entry at a virtual address, if there is one that may be entered now. */
    @Nullable
    RegionEntry entryAt(long pc) {
        RegionEntry known = entries().at(pc);
        if (known == null) {
            known = entryAtSlow(pc);
            if (known == null) {
                return null;
            }
        }
        return known.usesFloats() && !floatsReady() ? null : known;
    }

    private EntryTable entries() {
        return (EntryTable) code.lookaside();
    }

    private boolean floatsReady() {
        return !state.csrs.floatingPointOff() && state.frm <= LEGAL_FRM;
    }

    private @Nullable RegionEntry entryAtSlow(long pc) {
        if (generation != regions.generation()) {
            generation = regions.generation();
            code.eachLookaside(each -> ((EntryTable) each).drop());
        }
        long ramOffset = code.fetchOffset(pc);
        if (ramOffset < 0 && eager) {
            ramOffset = fetch(pc);
        }
        if (ramOffset < 0) {
            return null;
        }
        RegionEntry entry = regions.at(ramOffset);
        if (entry == null && eager) {
            entry = buildNow(pc, ramOffset);
        }
        if (entry == null || !entry.exists() || !isFresh(entry, pc, ramOffset)) {
            return null;
        }
        RegionEntry older = entry.older();
        boolean isOlderFresh = older != null && liesWhereItLay(older, pc) && firstChange(older) < 0;
        RegionEntry found = isOlderFresh ? entry : entry.withoutOlder();
        if (mode == Translation.AT_RANDOM) { // not remembered, so that it is asked each time
            return ThreadLocalRandom.current().nextBoolean() ? null : found;
        }
        entries().remember(pc, found);
        return found;
    }

    /** The first fetch from a page since the last flush, which else is the interpreter's; a trap is left to that. */
    private long fetch(long pc) {
        try {
            code.lookup(pc);
            return code.fetchOffset(pc);
        } catch (Trap trap) {
            return -1;
        }
    }

    /** Whether the region's pages lie where they lay, and hold what they held. */
    private boolean isFresh(RegionEntry entry, long pc, long ramOffset) {
        if (!liesWhereItLay(entry, pc)) {
            return false;
        }
        long change = firstChange(entry);
        if (change >= 0) {
            state.stats.exits[RegionExit.STALE.code]++;
            regions.changed(entry, ramOffset, change);
            return false;
        }
        return true;
    }

    private boolean liesWhereItLay(RegionEntry entry, long pc) {
        long base = pc - entry.offset();
        for (CodePage page : entry.region().code().pages()) {
            if (code.fetchOffset(base + ((long) page.index() << PhysicalMemory.PAGE_SHIFT)) != page.ramPage()) {
                return false;
            }
        }
        return true;
    }

    private long firstChange(RegionEntry entry) {
        return entry.region().code().firstChange(ram, state.hartid, code.epoch());
    }

    private @Nullable RegionEntry buildNow(long pc, long ramOffset) {
        if (!regions.claim(ramOffset)) {
            return null;
        }
        Draft draft = planner.plan(pc);
        if (draft == null) {
            regions.never(ramOffset);
            return null;
        }
        regions.buildNow(draft, false);
        return regions.at(ramOffset);
    }

    /**
     * A block's heat is used up.
     *
     * @return whether the interpreter shall leave it to a region, which is there
     */
    public boolean hot(Block block, long pc) {
        if (mode == Translation.NEVER) {
            block.heat = Integer.MAX_VALUE;
            return false;
        }
        RegionEntry entry = entryAt(pc);
        if (entry != null) {
            boolean warm = entry.region().warmth().isWarm();
            block.heat = warm ? 0 : HEAT_BETWEEN_TRIALS;
            return true;
        }
        block.heat = mode == Translation.WHEN_HOT ? LATER : initialHeat(mode);
        long ramOffset = code.fetchOffset(pc);
        if (mode == Translation.WHEN_HOT && ramOffset >= 0 && regions.claim(ramOffset)) {
            Draft draft = planner.plan(pc);
            if (draft == null) {
                regions.never(ramOffset);
            } else {
                regions.build(draft, ramOffset);
            }
        }
        return false;
    }
}
