package vesper.hart.state;

/** The fields of {@code mstatus} (privileged manual, section 3.1.6). */
public final class Mstatus {
    public static final long SIE = 1L << 1;
    public static final long MIE = 1L << 3;
    public static final long SPIE = 1L << 5;
    public static final long MPIE = 1L << 7;
    public static final long SPP = 1L << 8;
    public static final int MPP_SHIFT = 11;
    public static final long MPP = 3L << MPP_SHIFT;
    public static final long FS = 3L << 13;
    public static final long MPRV = 1L << 17;
    public static final long SUM = 1L << 18;
    public static final long MXR = 1L << 19;
    public static final long TVM = 1L << 20;
    public static final long TW = 1L << 21;
    public static final long TSR = 1L << 22;
    public static final long SD = 1L << 63;

    /** What decides, besides the privilege, in which context data accesses are. */
    public static final long DATA_CONTEXT = MPRV | MPP | SUM | MXR;

    /** SXL = UXL = 2: RV64 in S and U too. */
    public static final long XLEN_FIELDS = 2L << 34 | 2L << 32;

    public static final long WRITABLE = SIE | MIE | SPIE | MPIE | SPP | MPP | FS | MPRV | SUM | MXR | TVM | TW | TSR;

    /** What {@code sstatus} writes; it shows UXL and SD besides (section 4.1.1). */
    public static final long SSTATUS_WRITABLE = SIE | SPIE | SPP | FS | SUM | MXR;

    public static final long SSTATUS_VISIBLE = SSTATUS_WRITABLE | 3L << 32 | SD;

    private Mstatus() {}
}
