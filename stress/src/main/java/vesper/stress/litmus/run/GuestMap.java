package vesper.stress.litmus.run;

/**
 * What lies where for the guest. One {@code lui} reaches the progress words and the device, as each starts at a multiple
 * of 4096 below 2 GiB.
 *
 * <pre>
 *  0x1000_0000  Rendezvous, the one device
 *  0x4000_0000  progress: for each hart a line with the iteration that it is about to run
 *  0x4000_1000  code: boot, trap handler, threads
 *  0x4060_0000  records: for each thread an area, see ThreadPlan
 *  0x4440_0000  cells: areas of 256 KiB, see CellPool
 *  0x4800_0000  end
 * </pre>
 */
final class GuestMap {
    static final long DEVICE = 0x1000_0000L;

    static final long RAM = 0x4000_0000L;
    static final long RAM_SIZE = 128L << 20;

    static final long PROGRESS = RAM;
    static final int LINE = 64;

    static final long CODE = RAM + 0x1000;
    static final long CODE_SIZE = 0x3f_f000;

    // Modulo the 8 MiB that DirectPages spans, a thread's records lie at 2 or 6 MiB, the first eight areas of cells at
    // 4 to 6, and the words of progress at 0: in a hart's table none takes another's place.
    private static final long RECORDS = RAM + 0x60_0000;
    private static final long RECORDS_SIZE = 0x40_0000;

    static final long CELLS = RAM + 0x440_0000;

    static final int MAX_HARTS = 15;

    private GuestMap() {}

    static long progress(int hart) {
        return PROGRESS + (long) LINE * hart;
    }

    /** The first record of a thread; there is room for {@link Records#MOST} of them and an end mark. */
    static long records(int thread) {
        return RECORDS + RECORDS_SIZE * thread;
    }
}
