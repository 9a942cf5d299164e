package vesper.device.uart;

import java.io.IOException;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;

/**
 * The NS16550A serial port, with a register in each byte. An access of any width is one access to the register at its
 * offset, as on QEMU.
 *
 * <pre>
 *      load              store             while LCR.DLAB
 *  0   RBR               THR               DLL
 *  1   IER               IER               DLM
 *  2   IIR               FCR
 *  3   LCR               LCR
 *  4   MCR               MCR
 *  5   LSR
 *  6   MSR
 *  7   SCR               SCR
 * </pre>
 *
 * <p>All registers are guarded by the monitor. Bytes come in over one ring and go out over another (see {@link
 * Transmitter}), so the host's threads and the harts meet only for the length of a register access. No time passes on
 * the line: the character time-out is due as soon as fewer bytes than the trigger level are there and no more wait.
 *
 * <p>With each byte that is taken, sent or dropped the interrupt's line falls, to rise anew if it is still wanted: see
 * {@link InterruptLine}.
 */
public final class Uart implements MmioDevice, AutoCloseable {
    /** Bytes that answer. */
    public static final long SIZE = 8;

    private static final int INPUT_RING_SIZE = 4096;

    private static final int IER_RECEIVED = 1;
    private static final int IER_THR_EMPTY = 1 << 1;
    private static final int IER_LINE_STATUS = 1 << 2;
    private static final int IIR_NONE = 1;
    private static final int IIR_THR_EMPTY = 2;
    private static final int IIR_RECEIVED = 4;
    private static final int IIR_LINE_STATUS = 6;
    private static final int IIR_TIMEOUT = 0xc;
    private static final int IIR_FIFOS_ENABLED = 0xc0;
    private static final int FCR_ENABLE = 1;
    private static final int FCR_CLEAR_RECEIVE = 1 << 1;
    private static final int FCR_CLEAR_TRANSMIT = 1 << 2;
    private static final int LCR_DLAB = 1 << 7;
    private static final int MCR_OUT2 = 1 << 3;
    private static final int MCR_LOOP = 1 << 4;
    private static final int LSR_DATA_READY = 1;
    private static final int LSR_OVERRUN = 1 << 1;
    private static final int LSR_TRANSMITTER_EMPTY = 0x60; // THRE and TEMT: nothing is between the two here
    private static final int MSR_CONNECTED = 0xb0; // DCD, DSR and CTS
    private static final int RESET_DIVISOR = 12; // 9600 baud

    private final InterruptLine line;
    private final Transmitter transmitter;

    // the host's input thread offers; polled under the monitor
    private final SpscVarHandleArrayQueue<Byte> input = new SpscVarHandleArrayQueue<>(INPUT_RING_SIZE);

    // guarded by the monitor
    private final ReceiveFifo received = new ReceiveFifo();
    private int divisor = RESET_DIVISOR;
    private int ier;
    private int fcr;
    private int lcr;
    private int mcr = MCR_OUT2;
    private int scr;
    private boolean overrun;
    private boolean thrEmptyPending; // the interrupt's own state: reading IIR or writing THR ends it
    private boolean awaitingRoom; // the ring was nearly full at the last THR write

    /**
     * Makes a port and starts its output thread.
     *
     * @param line the interrupt
     * @param sink where sent bytes go
     * @param sinkFailed told once, on the output thread, when the sink fails; later bytes are discarded
     */
    public Uart(InterruptLine line, SerialSink sink, Consumer<IOException> sinkFailed) {
        this.line = line;
        this.transmitter = new Transmitter(sink, sinkFailed, this::roomAgain);
        transmitter.start();
    }

    /**
     * Takes one byte from the host, for one host thread only.
     *
     * @return false if the queue is full because the guest doesn't read: keep the byte and try again later
     */
    public boolean receive(byte value) {
        if (!input.offer(value)) {
            return false;
        }
        synchronized (this) {
            update();
        }
        return true;
    }

    /** Sends a byte of the guest's that no register saw; waits for room. One of the machine's threads, any. */
    public void send(byte value) {
        while (!offer(value)) {
            if (!awaitRoom()) {
                return;
            }
        }
    }

    private synchronized boolean offer(byte value) {
        return transmitter.offer(value);
    }

