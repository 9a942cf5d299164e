package vesper.device.plic;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;
import vesper.bus.Timer;

/**
 * The platform-level interrupt controller (PLIC specification 1.0.0), all registers 4 bytes wide.
 *
 * <pre>
 *  0x000000 + 4i                priority of source i, 0 (never) to 7
 *  0x001000 + 4w                pending, 32 sources a word; read-only
 *  0x002000 + 0x80c   + 4w      enable of context c
 *  0x200000 + 0x1000c           threshold of context c
 *  0x200004 + 0x1000c           claim (load) and complete (store) of context c
 * </pre>
 *
 * <p><b>Who may touch the registers.</b> One owner at a time, by a token held for a few dozen instructions and never
 * across a call to a line. A device doesn't need it to raise a source: it posts the source's number to a ring and, if
 * the token is free, takes it and drains. Whoever gives the token back looks at the ring once more: a post that finds
 * the token taken is found by its owner, because the post comes before the poster's look at the token, and the owner's
 * release before the owner's look at the ring, and all four are volatile. A fall of a wire needs no post: the gateway
 * reads the wire itself when it matters, on completion and when
 * it forwards what it held back.
 *
 * <p>Where QEMU 7.2 differs, this follows the specification: the threshold does not hide a source from a claim, a source
 * still high on completion is pending again, and a context completes only what it has enabled. A source that stays high
 * however often it is completed is pending again only {@value #HOLD_MICROS} microseconds later, see {@link Gateways}.
 * For that there is one alarm: who holds back the first source sets it after giving the token back, and it posts to the
 * ring as a device does. Those held back meanwhile go with the first.
 *
 * <p>Levels of contexts are decided under the token, where an access may have changed them, and driven after it by who
 * decided them, see {@link ContextLine}.
 */
public final class Plic implements MmioDevice {
    /** Bytes in the window, as on QEMU's virt board. */
    public static final long SIZE = 0x600000;

    private static final int PENDING = 0x1000;
    private static final int ENABLE = 0x2000;
    private static final int ENABLE_STRIDE = 0x80;
    private static final int CONTEXT = 0x200000;
    private static final int CONTEXT_STRIDE = 0x1000;
    private static final int THRESHOLD = 0;
    private static final int CLAIM = 4;
    private static final int RING_BYTES = 4096;
    private static final int HOLD_MICROS = 1000;
    private static final long HOLD_TICKS = HOLD_MICROS * Timer.FREQUENCY / 1_000_000;
    private static final long NEVER = -1;

    private final int sources;
    private final Gateways gateways; // by the owner of the token, but for its wires
    private final ContextLine[] contexts;

    // a message is a source that has risen, its number as the message type and no body, or the number after the last:
    // those held back are due; any thread posts, the owner of the token drains
    private final RingBuffer raised;
    private final MessageHandler request;

    private final Timer timer;
    private final Timer.Alarm due; // set by one thread at a time: see Gateways.alarmed

    private final AtomicBoolean token = new AtomicBoolean();

    /**
     * Makes a controller.
     *
     * @param sources the highest source number, at most 1023
     * @param contexts the line of each context: hart h's M-mode is 2h, its S-mode 2h + 1
     * @param timer one that no guest sets: by it, sources that stay high are held back
     */
    public Plic(int sources, InterruptLine[] contexts, Timer timer) {
        this(sources, contexts, timer, RING_BYTES);
    }

