package vesper.hart.memory;

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
    final DirectPages armedStores;

    private final LeafSet superpages = new LeafSet();

    DataContext(PhysicalMemory ram) {
        loads = new DirectPages(ram);
        stores = new DirectPages(ram);
        armedStores = new DirectPages(ram);
    }

    /** After a translation by a leaf PTE of this level. */
    void translated(long vaddr, int level) {
        if (level > 0) {
            superpages.add(vaddr, level);
        }
    }

    void flush() {
        superpages.clear();
        loads.flush();
        stores.flush();
        armedStores.flush();
    }

    /** Forgets the page, and all of the superpage that may hold it. */
    void flushPage(long vaddr) {
        if (superpages.mayHold(vaddr)) {
            flush();
            return;
        }
        loads.flushPage(vaddr);
        stores.flushPage(vaddr);
        armedStores.flushPage(vaddr);
    }

    void dropRamPage(long ramOffset, boolean loadsToo) {
        stores.dropRamPage(ramOffset);
        if (loadsToo) {
            loads.dropRamPage(ramOffset);
        }
    }
}
