package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.stress.mutant.Scenario;

/**
 * Hart 0 loads through a PTE whose A is clear, while hart 1 stores another PTE, told apart by a bit for software. The
 * forbidden outcome: after both, the old one is there.
 */
public final class PageTableUpdate implements Scenario {
    private static final int ROUNDS = 1_000;
    private static final long ROOT = Board.DATA;
    private static final long BROUGHT_BACK = Board.DATA + Board.PAGE;

    /** Gigapages: one under test, one for RAM where it is. */
    private static final long TESTED = 0x4000_0000L;

    private static final int TESTED_PTE = 8;
    private static final int RAM_PTE = 16;

    private static final int VRW = 0b111;
    private static final int ACCESSED_DIRTY = 0b1100_0000;
    private static final long RAM_PPN = Board.RAM >>> 2;
    private static final int SOFTWARE = 1 << 8;
    private static final long SV39 = 8L << 60;
    private static final long MPRV_AS_SUPERVISOR = 1 << 17 | 1 << 11;

    private final Board board = new Board().program(a -> {
        a.li(S1, ROOT);
        a.li(S2, ROUNDS);
        a.li(S3, RAM_PPN | VRW);
        a.ori(S4, S3, SOFTWARE);
        a.bnez(A0, "store");
        translate(a);
        a.li(S5, TESTED);
        a.label("walk");
        a.sfence_vma(ZERO, ZERO);
        Board.meet(a, "ready");
        a.ld(T1, 0, S5);
        Board.meet(a, "walked");
        a.addi(S2, S2, -1);
        a.bnez(S2, "walk");
        a.j("end");
        a.label("store");
        a.sd(S3, TESTED_PTE, S1);
        Board.meet(a, "old");
        a.sd(S4, TESTED_PTE, S1);
        Board.meet(a, "new");
        a.ld(T1, TESTED_PTE, S1);
        a.andi(T1, T1, SOFTWARE);
        a.seqz(T1, T1);
        a.add(S7, S7, T1);
        a.addi(S2, S2, -1);
        a.bnez(S2, "store");
        a.li(S6, BROUGHT_BACK);
        a.sd(S7, 0, S6);
        a.label("end");
    });

    /** Loads and stores as S-mode's from now on, RAM being where it is. */
    private static void translate(Assembler a) {
        a.li(T1, RAM_PPN | VRW | ACCESSED_DIRTY);
        a.sd(T1, RAM_PTE, S1);
        a.li(T1, -1);
        a.csrw(Csrs.PMPADDR0, T1);
        a.li(T1, 0x0f);
        a.csrw(Csrs.PMPCFG0, T1);
        a.li(T1, SV39 | ROOT >>> 12);
        a.csrw(Csrs.SATP, T1);
        a.li(T1, MPRV_AS_SUPERVISOR);
        a.csrw(Csrs.MSTATUS, T1);
    }

    @Override
    public long run() throws InterruptedException {
        board.run();
        return board.get(BROUGHT_BACK);
    }

    @Override
    public int rounds() {
        return ROUNDS;
    }
}