    /** With a ring of a size that a test can fill. */
    Plic(int sources, InterruptLine[] contexts, Timer timer, int ringBytes) {
        if (sources < 1 || sources > 1023 || contexts.length > (SIZE - CONTEXT) / CONTEXT_STRIDE) {
            throw new IllegalArgumentException(sources + " sources, " + contexts.length + " contexts");
        }
        this.sources = sources;
        this.gateways = new Gateways(sources, contexts.length);
        this.contexts = new ContextLine[contexts.length];
        for (int context = 0; context < contexts.length; context++) {
            this.contexts[context] = new ContextLine(contexts[context]);
        }
        this.raised = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(ringBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.request = (irq, buffer, index, length) -> take(irq);
        this.timer = timer;
        this.due = timer.alarm(level -> {
            if (level) {
                post(sources + 1);
                drainWhatIsLeft();
            }
        });
    }

    private void take(int message) {
        if (message <= sources) {
            gateways.request(message);
        } else {
            gateways.forwardHeld();
        }
    }

    /** The wire of source {@code irq}, 1 to the number of sources. */
    public InterruptLine source(int irq) {
        if (irq < 1 || irq > sources) {
            throw new IllegalArgumentException("no interrupt source " + irq);
        }
        return level -> {
            if (gateways.changeWire(irq, level) && level) {
                post(irq);
                drainWhatIsLeft();
            }
        };
    }

    private void post(int message) {
        int index = raised.tryClaim(message, 0);
        while (index < 0) {
            drainWhatIsLeft(); // the ring is full: help to empty it
            yieldToOwner();
            index = raised.tryClaim(message, 0);
        }
        raised.commit(index);
    }

    private void drainWhatIsLeft() {
        while (raised.size() > 0 && token.compareAndSet(false, true)) {
            drain();
            release();
        }
    }

    private void acquire() {
        while (!token.compareAndSet(false, true)) {
            yieldToOwner();
        }
        drain();
    }

    /** For the owner of the token: one read ends where the ring wraps, or at a message still being written. */
    private void drain() {
        int messages = raised.read(request);
        while (messages > 0) {
            messages = raised.read(request);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // with fewer host cores than threads the owner may not be running
    private static void yieldToOwner() {
        Thread.yield();
    }

    /** Decides the levels that may have changed, gives the token back, and drives them. */
    private void release() {
        int first = gateways.firstStale();
        int end = gateways.endStale();
        for (int context = first; context < end; context++) {
            contexts[context].decide(gateways.notifies(context));
        }
        gateways.settle();
        token.set(false);
        for (int context = first; context < end; context++) {
            contexts[context].drive();
        }
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        checkWidth(width);
        acquire();
        int value = read((int) offset);
        release();
        drainWhatIsLeft();
        return value & 0xffff_ffffL;
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        checkWidth(width);
        acquire();
        boolean holdsBack = write((int) offset, (int) value);
        release();
        if (holdsBack) {
            due.set(NEVER); // the line falls, to rise again even if the deadline is past before it is set
            due.set(timer.ticks() + HOLD_TICKS);
        }
        drainWhatIsLeft();
    }

    private static void checkWidth(int width) throws AccessFault {
        if (width != 4) {
            throw AccessFault.INSTANCE;
        }
    }

    private int read(int offset) {
        if (offset < PENDING) {
            return gateways.priority(offset / 4);
        }
        if (offset < ENABLE) {
            return gateways.pendingWord((offset - PENDING) / 4);
        }
        int context = contextAt(offset);
        if (context >= contexts.length) {
            return 0;
        }
        if (offset < CONTEXT) {
            return gateways.enableWord(context, offset % ENABLE_STRIDE / 4);
        }
        return switch (offset % CONTEXT_STRIDE) {
            case THRESHOLD -> gateways.threshold(context);
            case CLAIM -> gateways.claim(context);
            default -> 0;
        };
    }

    /** {@return whether the alarm is to be set} */
    private boolean write(int offset, int value) {
        if (offset < PENDING) {
            gateways.setPriority(offset / 4, value);
            return false;
        }
        int context = contextAt(offset);
        if (offset < ENABLE || context >= contexts.length) {
            return false;
        }
        if (offset < CONTEXT) {
            gateways.setEnableWord(context, offset % ENABLE_STRIDE / 4, value);
            return false;
        }
        return switch (offset % CONTEXT_STRIDE) {
            case THRESHOLD -> {
                gateways.setThreshold(context, value);
                yield false;
            }
            case CLAIM -> gateways.complete(context, value & 0xffff_ffffL);
            default -> false; // reserved
        };
    }

    private static int contextAt(int offset) {
        return offset < CONTEXT ? (offset - ENABLE) / ENABLE_STRIDE : (offset - CONTEXT) / CONTEXT_STRIDE;
    }
}
