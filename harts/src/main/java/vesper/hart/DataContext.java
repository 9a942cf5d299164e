package vesper.hart;

import vesper.bus.DirectPages;
import vesper.bus.PhysicalMemory;

/**
 * The translations of data accesses in one context: one combination of effective privilege, SUM and MXR. A context has
 * its own tables, so that switching is a pointer and nothing leaks between two.
 */
final class DataContext {
    /** Pages whose loads go straight to RAM. */
    final DirectPages loads;

    /** Pages whose stores go straight to RAM: writable, dirty, neither armed nor watched. */
    final DirectPages stores;

    /** Armed pages: translated, but each store moves a line's version. */
    final Tlb armedStores = new Tlb();

    DataContext(PhysicalMemory ram) {
        loads = new DirectPages(ram);
        stores = new DirectPages(ram);
    }

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
