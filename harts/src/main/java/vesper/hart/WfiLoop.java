package vesper.hart;

import java.util.Arrays;
import vesper.hart.state.CsrFile;
import vesper.hart.state.HartState;

/**
 * Notices a guest that looks at memory again and again with a {@code wfi} in between that does not wait, because an
 * interrupt is pending that the guest does not take. OpenSBI's harts do that from the moment they are told that the first
 * one is up until a kernel starts them.
 *
 * <p>Such a hart rests for a little between two looks, instead of taking a core from those that work: the manual lets
 * {@code wfi} stall for as long as it likes (Privileged, "Wait for Interrupt").
 *
 * <p>Only a look in vain counts: soon after the last one, with the same interrupts pending all the time and every integer
 * register as it was. A hart that gets on shows it there, be it by counting its looks.
 *
 * <p>Owned by the hart thread.
 */
final class WfiLoop {
    /** How long it rests first; each look in vain doubles it. */
    static final long FIRST_REST_NANOS = 50_000;

    /** The longest rest. */
    static final long MAX_REST_NANOS = 1_000_000;

    /** So many looks in vain in a row are a loop. */
    static final int LOOKS = 64;

    /** More instructions between two looks than these are work, whatever they leave in registers. */
    static final int NEAR = 100;

    private static final int REGISTERS = 32;

    private int looks;
    private long lastInstret;
    private int lastMoves;
    private final long[] lastX = new long[REGISTERS];

    /**
     * At a {@code wfi} that does not wait: whether it is one of many in vain.
     *
     * @param pendingMoves {@link CsrFile#pendingMoves}: a hart that interrupts itself in between gets on
     * @param x {@link HartState#x}
     */
    boolean isLooping(long instret, int pendingMoves, long[] x) {
        boolean same = pendingMoves == lastMoves && Arrays.equals(x, 0, REGISTERS, lastX, 0, REGISTERS);
        looks = same && instret - lastInstret < NEAR ? looks + 1 : 0;
        if (!same) {
            System.arraycopy(x, 0, lastX, 0, REGISTERS);
        }
        lastInstret = instret;
        lastMoves = pendingMoves;
        return looks > LOOKS;
    }

    /** How long to rest now, while looping. */
    long restNanos() {
        int doublings = Math.min(looks - LOOKS - 1, Long.numberOfLeadingZeros(FIRST_REST_NANOS) - 1);
        return Math.min(FIRST_REST_NANOS << doublings, MAX_REST_NANOS);
    }
}