    /** Not under the monitor: the other registers still answer. False if the machine is stopping: the byte may go. */
    private boolean awaitRoom() {
        try {
            transmitter.awaitRoom();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes the byte that RBR would give next, behind the registers' back; -1 if none has come. Any thread. */
    public synchronized int take() {
        update();
        return received.isEmpty() ? -1 : readReceiverBuffer();
    }

    /** Waits until all that the guest has sent is written and flushed, or the sink has failed. */
    public void drain() throws InterruptedException {
        transmitter.drain();
    }

    /** Before the guest runs: who is told of what the sink throws that it shouldn't, on the output thread. */
    public void reportTo(Thread.UncaughtExceptionHandler faults) {
        transmitter.reportTo(faults);
    }

    /** As {@link #close}, without waiting: a sink that takes nothing holds up neither a hart nor the caller. */
    public void shut() {
        transmitter.shut();
    }

    /** Writes and flushes what the guest has sent, then ends the output thread; later bytes are discarded. */
    @Override
    public void close() {
        transmitter.close();
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        checkOffset(offset);
        return read((int) offset);
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        checkOffset(offset);
        while (!write((int) offset, (int) value & 0xff)) {
            if (!awaitRoom()) {
                return;
            }
        }
    }

    private static void checkOffset(long offset) throws AccessFault {
        if (offset >= SIZE) {
            throw AccessFault.INSTANCE;
        }
    }

    private synchronized int read(int register) {
        return switch (register) {
            case 0 -> divisorLatched() ? divisor & 0xff : readReceiverBuffer();
            case 1 -> divisorLatched() ? divisor >> 8 : ier;
            case 2 -> readInterruptIdentification();
            case 3 -> lcr;
            case 4 -> mcr;
            case 5 -> readLineStatus();
            case 6 -> modemStatus();
            default -> scr;
        };
    }

    /** Returns false if there is no room for a byte to send. */
    private synchronized boolean write(int register, int value) {
        switch (register) {
            case 0 -> {
                if (!divisorLatched()) {
                    return writeTransmitterHolding((byte) value);
                }
                divisor = (divisor & 0xff00) | value;
            }
            case 1 -> {
                if (divisorLatched()) {
                    divisor = (divisor & 0xff) | (value << 8);
                } else {
                    writeInterruptEnable(value & 0xf);
                }
            }
            case 2 -> writeFifoControl(value);
            case 3 -> lcr = value;
            case 4 -> {
                mcr = value & 0x1f;
                update();
            }
            case 7 -> scr = value;
            default -> {
                // LSR and MSR are read-only
            }
        }
        return true;
    }

    private boolean divisorLatched() {
        return (lcr & LCR_DLAB) != 0;
    }

    private boolean loopsBack() {
        return (mcr & MCR_LOOP) != 0;
    }

    private int readReceiverBuffer() {
        if (received.isEmpty()) {
            return 0;
        }
        int value = received.remove();
        getOn();
        return value;
    }

    private int readInterruptIdentification() {
        int id = interrupt();
        if (id == IIR_THR_EMPTY) {
            thrEmptyPending = false;
            update();
        }
        return id | ((fcr & FCR_ENABLE) != 0 ? IIR_FIFOS_ENABLED : 0);
    }

    private int readLineStatus() {
        int status = received.isEmpty() ? 0 : LSR_DATA_READY;
        if (overrun) {
            status |= LSR_OVERRUN;
            overrun = false;
            getOn();
        }
        return transmitter.isReady() ? status | LSR_TRANSMITTER_EMPTY : status;
    }

    private int modemStatus() {
        if (!loopsBack()) {
            return MSR_CONNECTED;
        }
        // OUT2, OUT1, RTS and DTR come back as DCD, RI, CTS and DSR
        return ((mcr & 0xc) << 4) | ((mcr & 2) << 3) | ((mcr & 1) << 5);
    }

    private boolean writeTransmitterHolding(byte value) {
        if (loopsBack()) {
            if (received.isFull()) {
                overrun = true;
                received.replaceOnlyByte(value);
            } else {
                received.add(value);
            }
        } else if (!transmitter.offer(value)) {
            return false;
        }
        awaitingRoom = !transmitter.isReady();
        thrEmptyPending = !awaitingRoom;
        getOn();
        return true;
    }

    private void writeInterruptEnable(int value) {
        if (((ier ^ value) & IER_THR_EMPTY) != 0) {
            thrEmptyPending = (value & IER_THR_EMPTY) != 0 && transmitter.isReady();
        }
        ier = value;
        update();
    }

    private void writeFifoControl(int value) {
        boolean switched = ((fcr ^ value) & FCR_ENABLE) != 0;
        boolean drops = !received.isEmpty() && (switched || (value & FCR_CLEAR_RECEIVE) != 0);
        if (drops) {
            received.clear();
        }
        if (switched || (value & FCR_CLEAR_TRANSMIT) != 0) {
            thrEmptyPending = true;
        }
        fcr = value;
        received.configure((value & FCR_ENABLE) != 0, value >> 6);
        if (drops) {
            getOn();
        } else {
            update();
        }
    }

    private synchronized void roomAgain() {
        if (awaitingRoom && transmitter.isReady()) {
            awaitingRoom = false;
            thrEmptyPending = true;
            update();
        }
    }

    /** Something was done about what the interrupt is for: the line falls, and rises anew if there is more of it. */
    private void getOn() {
        line.set(false);
        update();
    }

    /** Brings in what waits, then drives the line. */
    private void update() {
        while (!loopsBack() && !received.isFull()) {
            Byte next = input.poll();
            if (next == null) {
                break;
            }
            received.add(next);
        }
        line.set(interrupt() != IIR_NONE);
    }

    /** The interrupt of the highest priority, as IIR's low four bits. */
    private int interrupt() {
        if ((ier & IER_LINE_STATUS) != 0 && overrun) {
            return IIR_LINE_STATUS;
        }
        if ((ier & IER_RECEIVED) != 0 && !received.isEmpty()) {
            return received.hasReachedTrigger() ? IIR_RECEIVED : IIR_TIMEOUT;
        }
        return (ier & IER_THR_EMPTY) != 0 && thrEmptyPending ? IIR_THR_EMPTY : IIR_NONE;
    }
}
