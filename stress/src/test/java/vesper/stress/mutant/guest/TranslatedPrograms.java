package vesper.stress.mutant.guest;

import static vesper.isa.Csrs.*;
import static vesper.isa.FRegister.*;
import static vesper.isa.Register.*;

import vesper.bus.PhysicalMemory;
import vesper.isa.Assembler;

/** Programs whose results a faulty translator changes; each is a scenario that says so. */
public final class TranslatedPrograms {
    private static final int ADDI_S3_S3 = 0x13 | 19 << 7 | 19 << 15;
    private static final int RET = 0x8067;
    private static final int SOFTWARE = 1 << 3;
    private static final int MIE_BIT = 8;
    private static final long FS = 3L << 13;
    private static final long FS_INITIAL = 1L << 13;
    private static final long SV39 = 8L << 60;
    private static final long MPP_SUPERVISOR = 1L << 11;
    private static final long MPRV = 1L << 17;
    private static final long VA = 0x4000_0000L;
    private static final long TABLES = OneHart.RAM + 0x20_0000L;
    private static final long LEAVES = TABLES + 0x2000;
    private static final long PAGE = 0x1000;
    private static final long ALL = 0xcf; // D, A, X, W, R, V

    private TranslatedPrograms() {}

    private static void counted(Assembler a, int rounds) {
        a.li(S4, rounds);
        a.label("loop");
    }

    private static void next(Assembler a) {
        a.addi(S4, S4, -1);
        a.bnez(S4, "loop");
    }

    /** A loop adds up; registers go with it over a way out of the region. */
    public static final class Sum extends OneHart {
        public Sum() {
            super(5050);
        }

        @Override
        void program(Assembler a) {
            counted(a, 100);
            a.add(S3, S3, S4);
            next(a);
        }
    }

    /** The handler adds up a register, what was counted, and how far its instruction is from the one that faults. */
    abstract static class Faults extends OneHart {
        private static final int COUNTED = 4; // csrr and three additions

        private final int opcode;

        Faults(int opcode) {
            super(3 + 4 + 5 + 3 * COUNTED);
            this.opcode = opcode;
        }

        abstract void fault(Assembler a);

        @Override
        void program(Assembler a) {
            a.li(S3, 2);
            a.li(S5, NOWHERE);
            for (int i = 0; i < 3; i++) {
                a.j("block" + i);
                a.label("block" + i);
                a.csrr(S8, MINSTRET);
                a.addi(S3, S3, 1);
                a.addi(S6, S6, 1);
                a.addi(S7, S7, 1);
                fault(a);
                a.mv(T0, ZERO);
            }
            a.mv(S3, S11);
        }

        @Override
        void atTrap(Assembler a) {
            a.csrr(T5, MINSTRET);
            a.sub(T5, T5, S8);
            a.add(S11, S11, T5);
            a.add(S11, S11, S3);
            a.csrr(T5, MEPC);
            a.lw(T6, 0, T5);
            a.andi(T6, T6, 0x7f);
            a.addi(T6, T6, -opcode);
            a.add(S11, S11, T6);
        }
    }

    public static final class FaultingAtomic extends Faults {
        public FaultingAtomic() {
            super(0x2f);
        }

        @Override
        void fault(Assembler a) {
            a.amoadd_d(T0, S5, S5);
        }
    }

    /** {@code minstret} before and after a loop. */
    public static final class CountedLoop extends OneHart {
        public CountedLoop() {
            super(2 + 2 * 50);
        }

        @Override
        void program(Assembler a) {
            a.li(T1, 0);
            a.csrr(S5, MINSTRET);
            counted(a, 50);
            next(a);
            a.csrr(S3, MINSTRET);
            a.sub(S3, S3, S5);
        }
    }

    /** A device changes memory between two loads of one address. */
    public static final class LoadBehindADevice extends OneHart {
        public LoadBehindADevice() {
            super(55);
        }

        @Override
        void program(Assembler a) {
            a.li(S5, DEVICE);
            a.li(S6, DATA);
            counted(a, 10);
            a.sw(ZERO, 0, S5);
            a.j("translated"); // a device is the interpreter's
            a.label("translated");
            a.ld(T0, 0, S6);
            a.add(S3, S3, T0);
            next(a);
        }
    }

    /** Loops until it is interrupted, or told that this takes too long. */
    abstract static class Interrupted extends OneHart {
        Interrupted() {
            super(1);
        }

        @Override
        boolean isInterrupted() {
            return true;
        }

