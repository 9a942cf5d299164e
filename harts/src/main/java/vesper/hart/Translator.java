package vesper.hart;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import vesper.bus.PhysicalMemory;
import vesper.hart.code.Slot;

/**
 * A hart's view of the machine's regions: finds the one that begins at a {@code pc}, makes sure that it still is what
 * memory holds there, and asks for new ones where code is hot. Owned by the hart thread.
 */
final class Translator {
    /**
     * Entries of a block by way of backward jumps, calls, returns and ends of regions before it is taken for hot. What
     * HotSpot takes to compile a region, some 50 ms, the interpreter executes millions of instructions in, so this is
     * when a region is about to pay. Linux, where much is warm and little hot, starts in three quarters of the time it
     * took with a fifth of it.
     */
    static final int HOT = 100_000;

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

    private static final int PAGE_SHIFT = 12;
    private static final int LEGAL_FRM = 4;

    private final Hart hart;
    private final CodeCache code;
    private final PhysicalMemory ram;
    private final Regions regions;
    private final Translation mode;
    private final Planner planner;
    private final SystemInstructions system;

    /** Whether regions are made before their code is executed. */
    private final boolean eager;

    private int generation;

    /** Whether the hart has just come out of a region. */
    private boolean ranRegion;

    /** When a cold region may be tried again. */
    private long nextTrial = System.nanoTime();

    private int entriesUntilTimed;

    Translator(Hart hart, CodeCache code, PhysicalMemory ram, Regions regions, Translation mode) {
        this.hart = hart;
        this.code = code;
        this.ram = ram;
        this.regions = regions;
        this.mode = mode;
        this.eager = mode == Translation.AT_ONCE || mode == Translation.AT_RANDOM;
        this.system = new SystemInstructions(hart, hart.port, code);
        this.planner = new Planner(hart.hartid, code, ram, regions, eager);
    }

    /** What a new block's heat begins with. */
    static int initialHeat(Translation mode) {
        return switch (mode) {
            case NEVER -> Integer.MAX_VALUE;
            case WHEN_HOT -> HOT;
            case AT_ONCE -> 0;
            case AT_RANDOM -> ThreadLocalRandom.current().nextInt(8);
        };
    }

    /** Runs regions as long as one begins where the last ended; {@return whether something wants the hart's attention} */
    boolean runRegions() {
        if (mode == Translation.NEVER) {
            return false;
        }
        hart.interpretNext = false;
        ranRegion = false;
        RegionEntry entry = entryAt(hart.pc);
        while (entry != null) {
            if (!entry.region().warmth().isWarm()) {
                if (System.nanoTime() - nextTrial >= 0) {
                    tryOnce(entry);
                    return hart.needsAttention();
                }
                entry = entry.older();
                if (entry == null || !mayEnter(entry)) {
                    return hart.needsAttention();
                }
            }
            hart.systemSlot = 0;
            ranRegion = true;
            entry.region().countEntry();
            if (--entriesUntilTimed < 0) {
                runTimed(entry);
            } else {
                hart.pc = entry.region().run(hart, entry.number(), hart.pc - entry.offset());
            }
            if (hart.needsAttention()) {
                entriesUntilTimed = 0;
                return true;
            }
            if (hart.interpretNext) {
                return false;
            }
            if (hart.systemSlot != 0 && !executeSystem()) {
                return true;
            }
            entry = entryAt(hart.pc);
        }
        return false;
    }

    /** Whether the older region at this place may be entered: it is not what the hart looked for. */
    private boolean mayEnter(RegionEntry older) {
        return older.region().warmth().isWarm() && (!older.usesFloats() || floatsReady());
    }

    /** HotSpot may have gone back to interpreting it; a loop that is left once a millisecond must be caught too. */
    private void runTimed(RegionEntry entry) {
        entriesUntilTimed = ENTRIES_A_TIMED_ONE;
        long before = hart.instret;
        long from = System.nanoTime();
        hart.pc = entry.region().run(hart, entry.number(), hart.pc - entry.offset());
        entry.region().warmth().ran(System.nanoTime() - from, hart.instret - before);
    }

    /** Enters a cold region, to leave it at its first poll. */
    private void tryOnce(RegionEntry entry) {
        hart.mailbox.lookAgain();
        long before = hart.instret;
        long from = System.nanoTime();
        hart.pc = entry.region().run(hart, entry.number(), hart.pc - entry.offset());
        long to = System.nanoTime();
        nextTrial = to + NANOS_BETWEEN_TRIALS * (to - from);
        entry.region().warmth().tried(to - from, hart.instret - before);
    }

    /** How much of its heat the block is to lose at which the hart goes on after {@link #runRegions}. */
    int heatHere() {
        return ranRegion ? HEAT_BEHIND_A_REGION : 1;
    }

    /** Where a region ended before a system instruction; {@return whether the hart may just go on} */
    private boolean executeSystem() {
        long slot = hart.systemSlot;
        return system.execute(Slot.op(slot), slot, hart.pc + Slot.length(slot)) && !hart.needsAttention();
    }

    /** The region's entry at a virtual address, if there is one that may be entered now. */
    @Nullable
    RegionEntry entryAt(long pc) {
        RegionEntry known = code.entryAt(pc);
        if (known == null) {
            known = entryAtSlow(pc);
        }
        if (known == null || (known.usesFloats() && !floatsReady())) {
            return null;
        }
        return mode == Translation.AT_RANDOM && ThreadLocalRandom.current().nextBoolean() ? null : known;
    }

    private boolean floatsReady() {
        return !hart.csrs.floatingPointOff() && hart.frm <= LEGAL_FRM;
    }

    private @Nullable RegionEntry entryAtSlow(long pc) {
        if (generation != regions.generation()) {
            generation = regions.generation();
            code.dropEntries();
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
        code.rememberEntry(pc, found);
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
            hart.stats.exits[RegionExit.STALE.code]++;
            regions.changed(entry, ramOffset, change);
            return false;
        }
        return true;
    }

    private boolean liesWhereItLay(RegionEntry entry, long pc) {
        long base = pc - entry.offset();
        for (CodePage page : entry.region().code().pages()) {
            if (code.fetchOffset(base + ((long) page.index() << PAGE_SHIFT)) != page.ramPage()) {
                return false;
            }
        }
        return true;
    }

    private long firstChange(RegionEntry entry) {
        return entry.region().code().firstChange(ram, hart.hartid, code.epoch());
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
    boolean hot(Block block, long pc) {
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
