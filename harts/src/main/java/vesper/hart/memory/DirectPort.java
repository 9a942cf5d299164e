package vesper.hart.memory;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import vesper.bus.Bus;
import vesper.bus.DirectPages;
import vesper.bus.PhysicalMemory;
import vesper.hart.state.AddressSpaces;
import vesper.hart.state.Cause;
import vesper.hart.state.HartState;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;

/**
 * The port of a host whose own memory order is at least as strong as the guest's needs: loads and stores are the host's
 * opaque ones, AMOs the host's atomics, LR and SC work on line versions.
 *
 * <p>The fast methods are a TLB lookup and one access, in {@link DirectPages}; everything else is in {@link SlowAccess}
 * and {@link Reserving}. Translated code calls {@link DirectPages} itself, with {@link #loads}, {@link #stores} and the
 * port.
 */
public final class DirectPort extends MemoryPort implements DirectPages.Misses {
    private static final int SPACE_CONTEXTS = 8;

    /** The index of M's context, after those of the address spaces. */
    private static final int MACHINE = AddressSpaces.COUNT * SPACE_CONTEXTS;

    private final HartState state;
    private final PhysicalMemory ram;
    private final SlowAccess slow;
    private final Reserving reserving;

    // owned by the hart thread; made when first used
    private final @Nullable DataContext[] contexts = new DataContext[MACHINE + 1];
    private DataContext context;
    private long[] loads;
    private long[] stores;

    public DirectPort(HartState state, Bus bus, Mmu mmu, Neighbours neighbours) {
        this.state = state;
        this.ram = bus.ram();
        this.context = new DataContext(ram);
        this.loads = context.loads.table();
        this.stores = context.stores.table();
        this.slow = new SlowAccess(state, bus, mmu, neighbours, context);
        this.reserving = new Reserving(state, bus, neighbours, slow);
        contexts[contextIndex(state)] = context;
    }

    /** M has one context; a space has two of U, where SUM says nothing, and four of S. */
    private static int contextIndex(HartState state) {
        if (state.dataPrivilege == Privilege.M) {
            return MACHINE;
        }
        long mstatus = state.csrs.mstatus;
        int mxr = (mstatus & Mstatus.MXR) != 0 ? 1 : 0;
        int sum = state.dataPrivilege == Privilege.S && (mstatus & Mstatus.SUM) != 0 ? 2 : 0;
        int supervisor = state.dataPrivilege == Privilege.S ? 4 : 0;
        return state.spaces.current() * SPACE_CONTEXTS + (supervisor | sum | mxr);
    }

    @Override
    public int load8(long vaddr) {
        return DirectPages.load8(loads, vaddr, this);
    }

    @Override
    public int load16(long vaddr) {
        return DirectPages.load16(loads, vaddr, this);
    }

    @Override
    public int load32(long vaddr) {
        return DirectPages.load32(loads, vaddr, this);
    }

    @Override
    public long load64(long vaddr) {
        return DirectPages.load64(loads, vaddr, this);
    }

    @Override
    public void store8(long vaddr, int value) {
        DirectPages.store8(stores, vaddr, value, this);
    }

    @Override
    public void store16(long vaddr, int value) {
        DirectPages.store16(stores, vaddr, value, this);
    }

    @Override
    public void store32(long vaddr, int value) {
        DirectPages.store32(stores, vaddr, value, this);
    }

    @Override
    public void store64(long vaddr, long value) {
        DirectPages.store64(stores, vaddr, value, this);
    }

    @Override
    public long loadMissed(long vaddr, int width) {
        return slow.load(vaddr, width);
    }

    @Override
    public void storeMissed(long vaddr, long value, int width) {
        slow.store(vaddr, value, width);
    }

    /** The table of loads' pages in the hart's context: another one after {@link #contextChanged} only. */
    public long[] loads() {
        return loads;
    }

    /** The table of stores' pages in the hart's context: another one after {@link #contextChanged} only. */
    public long[] stores() {
        return stores;
    }

