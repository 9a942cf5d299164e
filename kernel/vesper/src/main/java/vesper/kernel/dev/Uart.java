package vesper.kernel.dev;

import vesper.metal.Addr;

/** An NS16550A: bytes out by polling, bytes in by interrupt. */
public final class Uart {
    private static final int RBR = 0; // load: what was received
    private static final int THR = 0; // store: what to send
    private static final int IER = 1;
    private static final int FCR = 2;
    private static final int LCR = 3;
    private static final int LSR = 5;

    private static final int IER_RECEIVED = 1;
    private static final int FCR_ENABLE = 1;
    private static final int LCR_8_BITS = 3;
    private static final int LSR_DATA_READY = 1;
    private static final int LSR_THR_EMPTY = 1 << 5;

    private final Addr base;

    public Uart(long base) {
        this.base = new Addr(base);
    }

    /** 8 bits, no parity, FIFOs on, an interrupt when something comes in. */
    public void begin() {
        base.set8(LCR, LCR_8_BITS);
        base.set8(FCR, FCR_ENABLE);
        base.set8(IER, IER_RECEIVED);
    }

    /** Sends the low 8 bits of {@code x}. */
    public void put(int x) {
        while ((base.u8(LSR) & LSR_THR_EMPTY) == 0) {
            // The host takes it sooner or later.
        }
        base.set8(THR, x);
    }

    /** The next byte received, or -1. */
    public int get() {
        return (base.u8(LSR) & LSR_DATA_READY) == 0 ? -1 : base.u8(RBR);
    }
}
