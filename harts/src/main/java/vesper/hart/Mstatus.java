package vesper.hart;

/** The fields of {@code mstatus} (privileged manual, section 3.1.6). */
final class Mstatus {
    static final long SIE = 1L << 1;
    static final long MIE = 1L << 3;
    static final long SPIE = 1L << 5;
    static final long MPIE = 1L << 7;
    static final long SPP = 1L << 8;
    static final int MPP_SHIFT = 11;
    static final long MPP = 3L << MPP_SHIFT;
    static final long FS = 3L << 13;
    static final long MPRV = 1L << 17;
    static final long SUM = 1L << 18;
    static final long MXR = 1L << 19;
    static final long TVM = 1L << 20;
    static final long TW = 1L << 21;
    static final long TSR = 1L << 22;
    static final long SD = 1L << 63;

    /** What decides, besides the privilege, in which context data accesses are. */
    static final long DATA_CONTEXT = MPRV | MPP | SUM | MXR;

    /** SXL = UXL = 2: RV64 in S and U too. */
    static final long XLEN_FIELDS = 2L << 34 | 2L << 32;

    static final long WRITABLE = SIE | MIE | SPIE | MPIE | SPP | MPP | FS | MPRV | SUM | MXR | TVM | TW | TSR;

    /** What {@code sstatus} writes; it shows UXL and SD besides (section 4.1.1). */
    static final long SSTATUS_WRITABLE = SIE | SPIE | SPP | FS | SUM | MXR;

    static final long SSTATUS_VISIBLE = SSTATUS_WRITABLE | 3L << 32 | SD;

    private Mstatus() {}
}
