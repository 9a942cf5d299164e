package vesper.hart;

/**
 * The translations of data accesses in one context: one combination of effective privilege, SUM and MXR. A context has
 * its own tables, so that switching is a pointer and nothing leaks between two.
 */
final class DataContext {
    /** Pages whose loads go straight to RAM. */
    final Tlb loads = new Tlb();

    /** Pages whose stores go straight to RAM: writable, dirty, neither armed nor watched. */
    final Tlb stores = new Tlb();

    /** Armed pages: translated, but each store moves a line's version. */
    final Tlb armedStores = new Tlb();

    void flush() {
        loads.flush();
        stores.flush();
        armedStores.flush();
    }

    void flushPage(long vaddr) {
        loads.flushPage(vaddr);
        stores.flushPage(vaddr);
        armedStores.flushPage(vaddr);
    }
}
