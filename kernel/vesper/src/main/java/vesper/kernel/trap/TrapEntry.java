package vesper.kernel.trap;

import vesper.kernel.Kernel;
import vesper.metal.Addr;
import vesper.metal.Entry;

/** Where {@link TrapVector} calls Java. */
public final class TrapEntry {
    private TrapEntry() {}

    @Entry("m_trap")
    static long trap(long epc, long tval, long cause, long hartid, long status, long frame) {
        return Kernel.KERNEL.traps.handle(epc, tval, cause, status, new TrapFrame(new Addr(frame)));
    }
}
