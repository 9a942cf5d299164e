package vesper.hart.translate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import vesper.bus.PhysicalMemory;
import vesper.hart.region.RegionClass;
import vesper.hart.region.RegionEmitter;
import vesper.hart.state.FaultHandler;
import vesper.hart.state.HartFault;
import vesper.hart.state.TranslationStats;

/** A machine's regions by the RAM offset of their entries, and the thread that builds them. All harts share it. */
public final class Regions {
    /**
     * Regions kept before those that are not used are dropped: a guest that makes endless new code must not fill the
     * host's metaspace.
     */
    public static final int MAX_REGIONS = 4096;

    /** With more of them in use there is no telling which are worth their place, and all are dropped. */
    private static final int MAX_KEPT = MAX_REGIONS / 2;

    private static final int ENTRIES = PhysicalMemory.PAGE_SIZE / 2;

    private final int harts;
    private final TranslationStats stats;

    // an element goes from null to a table once; elements of tables: any thread writes and reads, volatile
    private final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable RegionEntry>> pages;

    private final Changes changes = new Changes();

    /** What was built since all were dropped; guarded by this. */
    private final List<Built> built = new ArrayList<>();

    // written under `this`, harts compare; volatile
    private final AtomicInteger generation = new AtomicInteger();

    private final Builder builder;

    // written before harts start, read by whoever builds; volatile
    private volatile boolean countingAccesses;

    // written before harts start, read by the builder; volatile
    private volatile @Nullable FaultHandler faults;

    public Regions(PhysicalMemory ram, int harts, TranslationStats stats, Runnable nudge) {
        this.stats = stats;
        this.harts = harts;
        this.pages = new AtomicReferenceArray<>(Math.toIntExact(ram.size() >>> PhysicalMemory.PAGE_SHIFT));
        this.builder = new Builder(nudge);
    }

    /** A region with its entries, and the RAM offset of each. */
    private record Built(Region region, List<RegionEntry> entries, List<Long> ramOffsets) {}

    /** Changes when regions were dropped. */
    public int generation() {
        return generation.get();
    }

    /** What is known of this RAM offset as an entry; null if nothing. */
    @Nullable
    RegionEntry at(long ramOffset) {
        AtomicReferenceArray<@Nullable RegionEntry> page = pages.get((int) (ramOffset >>> PhysicalMemory.PAGE_SHIFT));
        return page == null ? null : page.get(index(ramOffset));
    }

    private static int index(long ramOffset) {
        return (int) ramOffset >>> 1 & (ENTRIES - 1);
    }

    private AtomicReferenceArray<@Nullable RegionEntry> pageFor(long ramOffset) {
        int number = (int) (ramOffset >>> PhysicalMemory.PAGE_SHIFT);
        AtomicReferenceArray<@Nullable RegionEntry> page = pages.get(number);
        if (page != null) {
            return page;
        }
        AtomicReferenceArray<@Nullable RegionEntry> made = new AtomicReferenceArray<>(ENTRIES);
        AtomicReferenceArray<@Nullable RegionEntry> witness = pages.compareAndExchange(number, null, made);
        return witness == null ? made : witness;
    }

    /** Whether the caller shall have a region built here: nobody else has been told so. */
    boolean claim(long ramOffset) {
        return pageFor(ramOffset).compareAndSet(index(ramOffset), null, RegionEntry.PENDING);
    }

    void never(long ramOffset) {
        pageFor(ramOffset).set(index(ramOffset), RegionEntry.NEVER);
    }

    /** Has the region built off the hart threads; a claim that can't be served now is given up. */
    void build(Draft draft, long claimed) {
        List<Long> claims = claimEntries(draft);
        claims.add(claimed);
        if (!builder.submit(() -> buildAside(draft, claims))) {
            giveUp(claims);
        }
    }

    /** Where control will come into the region nobody shall have another built while this one is under way. */
    private List<Long> claimEntries(Draft draft) {
        List<Long> claims = new ArrayList<>();
        for (int offset : RegionEmitter.entries(draft.plan())) {
            long ramOffset = ramOffset(draft, offset);
            if (claim(ramOffset)) {
                claims.add(ramOffset);
            }
        }
        return claims;
    }

