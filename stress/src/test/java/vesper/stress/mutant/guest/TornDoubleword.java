package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import vesper.stress.mutant.Scenario;

/** Hart 1 stores all zeros and all ones in turn; hart 0 loads. The forbidden outcome: it sees some of each. */
public final class TornDoubleword implements Scenario {
    private static final int ROUNDS = 100_000;
    private static final long LAST = Board.DATA + Board.PAGE;
    private static final long TORN = Board.DATA + 2 * Board.PAGE;

    private final Board board = new Board().program(a -> {
        a.li(S2, Board.DATA);
        a.li(S3, ROUNDS);
        a.li(S4, LAST);
        a.li(S5, TORN);
        a.li(S6, -1);
        a.bnez(A0, "store");
        a.label("load");
        a.ld(T1, 0, S2);
        a.addi(T2, T1, 1);
        a.sltiu(T2, T2, 2);
        a.xori(T2, T2, 1);
        a.add(S7, S7, T2);
        a.addi(S3, S3, -1);
        a.bnez(S3, "load");
        a.sd(S7, 0, S5);
        a.sd(S6, 0, S4);
        a.j("end");
        a.label("store");
        a.sd(S6, 0, S2);
        a.sd(ZERO, 0, S2);
        a.ld(T1, 0, S4);
        a.beqz(T1, "store");
        a.label("end");
    });

    @Override
    public long run() throws InterruptedException {
        board.run();
        return board.get(TORN);
    }

    @Override
    public int rounds() {
        return ROUNDS;
    }
}
