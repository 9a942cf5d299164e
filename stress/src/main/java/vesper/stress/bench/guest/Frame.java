package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Program;
import vesper.isa.Section;

/**
 * What all guests have in common: the way from reset to the guest's mode, laps between barriers, and a line for each
 * lap. The machine prints
 *
 * <pre>
 * bench sieve sv39 2
 * lap 000000000007a3d1 00000000000003dc 0000000000a91b02
 * lap ...
 * end
 * </pre>
 *
 * and powers off after {@link #REST_SECONDS}, in which the host can ask for the processor time that the machine took. A
 * lap's line has, in hexadecimal, its time in ticks of {@code mtime} (10 MHz), its checksum, and the
 * instructions that all harts retired in it. The checksum is the sum of what the harts' laps returned and of the first
 * doubleword of {@link #SHARED}. It follows from the guest, the rounds and the number of harts alone. The last number
 * means nothing on QEMU, whose {@code instret} counts something else.
 *
 * <p>A guest has two functions, which may change every register but sp, tp and s0, and find s1 to s11 and the
 * floating-point registers as they left them:
 *
 * <pre>
 *   fill   once for each hart
 *   lap    a0: rounds; returns a checksum in a0
 *
 *   s0     2 MiB of memory, at first zero, for this hart only
 *   tp     the hart's record
 *   sp     a stack of 16 KiB
 * </pre>
 */
public final class Frame {
    /** How long a guest sleeps behind its last line. */
    public static final double REST_SECONDS = 0.05;

    private static final long REST_TICKS = 500_000;

    /** Where a hart goes in the guest's mode, its registers set. */
    static final String WORK = "work";

    static final String FILL = "fill";
    static final String LAP = "lap";

    /** A page of memory, zero at first, for all harts. */
    static final String SHARED = "shared";

    static final String RECORDS = "records";
    static final int LOG2_RECORD_SIZE = 6;
    /** Where the lap's checksum and then the instructions it took are left for hart 0. */
    private static final int RECORD_CHECKSUM = 0;

    private static final int RECORD_RETIRED = 8;
    /** The address of the hart's {@code msip}. */
    static final int RECORD_MSIP = 16;
    /** The hart's number. */
    static final int RECORD_HART = 24;
    /** For the frame itself. */
    private static final int RECORD_LAPS_LEFT = 32;

    private static final int RECORD_BEGAN = 40;
    /** 64 bits for the guest. */
    static final int RECORD_GUEST = 48;

    static final String STACKS = "stacks";
    static final int LOG2_STACK_SIZE = 14;

    static final String LINE_END = "line_end";

    /** The end of the code, on a page. */
    static final String TEXT_END = "text_end";

    private final Assembler a = new Assembler();
    private final Mode mode;
    private final int harts;
    private final long restTicks;

    private Frame(Mode mode, int harts, long restTicks) {
        this.mode = mode;
        this.harts = harts;
        this.restTicks = restTicks;
    }

    /**
     * A guest that works on {@code harts} harts, {@code laps} times {@code rounds} rounds on each.
     *
     * @throws IllegalArgumentException if the harts are not 1 to 4
     */
    public static Program program(Guest guest, Mode mode, int harts, long rounds, int laps) {
        return program(guest, mode, harts, rounds, laps, false);
    }

    /**
     * The same under {@link CodeGuard}, where a store to a page that code is in is a trap, and so is code in any other
     * page; without the rest at the end.
     */
    public static Program guarded(Guest guest, Mode mode, int harts, long rounds, int laps) {
        return program(guest, mode, harts, rounds, laps, true);
    }

    private static Program program(Guest guest, Mode mode, int harts, long rounds, int laps, boolean guarded) {
        if (harts < 1 || harts > Layout.MAX_HARTS) {
            throw new IllegalArgumentException(harts + " harts: not 1 to " + Layout.MAX_HARTS);
        }
        Frame frame = new Frame(mode, harts, guarded ? 0 : REST_TICKS);
        Assembler a = frame.a;
        a.rvc(true);
        a.section(".text");
        Startup.emit(a, mode, harts, guarded);
        frame.work(rounds, laps);
        Barrier.emit(a, mode, harts);
        Printing.emit(a);
        guest.code().emit(a, mode, harts);
        frame.data(guest);
        return placed(a.assemble(Layout.IMAGE), guest);
    }

    /** Makes sure that all is where {@link Layout} says. */
    private static Program placed(Program program, Guest guest) {
        Section last = program.sections().getLast();
        boolean moved = guest.code() instanceof JavaProgram && program.symbol(JavaProgram.START) != Layout.PROGRAM;
        if (moved || last.address() + last.size() > Layout.MEMORY) {
            throw new IllegalStateException(guest.name() + " is too large for its places in memory");
        }
        return program;
    }

