package vesper.kernel.panic;

import vesper.kernel.console.Console;
import vesper.kernel.trap.TrapFrame;
import vesper.metal.Addr;
import vesper.metal.CodeMap;

/** Prints who called whom, by the {@link CodeMap}'s tables: there is no frame pointer. */
public final class Backtrace {
    private static final int MAX_DEPTH = 24;
    private static final long SAVED_RA = -8;

    private final Console console;

    // set once, by setStackBounds: where a stack may lie
    private Addr low = Addr.ZERO;
    private Addr high = Addr.ZERO;

    public Backtrace(Console console) {
        this.console = console;
    }

    /** The memory that it may read. */
    public void setStackBounds(Addr from, Addr to) {
        low = from;
        high = to;
    }

    /** From the innermost call at {@code pc}, whose registers are in {@code frame}. */
    public void print(Addr pc, TrapFrame frame) {
        printSite(pc, CodeMap.site(pc));
        CodeMap.Function function = CodeMap.function(pc);
        Addr sp = new Addr(frame.reg(TrapFrame.SP));
        Addr ra = new Addr(frame.reg(TrapFrame.RA));
        if (function.exists() && function.frameSize() > 0 && function.start().below(pc)) {
            sp = sp.plus(function.frameSize());
            if (!pc.below(function.body())) {
                ra = savedRa(sp);
            }
        }
        printCallers(ra, sp);
    }

    private void printCallers(Addr returnAddress, Addr stackPointer) {
        Addr ra = returnAddress;
        Addr sp = stackPointer;
        for (int depth = 0; ra.value() != 0; depth++) {
            if (depth == MAX_DEPTH) {
                console.text("    and so on").line();
                return;
            }
            Addr call = ra.plus(-1);
            CodeMap.Function function = CodeMap.function(call);
            if (!function.exists()) {
                return; // assembly language: where a process or the trap handler began
            }
            printSite(ra, CodeMap.site(call));
            if (function.frameSize() == 0) {
                return;
            }
            sp = sp.plus(function.frameSize());
            ra = savedRa(sp);
        }
    }

    /** What the frame below {@code sp} has saved, or 0 if that isn't a stack. */
    private Addr savedRa(Addr sp) {
        Addr at = sp.plus(SAVED_RA);
        boolean readable = at.isAligned(Long.BYTES) && !at.below(low) && at.below(high);
        return readable ? at.addr(0) : Addr.ZERO;
    }

    private void printSite(Addr pc, CodeMap.Site site) {
        if (!site.exists()) {
            console.text("    at ").address(pc);
            CodeMap.Function function = CodeMap.function(pc);
            if (function.exists()) {
                console.text(" in ").text(function.name());
            }
            console.line();
            return;
        }
        CodeMap.Site at = site;
        while (at.exists()) {
            console.text("    at ")
                    .text(at.method())
                    .text("(")
                    .text(at.file())
                    .text(":")
                    .number(at.line());
            console.text(")").line();
            at = at.caller();
        }
    }
}
