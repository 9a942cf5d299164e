package vesper.kernel.panic;

import vesper.kernel.console.Console;
import vesper.kernel.hart.Hart;
import vesper.kernel.trap.TrapFrame;
import vesper.metal.Addr;
import vesper.metal.CodeMap;
import vesper.metal.Cpu;
import vesper.metal.Csr;
import vesper.metal.Mem;

/** The kernel can't go on: it says why and where, and powers the machine off with exit status 1. */
public final class Panic {
    private static final int FINISHER_FAIL = (1 << 16) | 0x3333;

    private final Console console;
    private final Backtrace backtrace;
    private final long finisher;

    /** {@code finisher} is the address of the board's power switch. */
    public Panic(Console console, Backtrace backtrace, long finisher) {
        this.console = console;
        this.backtrace = backtrace;
        this.finisher = finisher;
    }

    /** Reports a trap that can't be, with what {@code frame} holds of the code that it came from; doesn't return. */
    public void trapped(Hart hart, String cause, long epc, long tval, TrapFrame frame) {
        Csr.write(Csr.MSCRATCH, hart.nestedFrame().value());
        int before = hart.countPanic();
        if (before == 0) {
            report(hart, cause, new Addr(epc), tval, frame);
        } else if (before == 1) {
            console.freshLine();
            console.text("PANIC in a panic, at ").hex(epc).line();
        }
        halt();
    }

    private void report(Hart hart, String cause, Addr pc, long tval, TrapFrame frame) {
        CodeMap.Site site = CodeMap.site(pc);
        console.freshLine();
        console.text("PANIC on hart ").number(hart.hartid()).text(": ");
        if (site.exists()
                && site.start().value() == pc.value()
                && site.message().exists()) {
            console.text(site.message()).line();
        } else {
            console.text(cause).text(" of ").hex(tval).text(" at ").address(pc).line();
        }
        backtrace.print(pc, frame);
    }

    /** A failure of the boot, told by {@link Console} already; doesn't return. */
    public void halt() {
        console.text("The machine stops here.").line();
        Mem.store32(finisher, FINISHER_FAIL);
        Csr.write(Csr.MIE, 0);
        while (true) {
            Cpu.wfi(); // on a board without the switch
        }
    }
}
