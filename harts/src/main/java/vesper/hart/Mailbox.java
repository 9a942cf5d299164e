package vesper.hart;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jspecify.annotations.Nullable;
import vesper.bus.InterruptLine;
import vesper.hart.state.Attention;
import vesper.hart.state.Interrupt;

/**
 * How anybody reaches a hart: an Agrona ring that any thread writes and only the hart drains, at an instruction
 * boundary, when {@link Attention} says so.
 *
 * <p>Waking follows Dekker: the poster writes the message, then {@code attention}, then reads {@code parked}; the hart
 * writes {@code parked}, then reads {@code attention}, then parks. All four are volatile, so that one of the two sees
 * the other (jcstress: {@code ParkingCases}).
 *
 * <p>A line has at most one message under way: posting again while it is only changes the level that the hart will
 * read. So the ring, which has room for every line and every other hart's request, is never full for long.
 */
final class Mailbox {
    private static final int CAPACITY = 1 << 14;
    private static final int LINE = 1;
    private static final int DROP_STORES = 2;
    private static final int DROP_LOADS = 3;
    private static final int MESSAGE_SIZE = 16;

    private static final VarHandle ANSWERS = MethodHandles.arrayElementVarHandle(int[].class);

    private final ManyToOneRingBuffer ring;
    private final Line[] lines = new Line[Interrupt.BITS]; // by bit; the bits of no interrupt stay null
    private final LineHandler lineHandler;
    private final DropHandler dropHandler;
    private final MessageHandler handler = this::onMessage;
    private final Attention attention;

    // the owner writes, posters read; volatile. A hart that has no thread counts as parked.
    private volatile boolean parked = true;

    // any thread writes, the owner reads; volatile
    private volatile boolean stopping;

    private volatile @Nullable Thread thread;

    // set before the harts start; null for a hart with a thread of its own
    private @Nullable Turns turns;

    // element [h]: the last request of hart h that this hart answered; the owner writes (release), h reads (acquire)
    private final int[] answers;

    /** One wire into the hart. */
    private final class Line implements InterruptLine {
        private final Interrupt interrupt;

        // any thread writes, the owner reads; volatile
        private volatile boolean level;
        private final AtomicBoolean posted = new AtomicBoolean();

        Line(Interrupt interrupt) {
            this.interrupt = interrupt;
        }

        @Override
        public void set(boolean high) {
            if (level != high) {
                level = high;
                if (!posted.getAndSet(true)) {
                    post(LINE, interrupt.bit(), 0, 0);
                }
            }
        }
    }

    /** Told of a wire's level, on the owner's thread. */
    @FunctionalInterface
    interface LineHandler {
        void setLine(Interrupt interrupt, boolean high);
    }

    /** Told to drop the direct ways to store to (and perhaps load from) a RAM page, on the owner's thread. */
    @FunctionalInterface
    interface DropHandler {
        void dropRamPage(long ramOffset, boolean loadsToo);
    }

    Mailbox(Attention attention, LineHandler lineHandler, DropHandler dropHandler, int harts) {
        this(attention, lineHandler, dropHandler, harts, CAPACITY);
    }

    /** With a ring of {@code capacity} bytes, a power of two: a test makes thousands of mailboxes. */
    Mailbox(Attention attention, LineHandler lineHandler, DropHandler dropHandler, int harts, int capacity) {
        this.attention = attention;
        this.lineHandler = lineHandler;
        this.dropHandler = dropHandler;
        this.answers = new int[harts];
        for (Interrupt interrupt : Interrupt.values()) {
            lines[interrupt.bit()] = new Line(interrupt);
        }
        ByteBuffer memory = ByteBuffer.allocateDirect(capacity + RingBufferDescriptor.TRAILER_LENGTH);
        this.ring = new ManyToOneRingBuffer(new UnsafeBuffer(memory));
    }

    InterruptLine line(Interrupt interrupt) {
        return lines[interrupt.bit()];
    }

    /** For the owner, between instructions: whether to call {@link #drain}. */
    boolean needsAttention() {
        return attention.isRaisedOpaque();
    }

    boolean stopping() {
        return stopping;
    }

