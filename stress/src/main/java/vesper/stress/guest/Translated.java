package vesper.stress.guest;

import static vesper.isa.Register.A1;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import vesper.bus.Meeting;
import vesper.hart.TwoHarts;
import vesper.isa.Assembler;
import vesper.isa.Csrs;

/**
 * The state of a case with address translation: a virtual page of its own. Its PTE leads to an old page, full of 7s;
 * hart 0 makes it lead to a new one, in which x lies at the same offset.
 *
 * <p>Both harts load and store as S-mode does under Sv39, by {@code mstatus.MPRV}; RAM is also mapped to itself. The code
 * finds in {@code s0} and {@code s1} the addresses of x and of a flag y, in {@code s2} the virtual address, in {@code s3}
 * that of the PTE, in {@code s4} the new PTE, and 1 in {@code t1}.
 */
abstract class Translated extends Meeting {
    static final long OLD = 7;
    static final int A = 1 << 6;

    private static final long ROOT = TwoHarts.RAM + 0x10_0000;
    private static final long MIDDLE = ROOT + 0x1000;
    private static final long LEAVES = ROOT + 0x2000;
    private static final long OLD_PAGE = TwoHarts.RAM + 0x20_0000;
    private static final int PAGE_SIZE = 0x1000;
    private static final int PTES = 512;
    private static final int LEAF_TABLES = 32;
    private static final long SV39 = 8L << 60;
    private static final long MPRV = 1 << 17;
    private static final long MPP_S = 1 << 11;
    private static final long ALL_OF_IT = 0x1f; // NAPOT, read, write, execute
    private static final int TABLE = 1; // V
    private static final int READ_WRITE = 0b111; // V, R, W
    private static final int DIRTY = A | (1 << 7);

    private static final AtomicLong NEXT = new AtomicLong();

    private final TwoHarts harts;
    private final long x;
    private final long vaddr;
    private final long pte;

    /** With {@code before} in x; if {@code touched}, A and D are set in the old PTE. */
    Translated(TwoHarts harts, long before, boolean touched) {
        this.harts = harts;
        this.x = harts.lines(2);
        long number = NEXT.getAndIncrement() % (LEAF_TABLES * PTES);
        this.vaddr = (number * PAGE_SIZE) | (x % PAGE_SIZE);
        this.pte = LEAVES + 8 * number;
        harts.put(x, before);
        harts.put(pte, leaf(OLD_PAGE, touched ? DIRTY : 0));
    }

    private static long leaf(long page, long flags) {
        return ((page / PAGE_SIZE) << 10) | READ_WRITE | flags;
    }

    static TwoHarts harts(Consumer<Assembler> hart0, Consumer<Assembler> hart1) {
        TwoHarts harts = new TwoHarts(withOne(hart0), withOne(hart1), Translated::translate, bus -> {});
        harts.put(ROOT, ((MIDDLE / PAGE_SIZE) << 10) | TABLE);
        harts.put(ROOT + 16, leaf(TwoHarts.RAM, DIRTY)); // 1 GiB, to itself
        for (int i = 0; i < LEAF_TABLES; i++) {
            harts.put(MIDDLE + 8L * i, (((LEAVES / PAGE_SIZE) + i) << 10) | TABLE);
        }
        for (int i = 0; i < PAGE_SIZE; i += 8) {
            harts.put(OLD_PAGE + i, OLD);
        }
        return harts;
    }

    private static Consumer<Assembler> withOne(Consumer<Assembler> code) {
        return a -> {
            a.sfence_vma(); // pages are used again: nothing of an earlier state's may be left
            a.li(T1, 1);
            code.accept(a);
        };
    }

    private static void translate(Assembler a) {
        a.li(T0, -1);
        a.csrw(Csrs.PMPADDR0, T0);
        a.li(T0, ALL_OF_IT);
        a.csrw(Csrs.PMPCFG0, T0);
        a.li(T0, SV39 | (ROOT / PAGE_SIZE));
        a.csrw(Csrs.SATP, T0);
        a.li(T0, MPRV | MPP_S);
        a.csrs(Csrs.MSTATUS, T0);
    }

    final int runHart0() {
        first();
        return run(0);
    }

    final int runHart1() {
        second();
        return run(1);
    }

    private int run(int hartid) {
        return harts.runForA0(hartid, x, TwoHarts.next(x), vaddr, pte, leaf(x & -PAGE_SIZE, 0));
    }

    /** {@code a1} of a hart, on its actor's thread after it ran. */
    final int second(int hartid) {
        return (int) harts.x(hartid, A1);
    }

    /** Whether the PTE is the new one, for the arbiter. */
    final boolean leadsToTheNewPage() {
        return (harts.get(pte) >>> 10) == x / PAGE_SIZE;
    }
}
