package vesper.kernel.hart;

import org.jspecify.annotations.Nullable;
import vesper.kernel.lock.LockHolder;
import vesper.kernel.lock.SpinLock;
import vesper.metal.Addr;
import vesper.metal.Cpu;
import vesper.metal.Csr;
import vesper.metal.Symbol;

/**
 * What belongs to one hart: the object in {@code tp} from the first line of {@code kinit} on. Only the hart itself
 * touches it.
 */
public final class Hart extends LockHolder {
    private final int hartid;
    private final Context idle = new Context("skmain");

    // owned by the hart
    private Context context = idle;
    private Addr nestedFrame = Addr.ZERO;
    private long pointer;
    private boolean inTrap;
    private int panics;

    public Hart(int hartid) {
        this.hartid = hartid;
    }

    /** The hart that runs this. */
    public static Hart current() {
        return (Hart) Cpu.local();
    }

    /**
     * Makes this the hart's object. From here on a trap is taken on {@code nestedFrame}, until {@link #leaveTrap} names
     * another.
     */
    public void begin(Addr idleFrame, Addr frameForNestedTraps) {
        Cpu.setLocal(this);
        pointer = Cpu.call(Symbol.address("thread_pointer"), 0);
        idle.begin(idle.name(), idleFrame, Addr.ZERO);
        nestedFrame = frameForNestedTraps;
        Csr.write(Csr.MSCRATCH, frameForNestedTraps.value());
    }

    public int hartid() {
        return hartid;
    }

    /** What {@code tp} holds: this object's address. */
    public long pointer() {
        return pointer;
    }

    /** What it ran when the trap came, and will run after it. */
    public Context context() {
        return context;
    }

    public void setContext(Context next) {
        context = next;
    }

    /** What it runs when no process is ready: {@code skmain}, which has come to its {@code wfi}. */
    public Context idle() {
        return idle;
    }

    /** The frame for a trap in the trap handler. */
    public Addr nestedFrame() {
        return nestedFrame;
    }

    /**
     * A trap has come: {@link #context} is saved, and goes on at {@code epc}. A trap from here on is a panic, on a frame
     * and a stack of its own, so that it finds everything as it was.
     *
     * @return the locks of what was interrupted, for {@link #leaveTrap}
     */
    public @Nullable SpinLock enterTrap(Addr epc) {
        Csr.write(Csr.MSCRATCH, nestedFrame.value());
        inTrap = true;
        context.setPc(epc);
        return exchangeLocks(null);
    }

    /** The trap is over: {@link #context} will be restored. */
    public void leaveTrap(@Nullable SpinLock interrupted) {
        if (exchangeLocks(interrupted) != null) {
            throw new IllegalStateException("a trap handler keeps a lock");
        }
        inTrap = false;
        Csr.write(Csr.MSCRATCH, context.frame().value());
    }

    /** Whether it is in the trap handler, where nothing interrupts it. */
    public boolean inTrap() {
        return inTrap;
    }

    /** Counts a panic; returns how many there were before. */
    public int countPanic() {
        return panics++;
    }

    @Override
    protected long holderNumber() {
        return hartid + 1L;
    }
}
