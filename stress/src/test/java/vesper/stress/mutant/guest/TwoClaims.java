package vesper.stress.mutant.guest;

import static vesper.isa.Register.*;

import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;
import vesper.bus.StoppedClock;
import vesper.device.plic.Plic;
import vesper.stress.mutant.Scenario;

/** Two harts claim while one source is pending. The forbidden outcome: both get it. */
public final class TwoClaims implements Scenario {
    private static final int ROUNDS = 2_000;
    private static final long PLIC = 0xc00_0000L;
    private static final long WIRE = 0x1000_0000L;
    private static final int SOURCE = 1;

    /** Many, so that a claim takes some time to find the one that is pending. */
    private static final int SOURCES = 1023;

    private static final int PRIORITY = 4 * SOURCE;
    private static final int ENABLE = 0x2000;
    private static final int ENABLE_STRIDE = 0x80;
    private static final int CLAIM = 0x20_0004;
    private static final int CONTEXT_STRIDE = 0x1000;
    private static final long OTHERS = Board.DATA;
    private static final long BOTH = Board.DATA + Board.PAGE;
    private static final long ONE = Board.DATA + 2 * Board.PAGE;

    private final Plic plic = new Plic(SOURCES, new InterruptLine[] {level -> {}, level -> {}}, new StoppedClock());
    private final Board board;

    /** A store lets the source's wire fall and rise. */
    private final class Wire implements MmioDevice {
        private final InterruptLine line = plic.source(SOURCE);

        @Override
        public long load(long offset, int width) {
            return 0;
        }

        @Override
        public void store(long offset, long value, int width) {
            line.set(false);
            line.set(true);
        }
    }

    public TwoClaims() throws AccessFault {
        plic.store(PRIORITY, 1, 4);
        for (int context = 0; context < 2; context++) {
            plic.store(ENABLE + (long) context * ENABLE_STRIDE, 1 << SOURCE, 4);
        }
        board = new Board()
                .device(PLIC, Plic.SIZE, plic)
                .device(WIRE, Board.PAGE, new Wire())
                .program(a -> {
                    a.li(S1, PLIC + CLAIM);
                    a.li(S2, OTHERS);
                    a.li(S3, ROUNDS);
                    a.li(S4, WIRE);
                    a.li(S5, BOTH);
                    a.li(S6, ONE);
                    a.bnez(A0, "other");
                    a.label("round");
                    a.sw(S11, 0, S4);
                    Board.meet(a, "raised");
                    Board.skew(a, S3);
                    a.lw(T1, 0, S1);
                    Board.meet(a, "claimed");
                    a.ld(T2, 0, S2);
                    a.and(T3, T1, T2);
                    a.add(S7, S7, T3);
                    a.or(T3, T1, T2);
                    a.add(S8, S8, T3);
                    a.li(T1, SOURCE);
                    a.sw(T1, 0, S1);
                    a.addi(S3, S3, -1);
                    a.bnez(S3, "round");
                    a.sd(S7, 0, S5);
                    a.sd(S8, 0, S6);
                    a.j("end");
                    a.label("other");
                    a.li(T1, CONTEXT_STRIDE);
                    a.add(S1, S1, T1);
                    a.label("again");
                    Board.meet(a, "ready");
                    a.lw(T1, 0, S1);
                    a.sd(T1, 0, S2);
                    Board.meet(a, "told");
                    a.addi(S3, S3, -1);
                    a.bnez(S3, "again");
                    a.label("end");
                });
    }

    @Override
    public long run() throws InterruptedException {
        board.run();
        if (board.get(ONE) != ROUNDS) {
            throw new IllegalStateException("claimed in %d of %d rounds".formatted(board.get(ONE), ROUNDS));
        }
        return board.get(BOTH);
    }

    @Override
    public int rounds() {
        return ROUNDS;
    }
}