    private void work(long rounds, int laps) {
        a.label(WORK);
        a.ld(T0, RECORD_HART, TP);
        a.bnez(T0, "work.fill");
        a.la(A0, "title");
        a.call(Printing.TEXT);
        a.label("work.fill");
        a.call(FILL);
        a.li(T0, laps);
        a.sd(T0, RECORD_LAPS_LEFT, TP);
        a.label("work.lap");
        a.call(Barrier.WAIT);
        a.li(T0, Layout.MTIME);
        a.ld(T0, 0, T0);
        a.sd(T0, RECORD_BEGAN, TP);
        a.csrr(T0, Csrs.INSTRET);
        a.sd(T0, RECORD_RETIRED, TP);
        a.li(A0, rounds);
        a.call(LAP);
        a.csrr(T0, Csrs.INSTRET);
        a.ld(T1, RECORD_RETIRED, TP);
        a.sub(T0, T0, T1);
        a.sd(T0, RECORD_RETIRED, TP);
        a.sd(A0, RECORD_CHECKSUM, TP);
        a.call(Barrier.WAIT);
        a.ld(T0, RECORD_HART, TP);
        a.bnez(T0, "work.next");
        tell();
        a.label("work.next");
        a.ld(T0, RECORD_LAPS_LEFT, TP);
        a.addi(T0, T0, -1);
        a.sd(T0, RECORD_LAPS_LEFT, TP);
        a.bnez(T0, "work.lap");
        a.ld(T0, RECORD_HART, TP);
        a.bnez(T0, "work.rest");
        a.la(A0, "end");
        a.call(Printing.TEXT);
        rest();
        a.label("work.rest");
        a.wfi();
        a.j("work.rest");
    }

    /** Until the timer's interrupt: in S-mode it happens, and the trap handler powers off; in M-mode it stays pending. */
    private void rest() {
        a.li(T0, Layout.MTIME);
        a.ld(T0, 0, T0);
        a.li(T1, restTicks);
        a.add(T0, T0, T1);
        a.li(T1, Layout.MTIMECMP);
        a.sd(T0, 0, T1);
        if (mode.supervisor()) {
            return;
        }
        a.label("rest.wait");
        a.wfi();
        a.csrr(T0, Csrs.MIP);
        a.andi(T0, T0, Startup.MTIP);
        a.beqz(T0, "rest.wait");
        a.li(A0, Layout.POWER_OFF);
        a.j(Printing.POWER_OFF);
    }

    /** Hart 0 prints a lap's line. The others wait for it at the next barrier. */
    private void tell() {
        a.li(T0, Layout.MTIME);
        a.ld(T0, 0, T0);
        a.ld(T1, RECORD_BEGAN, TP);
        a.sub(T0, T0, T1);
        a.sd(T0, RECORD_BEGAN, TP);
        a.la(A0, "lap_title");
        a.call(Printing.TEXT);
        a.ld(A0, RECORD_BEGAN, TP);
        a.call(Printing.HEX);
        a.la(T0, SHARED);
        a.ld(A0, 0, T0);
        sum(RECORD_CHECKSUM);
        a.call(Printing.HEX);
        a.li(A0, 0);
        sum(RECORD_RETIRED);
        a.call(Printing.HEX);
        a.la(A0, LINE_END);
        a.call(Printing.TEXT);
    }

    /** Adds a field of all harts' records to a0. */
    private void sum(int field) {
        a.la(T0, RECORDS);
        for (int i = 0; i < harts; i++) {
            a.ld(T1, field + ((long) i << LOG2_RECORD_SIZE), T0);
            a.add(A0, A0, T1);
        }
    }

    private void data(Guest guest) {
        a.section(".rodata");
        a.label("title");
        a.asciz("bench " + guest.name() + " " + mode + " " + harts + "\n");
        a.label("lap_title");
        a.asciz("lap");
        a.label("end");
        a.asciz("end\n");
        a.label(LINE_END);
        a.asciz("\n");
        a.section(".text.end");
        a.align(Layout.LOG2_PAGE);
        a.label(TEXT_END);
        if (!a.defines(JavaProgram.START)) {
            a.label(JavaProgram.START);
            a.label(JavaProgram.TEXT_END);
        }
        a.section(".bss");
        page(SHARED, Layout.PAGE);
        page(RECORDS, (long) Layout.MAX_HARTS << LOG2_RECORD_SIZE);
        page(STACKS, (long) Layout.MAX_HARTS << LOG2_STACK_SIZE);
    }

    /** Memory on pages of its own. */
    private void page(String label, long size) {
        a.align(Layout.LOG2_PAGE);
        a.label(label);
        a.space(size);
        a.align(Layout.LOG2_PAGE);
    }
}