    private void giveUp(List<Long> claims) {
        for (long ramOffset : claims) {
            pageFor(ramOffset).compareAndSet(index(ramOffset), RegionEntry.PENDING, null);
        }
    }

    /** On the builder's thread: a fault of the machine must end it with a report here too. */
    private void buildAside(Draft draft, List<Long> claims) {
        try {
            buildNow(draft, true);
            giveUp(claims); // those that did not become entries, as the region is cut shorter
        } catch (Throwable failure) {
            FaultHandler told = faults;
            if (told != null) {
                told.fault(new HartFault(draft.hartid(), draft.pc(), 0, failure));
            }
        }
    }

    /** Before the harts start: who is told of failures. */
    public void reportTo(FaultHandler handler) {
        faults = handler;
    }

    /** Before the harts start: regions that are built from now on count loads, stores and atomics. */
    public void countAccesses() {
        countingAccesses = true;
    }

    /** Builds the region and publishes its entries; one that is built aside begins cold. */
    void buildNow(Draft draft, boolean aside) {
        long from = System.nanoTime();
        RegionClass made = RegionEmitter.emit(draft.plan(), countingAccesses);
        Region region = define(made);
        region.describe(
                new RegionCode(
                        draft.pages().toArray(CodePage[]::new), draft.runs().toArray(CodeRun[]::new), made, harts),
                new Warmth(!aside));
        stats.built(made.codeLength(), System.nanoTime() - from);
        List<RegionEntry> entries = new ArrayList<>();
        List<Long> ramOffsets = new ArrayList<>();
        for (int offset : made.entries()) {
            entries.add(new RegionEntry(region, entries.size(), offset, made.usesFloats(), null));
            ramOffsets.add(ramOffset(draft, offset));
        }
        add(new Built(region, entries, ramOffsets));
    }

    private synchronized void add(Built made) {
        if (built.size() >= MAX_REGIONS) {
            dropIdle();
        }
        built.add(made);
        publish(made);
    }

    private void publish(Built made) {
        for (int i = 0; i < made.entries().size(); i++) {
            long ramOffset = made.ramOffsets().get(i);
            RegionEntry entry = made.entries().get(i);
            pageFor(ramOffset).updateAndGet(index(ramOffset), entry::after);
        }
    }

    private static Region define(RegionClass made) {
        TrapLesson.prepare();
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(made.bytes(), true);
            return (Region) lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (Throwable e) { // whatever it is, it is a fault of ours that the machine must end with
            throw new IllegalStateException("a region's class could not be made", e);
        }
    }

    private static long ramOffset(Draft draft, int offset) {
        int index = offset >> PhysicalMemory.PAGE_SHIFT;
        for (CodePage page : draft.pages()) {
            if (page.index() == index) {
                return page.ramPage() | (offset & (PhysicalMemory.PAGE_SIZE - 1));
            }
        }
        throw new IllegalStateException("no page for offset " + offset);
    }

    /** A hart found that the code at an entry is not what it was. */
    void changed(RegionEntry stale, long entryOffset, long changedOffset) {
        changes.add(changedOffset, System.nanoTime());
        stale.region().forgetUse();
        pageFor(entryOffset).compareAndSet(index(entryOffset), stale, null);
    }

    /** Whether the halfword here was rewritten so often lately that it shall not be part of a region. */
    boolean isUnstable(long ramOffset) {
        return changes.areMany(ramOffset, System.nanoTime());
    }

    /** Keeps what was entered often since the last time, if that is not too much. Called under {@code this}. */
    private void dropIdle() {
        List<Built> kept =
                built.stream().filter(each -> each.region().isInUse()).toList();
        built.clear();
        if (kept.size() <= MAX_KEPT) {
            built.addAll(kept);
        }
        for (int i = 0; i < pages.length(); i++) {
            pages.set(i, null);
        }
        for (Built each : built) {
            each.region().forgetUse();
            publish(each);
        }
        generation.incrementAndGet();
    }
}
