package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import vesper.stress.mutant.Scenario;

/** Two harts add 1 to a word. The forbidden outcome: an addition is lost. */
public final class SumOfAmoadds implements Scenario {
    private static final int ROUNDS = 50_000;

    private final Board board = new Board().program(a -> {
        a.li(S2, Board.DATA);
        a.li(S3, ROUNDS);
        a.label("loop");
        a.amoadd_d(ZERO, S11, S2);
        a.addi(S3, S3, -1);
        a.bnez(S3, "loop");
    });

    @Override
    public long run() throws InterruptedException {
        board.run();
        return 2L * ROUNDS - board.get(Board.DATA);
    }

    @Override
    public int rounds() {
        return 2 * ROUNDS;
    }
}
