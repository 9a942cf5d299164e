package vesper.hart.state;

/** The fields of {@code satp} (privileged manual, section 10.1.11), and the modes that a hart has. */
public final class Satp {
    public static final int MODE_BARE = 0;
    public static final int MODE_SV39 = 8;
    public static final int MODE_SV48 = 9;

    private static final int MODE_SHIFT = 60;
    private static final int ASID_SHIFT = 44;
    static final long ASID_MASK = 0xffff;
    private static final long PPN_MASK = (1L << 44) - 1;

    private Satp() {}

    public static int mode(long satp) {
        return (int) (satp >>> MODE_SHIFT);
    }

    /** 16 bits. */
    static long asid(long satp) {
        return satp >>> ASID_SHIFT & ASID_MASK;
    }

    /** The physical page number of the root page table, 44 bits. */
    public static long ppn(long satp) {
        return satp & PPN_MASK;
    }
}