        static void start(Assembler a) {
            a.li(S5, DATA);
            a.li(S6, GIVE_UP);
            a.sd(ZERO, 0, S5); // so that the page is in the TLB
            a.ld(T0, 0, S6);
            a.li(T0, SOFTWARE);
            a.csrw(MIE, T0);
            a.csrsi(MSTATUS, MIE_BIT);
        }

        /** Leads on to {@code out}, with what the handler counted. */
        static void round(Assembler a) {
            a.sd(S5, 0, S5);
            a.mv(S3, S11);
            a.bnez(S3, "out");
            a.ld(T0, 0, S6);
            a.bnez(T0, "out");
        }
    }

    public static final class InterruptedLoop extends Interrupted {
        @Override
        void program(Assembler a) {
            start(a);
            a.label("loop");
            round(a);
            a.j("loop");
            a.label("out");
        }
    }

    /** The only way back is a jump through a register. */
    public static final class InterruptedJumps extends Interrupted {
        @Override
        void program(Assembler a) {
            start(a);
            a.jal("leaf"); // which returns here again and again
            round(a);
            a.j("leaf");
            a.label("leaf");
            a.ret();
            a.label("out");
        }
    }

    /** Calls the function four times, and has the instruction at {@code place} add 4, 3, 2 before the last three. */
    private static void callAndPatch(Assembler a, String place) {
        counted(a, 4);
        a.jal("function");
        a.la(T0, place);
        a.slli(T1, S4, 20);
        a.li(T2, ADDI_S3_S3);
        a.or(T1, T1, T2);
        a.sw(T1, 0, T0);
        a.fence_i();
        next(a);
        a.j("over");
        a.align(3);
        a.label("function");
    }

    /** A function is rewritten after each call. */
    public static final class NewCode extends OneHart {
        public NewCode() {
            super(1 + 4 + 3 + 2);
        }

        @Override
        void program(Assembler a) {
            callAndPatch(a, "function");
            a.addi(S3, S3, 1);
            a.ret();
            a.label("over");
        }
    }

    /** What is rewritten lies behind something that is not code. */
    public static final class NewCodeBehindAHole extends OneHart {
        public NewCodeBehindAHole() {
            super(4 + 1 + 4 + 3 + 2);
        }

        @Override
        void program(Assembler a) {
            callAndPatch(a, "behind");
            a.addi(S3, S3, 1);
            a.j("behind");
            a.dword(0, 0);
            a.label("behind");
            a.addi(S3, S3, 1);
            a.ret();
            a.label("over");
        }
    }

    /** S-mode with RAM where it is, and pages at {@link #VA}. */
    abstract static class Mapped extends OneHart {
        Mapped(long expected) {
            super(expected);
        }

        static void put(PhysicalMemory ram, long address, long value) {
            ram.storeOpaque64(address - RAM, value);
        }

        static long pte(long address) {
            return address >>> 2 | ALL;
        }

        static void map(PhysicalMemory ram, int page, long address) {
            put(ram, LEAVES + 8L * page, pte(address));
        }

        @Override
        void prepare(PhysicalMemory ram) {
            put(ram, TABLES + 8, (TABLES + PAGE) >>> 2 | 1);
            put(ram, TABLES + 16, pte(RAM));
            put(ram, TABLES + PAGE, LEAVES >>> 2 | 1);
        }

        static void translate(Assembler a) {
            a.li(T0, -1);
            a.csrw(PMPADDR0, T0);
            a.li(T0, 0x1f);
            a.csrw(PMPCFG0, T0);
            a.li(T0, SV39 | TABLES >>> 12);
            a.csrw(SATP, T0);
        }

        static void supervisor(Assembler a) {
            translate(a);
            a.li(T0, MPP_SUPERVISOR);
            a.csrw(MSTATUS, T0);
            a.la(T0, "supervisor");
            a.csrw(MEPC, T0);
            a.mret();
            a.label("supervisor");
        }

        static void call(Assembler a, long vaddr) {
            a.li(T0, vaddr);
            a.jalr(T0);
        }

        static void remap(Assembler a, int page, long address) {
            a.li(T0, LEAVES + 8L * page);
            a.li(T1, pte(address));
            a.sd(T1, 0, T0);
            a.sfence_vma();
        }
    }

    /** A page with a function becomes another page. */
    public static final class RemappedCode extends Mapped {
        public RemappedCode() {
            super(1 + 1 + 20);
        }

        @Override
        void prepare(PhysicalMemory ram) {
            super.prepare(ram);
            put(ram, DATA, (long) RET << 32 | ADDI_S3_S3 | 1 << 20);
            put(ram, DATA + PAGE, (long) RET << 32 | ADDI_S3_S3 | 20 << 20);
            map(ram, 0, DATA);
        }

