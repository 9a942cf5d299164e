package vesper.metal;

import vesper.metal.host.HostHart;

/** Control and status registers, by the numbers of the privileged manual's chapter 2. The number is a constant. */
public final class Csr {
    public static final int SSTATUS = 0x100;
    public static final int SIE = 0x104;
    public static final int STVEC = 0x105;
    public static final int SSCRATCH = 0x140;
    public static final int SEPC = 0x141;
    public static final int SCAUSE = 0x142;
    public static final int STVAL = 0x143;
    public static final int SIP = 0x144;
    public static final int SATP = 0x180;
    public static final int MSTATUS = 0x300;
    public static final int MISA = 0x301;
    public static final int MEDELEG = 0x302;
    public static final int MIDELEG = 0x303;
    public static final int MIE = 0x304;
    public static final int MTVEC = 0x305;
    public static final int MCOUNTEREN = 0x306;
    public static final int MSCRATCH = 0x340;
    public static final int MEPC = 0x341;
    public static final int MCAUSE = 0x342;
    public static final int MTVAL = 0x343;
    public static final int MIP = 0x344;
    public static final int PMPCFG0 = 0x3a0;
    public static final int PMPADDR0 = 0x3b0;
    public static final int MCYCLE = 0xb00;
    public static final int MINSTRET = 0xb02;
    public static final int CYCLE = 0xc00;
    public static final int TIME = 0xc01;
    public static final int INSTRET = 0xc02;
    public static final int MHARTID = 0xf14;

    private Csr() {}

    /** {@code csrr}. */
    @Intrinsic
    public static long read(int number) {
        return HostHart.current().read(number);
    }

    /** {@code csrw}. */
    @Intrinsic
    public static void write(int number, long value) {
        HostHart.current().write(number, value);
    }

    /** {@code csrs}: sets the bits of {@code mask}. */
    @Intrinsic
    public static void set(int number, long mask) {
        HostHart.current().write(number, HostHart.current().read(number) | mask);
    }

    /** {@code csrc}: clears the bits of {@code mask}. */
    @Intrinsic
    public static void clear(int number, long mask) {
        HostHart.current().write(number, HostHart.current().read(number) & ~mask);
    }

    /** {@code csrrw}: writes, and returns what was there. */
    @Intrinsic
    public static long swap(int number, long value) {
        long old = HostHart.current().read(number);
        HostHart.current().write(number, value);
        return old;
    }

    /** {@code csrrc}: clears the bits of {@code mask}, and returns what was there. */
    @Intrinsic
    public static long readAndClear(int number, long mask) {
        long old = HostHart.current().read(number);
        HostHart.current().write(number, old & ~mask);
        return old;
    }
}
