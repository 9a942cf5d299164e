package vesper.stress.compiler.guest;

import vesper.metal.Addr;
import vesper.metal.CodeMap;
import vesper.metal.Entry;
import vesper.metal.Mem;

/** What a generated program runs on, the same on the JVM and compiled: it writes to its {@link Slot}. */
public final class Harness {
    // of the part that runs; one at a time
    private static long slot;
    private static long scratch;
    private static int points;

    private Harness() {}

    /** A part of a program begins. */
    @Entry("fuzz_begin")
    public static void begin(long slotAddress, long scratchAddress) {
        slot = slotAddress;
        scratch = scratchAddress;
        points = 0;
    }

    /** It has come to its end. */
    @Entry("fuzz_end")
    public static void end() {
        Mem.store64(slot + Slot.STATE, Slot.ENDED);
    }

    /** A value that is compared. */
    public static void point(int id, long value) {
        if (points < Slot.MOST_POINTS) {
            long at = slot + Slot.POINTS + 16L * points;
            Mem.store64(at, id);
            Mem.store64(at + 8, value);
            points++;
            Mem.store64(slot + Slot.COUNT, points);
        }
    }

    /** 256 bytes of memory, for the program to use. */
    public static Addr scratch() {
        return new Addr(scratch);
    }

    /** Notes a trap at {@code pc}; only in the guest. */
    @Entry("fuzz_trapped")
    static void trapped(Addr at, long cause, Addr pc) {
        at.set64(Slot.CAUSE, cause);
        at.set64(Slot.PC, pc.value());
        at.set64(Slot.STATE, Slot.TRAPPED);
        CodeMap.Site site = CodeMap.site(pc);
        if (site.exists() && site.start().value() == pc.value()) {
            at.set64(Slot.MESSAGE, site.message().at().value());
            // what a library method checks is its caller's failure
            while (site.caller().exists() && !isGenerated(site.file())) {
                site = site.caller();
            }
            at.set64(Slot.LINE, site.line());
            at.set64(Slot.FILE, site.file().at().value());
        }
    }

    /** Whether a file is a {@code P<number>.java}. */
    private static boolean isGenerated(CodeMap.Text file) {
        return file.byteAt(0) == 'P' && file.byteAt(1) >= '0' && file.byteAt(1) <= '9';
    }
}
