package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import java.util.function.Consumer;
import vesper.isa.Assembler;
import vesper.stress.mutant.Scenario;

/**
 * Hart 0 reserves a doubleword, then hart 1 writes it, then hart 0 tries to store there. The forbidden outcome: it does.
 */
abstract class WrittenReservation implements Scenario {
    private static final int ROUNDS = 50;
    private static final long SUCCESSES = Board.DATA + 2 * Board.PAGE;

    private final Board board;

    /** {@code write} is what hart 1 does to the doubleword where s2 leads: s3 is its value, s4 another. */
    WrittenReservation(Consumer<Assembler> write) {
        board = new Board().program(a -> {
            a.li(S2, Board.DATA);
            a.li(S3, 5);
            a.li(S4, 6);
            a.li(S5, ROUNDS);
            a.li(S6, SUCCESSES);
            a.bnez(A0, "other");
            a.sd(S3, 0, S2);
            a.label("round");
            a.lr_d(T1, S2);
            Board.meet(a, "reserved");
            Board.meet(a, "written");
            a.sc_d(T2, S3, S2);
            a.seqz(T2, T2);
            a.add(S7, S7, T2);
            a.sd(S3, 0, S2);
            a.addi(S5, S5, -1);
            a.bnez(S5, "round");
            a.sd(S7, 0, S6);
            a.j("end");
            a.label("other");
            Board.meet(a, "write");
            write.accept(a);
            Board.meet(a, "try");
            a.addi(S5, S5, -1);
            a.bnez(S5, "other");
            a.label("end");
        });
    }

    @Override
    public long run() throws InterruptedException {
        board.run();
        return board.get(SUCCESSES);
    }

    @Override
    public int rounds() {
        return ROUNDS;
    }
}