        @Override
        void program(Assembler a) {
            supervisor(a);
            call(a, VA);
            call(a, VA);
            remap(a, 0, DATA + PAGE);
            call(a, VA);
        }
    }

    /** A loop goes on in a second page, which becomes another. */
    public static final class RemappedSecondPage extends Mapped {
        private static final int DECREMENT_S4 = 0xfffa_0a13; // addi s4, s4, -1
        private static final int LOOP_UNTIL_S4_IS_0 = 0xfe0a_1ae3; // bnez s4, -12
        private static final long SECOND = DATA + PAGE;
        private static final long OTHER = DATA + 2 * PAGE;

        public RemappedSecondPage() {
            super(2 + 2 * (1 + 2) + 20 + 2 * (1 + 20));
        }

        @Override
        void prepare(PhysicalMemory ram) {
            super.prepare(ram);
            put(ram, DATA + PAGE - 8, (long) DECREMENT_S4 << 32 | ADDI_S3_S3 | 1 << 20);
            put(ram, SECOND, (long) LOOP_UNTIL_S4_IS_0 << 32 | ADDI_S3_S3 | 2 << 20);
            put(ram, SECOND + 8, RET);
            put(ram, OTHER, (long) LOOP_UNTIL_S4_IS_0 << 32 | ADDI_S3_S3 | 20 << 20);
            put(ram, OTHER + 8, RET);
            map(ram, 0, DATA);
            map(ram, 1, SECOND);
        }

        @Override
        void program(Assembler a) {
            supervisor(a);
            for (long second : new long[] {SECOND, OTHER}) {
                remap(a, 1, second);
                call(a, VA + PAGE); // so that it is known when the first page is translated
                a.li(S4, 2);
                call(a, VA + PAGE - 8);
            }
        }
    }

    /** A loop with floating point runs, and runs again with FS off. */
    public static final class FloatsOff extends OneHart {
        public FloatsOff() {
            super(3);
        }

        @Override
        void program(Assembler a) {
            a.li(S5, FS);
            a.csrs(MSTATUS, S5);
            a.jal("function");
            a.csrc(MSTATUS, S5);
            a.jal("function");
            a.mv(S3, S11);
            a.j("over");
            a.label("function");
            counted(a, 3);
            a.fadd_d(FS2, FS2, FS2);
            next(a);
            a.ret();
            a.label("over");
        }
    }

    /** FS, after a region has written an f register. */
    public static final class FloatsWritten extends OneHart {
        public FloatsWritten() {
            super(FS);
        }

        @Override
        void program(Assembler a) {
            a.li(S5, FS_INITIAL);
            a.csrs(MSTATUS, S5);
            a.fmv_d_x(FS2, S5);
            a.csrr(S3, MSTATUS);
            a.li(T0, FS);
            a.and(S3, S3, T0);
        }
    }

    /** {@code lb} of a byte with its high bit set. */
    public static final class SignedByte extends OneHart {
        public SignedByte() {
            super(-128);
        }

        @Override
        void program(Assembler a) {
            a.li(S5, DATA);
            a.li(T0, 0x80);
            a.sb(T0, 0, S5);
            counted(a, 5);
            a.lb(S3, 0, S5);
            next(a);
        }
    }

    /** {@code blt} of equals. */
    public static final class LessOrEqual extends OneHart {
        public LessOrEqual() {
            super(7);
        }

        @Override
        void program(Assembler a) {
            a.li(S4, 5);
            a.li(S5, 5);
            a.blt(S4, S5, "over");
            a.li(S3, 7);
            a.label("over");
        }
    }

    /** One address, loaded in M-mode and as S-mode sees it, in turn. */
    public static final class Mprv extends Mapped {
        public Mprv() {
            super(10 * (1 + 20));
        }

        @Override
        void prepare(PhysicalMemory ram) {
            super.prepare(ram);
            put(ram, DATA, 1);
            put(ram, DATA + PAGE, 20);
            put(ram, TABLES + 16, (TABLES + PAGE) >>> 2 | 1);
            put(ram, TABLES + PAGE, LEAVES >>> 2 | 1);
            map(ram, 0x100, DATA + PAGE);
        }

        @Override
        void program(Assembler a) {
            translate(a);
            a.li(S5, DATA);
            a.li(S6, MPRV | MPP_SUPERVISOR);
            counted(a, 10);
            a.ld(T0, 0, S5);
            a.add(S3, S3, T0);
            a.csrs(MSTATUS, S6);
            a.ld(T0, 0, S5);
            a.add(S3, S3, T0);
            a.li(T0, MPRV);
            a.csrc(MSTATUS, T0);
            next(a);
        }
    }
}
