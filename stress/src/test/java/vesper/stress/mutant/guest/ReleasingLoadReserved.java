package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import vesper.isa.Assembler;
import vesper.isa.Ordering;

/**
 * With {@code lr.d.aqrl} as hart 0's load: its release annotation puts it after the store, preserved program order rule
 * 6. Hart 1 has a fence instead of another {@code lr.d}, which would arm the page that hart 0 stores to: a store to an
 * armed page takes the line, and nothing passes that.
 *
 * <p>Hart 1 needs some time for its own store to the page that is armed. To let hart 0's wait in the host's store buffer
 * for longer than that, other stores stand before it, to lines that hart 1 has written.
 */
public final class ReleasingLoadReserved extends StoreBuffering {
    private static final long LINES = Board.DATA + 8 * Board.PAGE;
    private static final int LINE = 64;
    private static final int STORES = 16;

    public ReleasingLoadReserved() {
        super(
                a -> {
                    Board.skew(a, S3);
                    storeToLines(a);
                    a.sd(S3, 0, S1);
                    a.lr_d(T4, S2, Ordering.AQ, Ordering.RL);
                },
                a -> {
                    storeToLines(a);
                    FencedStoreBuffering.shape(a);
                });
    }

    private static void storeToLines(Assembler a) {
        a.li(T1, LINES);
        for (int i = 0; i < STORES; i++) {
            a.sd(S3, (long) i * LINE, T1);
        }
    }
}