    @Override
    public long loadAcquire(long vaddr, int width) {
        if ((vaddr & (width - 1)) != 0) {
            throw state.trap.with(Cause.LOAD_ADDRESS_MISALIGNED, vaddr);
        }
        long value = switch (width) {
            case 1 -> (byte) load8(vaddr);
            case 2 -> (short) load16(vaddr);
            case 4 -> load32(vaddr);
            default -> load64(vaddr);
        };
        VarHandle.acquireFence();
        return value;
    }

    /** The fence behind the store keeps it before a later load-acquire: preserved program order rule 7. */
    @Override
    public void storeRelease(long vaddr, long value, int width) {
        if ((vaddr & (width - 1)) != 0) {
            throw state.trap.with(Cause.STORE_ADDRESS_MISALIGNED, vaddr);
        }
        VarHandle.releaseFence();
        switch (width) {
            case 1 -> store8(vaddr, (int) value);
            case 2 -> store16(vaddr, (int) value);
            case 4 -> store32(vaddr, (int) value);
            default -> store64(vaddr, value);
        }
        VarHandle.fullFence();
    }

    @Override
    public long loadReserved(long vaddr, int width) {
        return reserving.loadReserved(vaddr, width);
    }

    @Override
    public boolean storeConditional(long vaddr, long value, int width) {
        return reserving.storeConditional(vaddr, value, width);
    }

    @Override
    public int amo32(int op, long vaddr, int value) {
        long offset = context.stores.ramOffset(vaddr, 4);
        return offset >= 0 ? Amo.amo32(ram, op, offset, value) : (int) reserving.amo(op, vaddr, value, 4);
    }

    @Override
    public long amo64(int op, long vaddr, long value) {
        long offset = context.stores.ramOffset(vaddr, 8);
        return offset >= 0 ? Amo.amo64(ram, op, offset, value) : reserving.amo(op, vaddr, value, 8);
    }

    @Override
    public int compareAndSwap32(long vaddr, int expected, int value) {
        return (int) reserving.compareAndSwap(vaddr, expected, value, 4);
    }

    @Override
    public long compareAndSwap64(long vaddr, long expected, long value) {
        return reserving.compareAndSwap(vaddr, expected, value, 8);
    }

    @Override
    public void compareAndSwap128(
            long vaddr, long expectedLow, long expectedHigh, long valueLow, long valueHigh, long[] seen) {
        reserving.compareAndSwap128(vaddr, expectedLow, expectedHigh, valueLow, valueHigh, seen);
    }

    /** Only a fence that orders an earlier write before a later read costs anything on a TSO host. */
    @Override
    public void fence(int predecessor, int successor) {
        final int writes = 0b0101;
        final int reads = 0b1010;
        if ((predecessor & writes) != 0 && (successor & reads) != 0) {
            VarHandle.fullFence();
            return;
        }
        if ((predecessor & reads) != 0) {
            VarHandle.acquireFence();
        }
        if ((successor & writes) != 0) {
            VarHandle.releaseFence();
        }
    }

    @Override
    public void contextChanged() {
        int index = contextIndex(state);
        DataContext next = contexts[index];
        if (next == context) {
            return;
        }
        if (next == null) {
            next = new DataContext(ram);
            contexts[index] = next;
        }
        context = next;
        loads = next.loads.table();
        stores = next.stores.table();
        slow.use(next);
    }

    @Override
    public void flush() {
        for (DataContext each : contexts) {
            if (each != null) {
                each.flush();
            }
        }
    }

    @Override
    public void flushSpace(int space) {
        for (int i = space * SPACE_CONTEXTS; i < (space + 1) * SPACE_CONTEXTS; i++) {
            DataContext each = contexts[i];
            if (each != null) {
                each.flush();
            }
        }
    }

    @Override
    public void flushPage(int space, long vaddr) {
        for (int i = space * SPACE_CONTEXTS; i < (space + 1) * SPACE_CONTEXTS; i++) {
            DataContext each = contexts[i];
            if (each != null) {
                each.flushPage(vaddr);
            }
        }
    }

    @Override
    public void dropRamPage(long ramOffset, boolean loadsToo) {
        for (DataContext each : contexts) {
            if (each != null) {
                each.dropRamPage(ramOffset, loadsToo);
            }
        }
    }
}
