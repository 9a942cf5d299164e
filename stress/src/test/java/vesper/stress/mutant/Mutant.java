package vesper.stress.mutant;

import java.util.List;

/**
 * A machine with one fault in its memory order: the class files that are shipped, with a call or some of a kind changed.
 * The machine itself has no hook for it. Each names the scenario that finds it out.
 */
enum Mutant {
    /** {@code fence rw,rw} keeps the compiler's order only. */
    DROPPED_FULL_FENCE(
            "FencedStoreBuffering", Edit.drop("vesper.hart.memory.DirectPort", "fence", "VarHandle.fullFence")),

    /** A load that a compiler may move, or take for another one. */
    PLAIN_LOADS(
            "LoadsOfOneAddress",
            Edit.rename(Mutant.PAGES, "load8", "Unsafe.getByteOpaque", "getByte"),
            Edit.rename(Mutant.PAGES, "load16", "Unsafe.getShortOpaque", "getShort"),
            Edit.rename(Mutant.PAGES, "load32", "Unsafe.getIntOpaque", "getInt"),
            Edit.rename(Mutant.PAGES, "load64", "Unsafe.getLongOpaque", "getLong")),

    /** SC stores if memory holds what LR loaded. */
    VALUE_COMPARE(
            "StoreOfAnotherValueAndTheOldOne",
            Edit.redirect(Mutant.RESERVING, "loadReserved", "PhysicalMemory.loadAcquire32", Mutant.BY_VALUE),
            Edit.redirect(Mutant.RESERVING, "loadReserved", "PhysicalMemory.loadAcquire64", Mutant.BY_VALUE),
            Edit.redirect(Mutant.RESERVING, "loadReserved", "Reservation.set", Mutant.BY_VALUE),
            Edit.redirect(Mutant.RESERVING, "storeConditional", "Reservation.tryLock", Mutant.BY_VALUE)),

    /** {@code lr.aqrl} does not wait for an earlier store. */
    UNFENCED_LOAD_RESERVED(
            "ReleasingLoadReserved", Edit.drop("vesper.hart.execute.Atomics", "orderRelease", "VarHandle.fullFence")),

    /** An AMO is a load, and then a store. */
    AMO_IN_TWO(
            "SumOfAmoadds",
            Edit.redirect(Mutant.AMO, "amo32", "PhysicalMemory.getAndAdd32", Mutant.FAULTS),
            Edit.redirect(Mutant.AMO, "amo32", "PhysicalMemory.getAndSet32", Mutant.FAULTS),
            Edit.redirect(Mutant.AMO, "amo32", "PhysicalMemory.compareAndExchange32", Mutant.FAULTS),
            Edit.redirect(Mutant.AMO, "amo64", "PhysicalMemory.getAndAdd64", Mutant.FAULTS),
            Edit.redirect(Mutant.AMO, "amo64", "PhysicalMemory.getAndSet64", Mutant.FAULTS),
            Edit.redirect(Mutant.AMO, "amo64", "PhysicalMemory.compareAndExchange64", Mutant.FAULTS)),

    /** A store to an armed page gives the line back with the version it had. */
    UNCOUNTED_STORE(
            "StoreBetween",
            Edit.redirect(
                    "vesper.hart.memory.SlowAccess", "storeVersioned", "LineVersions.unlockRelease", Mutant.FAULTS)),

    /** Who posts to a parked hart leaves it parked. */
    POST_WITHOUT_UNPARK("WakeUp", Edit.drop("vesper.hart.Mailbox", "wake", "LockSupport.unpark")),

    /** A load from the PLIC does not take the token. */
    CLAIM_WITHOUT_TOKEN("TwoClaims", Edit.drop("vesper.device.plic.Plic", "load", "Plic.acquire")),

    /** A page walk sets A and D by a store. */
    PTE_BY_STORE(
            "PageTableUpdate",
            Edit.redirect("vesper.hart.memory.Mmu", "updateLeaf", "ArmedPages.compareAndSet64", Mutant.FAULTS)),

    /** {@code sd} is two stores of a word. */
    STORE_IN_HALVES(
            "TornDoubleword",
            Edit.redirect("vesper.hart.interpret.Interpreter", "execute", "DirectPages.store64", Mutant.FAULTS));

    private static final String PAGES = "vesper.bus.DirectPages";
    private static final String RESERVING = "vesper.hart.memory.Reserving";
    private static final String AMO = "vesper.hart.memory.Amo";
    private static final String BY_VALUE = "vesper.hart.memory.ReservationByValue";
    private static final String FAULTS = "vesper.stress.mutant.guest.Faults";

    private final String scenario;

    @SuppressWarnings("ImmutableEnumChecker") // always a List.of
    private final List<Edit> edits;

    Mutant(String scenario, Edit... edits) {
        this.scenario = scenario;
        this.edits = List.of(edits);
    }

    /** The simple name of the class that finds it out. */
    String scenario() {
        return scenario;
    }

    List<Edit> edits() {
        return edits;
    }
}