    /** Any thread: asks the hart to leave its loop at the next instruction boundary. */
    void stop() {
        stopping = true;
        wake();
    }

    /** Before the thread starts. */
    void restart() {
        stopping = false;
    }

    /** The owner takes (or, with null, gives up) the hart; without an owner nobody waits for answers. */
    void setOwner(@Nullable Thread owner) {
        thread = owner;
        parked = owner == null;
    }

    /** Before the thread starts: the hart's turn comes when nobody else's is. */
    void shareThread(@Nullable Turns shared) {
        turns = shared;
    }

    private void post(int type, long value, int from, int request) {
        int index = ring.tryClaim(type, MESSAGE_SIZE);
        while (index < 0) {
            Thread.onSpinWait();
            index = ring.tryClaim(type, MESSAGE_SIZE);
        }
        AtomicBuffer buffer = ring.buffer();
        buffer.putLong(index, value);
        buffer.putInt(index + 8, from);
        buffer.putInt(index + 12, request);
        ring.commit(index);
        wake();
    }

    /** After something was posted; {@return whether the owner was parked, and so was woken} */
    boolean wake() {
        attention.raise();
        boolean wasParked = parked;
        if (wasParked) {
            if (turns != null) {
                turns.cut();
            } else {
                LockSupport.unpark(thread);
            }
        }
        return wasParked;
    }

    /**
     * Owner only: takes in all that was posted before. One read is not enough: it ends where the ring wraps around, and
     * before a message whose poster has claimed its place but not yet committed. Who saw {@link #parked} and so did not
     * wait for an answer relies on nothing being left behind such a message. Who is told to stop, or whose turn is over,
     * keeps its attention up.
     */
    void drain() {
        attention.lower();
        ring.read(handler);
        while (ring.size() > 0) {
            Thread.onSpinWait();
            ring.read(handler);
        }
        if (stopping || (turns != null && turns.isCut())) {
            attention.raise();
        }
    }

    /** Any thread: whether half of the ring is taken. A poster that finds no place waits for the owner. */
    boolean isHalfFull() {
        return ring.size() > ring.capacity() / 2;
    }

    /**
     * Any thread: has the owner look at its mailbox, and for interrupts, at the next boundary. So does the owner itself,
     * after draining in the middle of an instruction.
     */
    void lookAgain() {
        attention.raise();
    }

    /** Any thread: has an owner that executes come to its next boundary, and go on; one that sleeps is left alone. */
    void nudge() {
        if (!parked) {
            wake(); // it may have gone to sleep meanwhile, and must not sleep with its attention up
        }
    }

    private void onMessage(int type, DirectBuffer buffer, int index, int length) {
        long value = buffer.getLong(index);
        if (type == LINE) {
            Line line = lines[(int) value];
            line.posted.set(false);
            lineHandler.setLine(line.interrupt, line.level);
        } else {
            dropHandler.dropRamPage(value, type == DROP_LOADS);
            ANSWERS.setRelease(answers, buffer.getInt(index + 8), buffer.getInt(index + 12));
        }
    }

    /** Another hart asks this one to drop its direct ways to a RAM page; {@code request} numbers rise. */
    void requestDrop(long ramOffset, boolean loadsToo, int from, int request) {
        post(loadsToo ? DROP_LOADS : DROP_STORES, ramOffset, from, request);
    }

    /** Whether the request was answered, or will be before this hart's next instruction. */
    boolean answered(int from, int request) {
        return parked || (int) ANSWERS.getAcquire(answers, from) - request >= 0;
    }

    /** Owner only: sleeps until somebody posts. May return without cause. */
    void park() {
        if (mayPark()) {
            LockSupport.park(this);
        }
        unparked();
    }

    /** Owner only: sleeps until somebody posts, but for so long at most; what was posted is to be drained then. */
    void park(long nanos) {
        if (mayPark()) {
            LockSupport.parkNanos(this, nanos);
        }
        unparked();
    }

    /** Owner only: takes back what {@link #mayPark} announced. */
    void unparked() {
        parked = false;
    }

    /** The owner's half of the handshake: announces that it will sleep, then says whether nothing was posted before. */
    boolean mayPark() {
        parked = true;
        return !attention.isRaised() && !stopping;
    }
}
