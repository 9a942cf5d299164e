package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import java.util.function.Consumer;
import vesper.isa.Assembler;
import vesper.stress.mutant.Scenario;

/**
 * In each round each of two harts stores the round's number to a word of its own and then loads the other's. The
 * forbidden outcome: both load the number of the round before.
 */
abstract class StoreBuffering implements Scenario {
    private static final int ROUNDS = 5_000;
    private static final long WORDS = Board.DATA;
    private static final long SEEN = Board.DATA + 0x10_0000;
    private static final long SEEN_SIZE = 0x10_0000;

    private final Board board;

    /** {@code shape} stores s3 where s1 leads and loads t4 from where s2 leads; of hart 0, and of hart 1. */
    StoreBuffering(Consumer<Assembler> shape, Consumer<Assembler> other) {
        board = new Board().program(a -> {
            a.li(S1, WORDS);
            a.li(S2, WORDS + Board.PAGE);
            a.li(S5, SEEN);
            a.beqz(A0, "go");
            a.li(S1, WORDS + Board.PAGE);
            a.li(S2, WORDS);
            a.li(S5, SEEN + SEEN_SIZE);
            a.label("go");
            a.li(S4, ROUNDS);
            a.label("round");
            a.addi(S3, S3, 1);
            Board.meet(a, "begin");
            a.bnez(A0, "other");
            shape.accept(a);
            a.j("seen");
            a.label("other");
            other.accept(a);
            a.label("seen");
            a.sd(T4, 0, S5);
            a.addi(S5, S5, 8);
            a.blt(S3, S4, "round");
        });
    }

    @Override
    public long run() throws InterruptedException {
        board.run();
        long bothOld = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            long seen = SEEN + (round - 1) * 8L;
            if (board.get(seen) < round && board.get(seen + SEEN_SIZE) < round) {
                bothOld++;
            }
        }
        return bothOld;
    }

    @Override
    public int rounds() {
        return ROUNDS;
    }
}
