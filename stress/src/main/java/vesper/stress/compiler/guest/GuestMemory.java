package vesper.stress.compiler.guest;

/**
 * What lies in RAM behind the image.
 *
 * <pre>
 * 0x8000_0000  image
 * 0x8500_0000  context of {@link Start}
 * 0x8500_1000  scratch, of the part that runs
 * 0x8510_0000  slots, a {@link Slot} for each part
 * 0x87f0_0000  end of the stack
 * </pre>
 */
public final class GuestMemory {
    public static final long CONTEXT = 0x8500_0000L;

    /** The number of the first part that isn't done. */
    public static final long NEXT = CONTEXT;

    /** The number behind the last. */
    public static final long END = CONTEXT + 8;

    /** Not 0 while a trap is being noted. */
    public static final long TRAPPING = CONTEXT + 16;

    public static final long SCRATCH = CONTEXT + 0x1000;
    public static final int SCRATCH_SIZE = 256;
    public static final long SLOTS = 0x8510_0000L;
    public static final long STACK = 0x87f0_0000L;

    private GuestMemory() {}

    public static long slot(int part) {
        return SLOTS + (long) part * Slot.SIZE;
    }
}
