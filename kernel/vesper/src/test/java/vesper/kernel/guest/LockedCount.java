package vesper.kernel.guest;

import vesper.kernel.boot.MemoryMap;
import vesper.kernel.console.Console;
import vesper.kernel.dev.Uart;
import vesper.kernel.hart.Hart;
import vesper.kernel.lock.SpinLock;
import vesper.metal.Atomic;
import vesper.metal.Cpu;
import vesper.metal.Entry;
import vesper.metal.Mem;

/**
 * An image whose harts all count in one word: first under the kernel's {@link SpinLock}, and then by bare loads and
 * stores, to show that counts would be lost.
 */
public final class LockedCount {
    static final int HARTS = 4;

    /** In all, with the lock. */
    static final long INCREMENTS = Long.getLong("vesper.increments", 400_000);

    // A busy host may run one hart after the other: then there is another round.
    private static final long BARE_INCREMENTS = 4_000_000;
    private static final int MOST_ROUNDS = 100;

    private static final Hart[] ALL = {new Hart(0), new Hart(1), new Hart(2), new Hart(3)};
    private static final SpinLock LOCK = new SpinLock(1);
    private static final Console CONSOLE = new Console(new Uart(MemoryMap.UART));

    // any hart: how many have come to a meeting, in all
    private static final Atomic ARRIVED = new Atomic(0);

    private static final Atomic BARE = new Atomic(0);

    // under the lock
    private static long count;

    private LockedCount() {}

    @Entry("on_every_hart")
    static void onEveryHart(long hartid) {
        Cpu.setLocal(ALL[(int) hartid]);
        meet(1);
        for (long i = 0; i < INCREMENTS / HARTS; i++) {
            LOCK.acquire();
            count++;
            LOCK.release();
        }
        boolean lost = false;
        for (int round = 1; round <= MOST_ROUNDS && !lost; round++) {
            meet(2 * round);
            for (long i = 0; i < BARE_INCREMENTS / HARTS; i++) {
                BARE.store(BARE.load() + 1);
            }
            meet(2 * round + 1);
            lost = BARE.load() < BARE_INCREMENTS * round;
        }
        if (hartid == 0) {
            report(lost);
        }
    }

    /** Until all harts have come to a meeting, and so to those before it. */
    private static void meet(int meeting) {
        ARRIVED.getAndAddAcquireRelease(1);
        while (ARRIVED.loadAcquire() < (long) meeting * HARTS) {
            Cpu.pause();
        }
    }

    private static void report(boolean lost) {
        CONSOLE.text("with the lock ").number(count).line();
        CONSOLE.text("without it ")
                .text(lost ? "some are lost" : "none is lost")
                .line();
        Mem.store32(MemoryMap.FINISHER, AllHarts.PASS);
    }
}
