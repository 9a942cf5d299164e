package vesper.hart.memory;

import java.lang.invoke.VarHandle;
import vesper.bus.AccessFault;
import vesper.bus.Bus;
import vesper.hart.state.Cause;
import vesper.hart.state.HartState;
import vesper.hart.state.Reservation;

/**
 * Atomics on registers of devices: a load of the register and then a store, as on QEMU. The manual leaves to the platform
 * what a device takes (privileged, section 3.6.3).
 *
 * <p>Another hart may come in between. A lock that kept it out would be in the guest's hand: a store to a device may wait
 * for as long as the device likes.
 *
 * <p>All of it is for the hart thread. Addresses are aligned; the physical one is where the virtual one leads.
 */
final class DeviceAtomics {
    private final HartState state;
    private final Bus bus;

    DeviceAtomics(HartState state, Bus bus) {
        this.state = state;
        this.bus = bus;
    }

    /** {@return the register's value, sign-extended} */
    long loadReserved(long vaddr, long paddr, int width) {
        try {
            long value = load(paddr, width);
            state.reservation.setDevice(paddr, width, value);
            return value;
        } catch (AccessFault e) {
            throw state.trap.with(Cause.LOAD_ACCESS_FAULT, vaddr);
        }
    }

    /** Stores if the register is reserved and still reads as it did. */
    boolean storeConditional(long vaddr, long paddr, long value, int width) {
        Reservation reservation = state.reservation;
        boolean reserved = reservation.holdsDevice(paddr, width);
        long seen = reservation.deviceValue();
        reservation.clear();
        if (bus.regionAt(paddr, width) == null) {
            throw state.trap.with(Cause.STORE_ACCESS_FAULT, vaddr);
        }
        return reserved && compareAndSwap(vaddr, paddr, seen, value, width) == seen;
    }

    /** {@return the old value, sign-extended} */
    long amo(int op, long vaddr, long paddr, long value, int width) {
        try {
            long old = load(paddr, width);
            store(paddr, width == 4 ? Amo.combine32(op, (int) old, (int) value) : Amo.combine64(op, old, value), width);
            return old;
        } catch (AccessFault e) {
            throw state.trap.with(Cause.STORE_ACCESS_FAULT, vaddr);
        }
    }

    /** {@return the value seen, sign-extended} */
    long compareAndSwap(long vaddr, long paddr, long expected, long value, int width) {
        try {
            long seen = load(paddr, width);
            if (seen == signExtended(expected, width)) {
                store(paddr, value, width);
            }
            return seen;
        } catch (AccessFault e) {
            throw state.trap.with(Cause.STORE_ACCESS_FAULT, vaddr);
        }
    }

    /** All are at least {@code .aqrl}, as those on RAM: hence the fences. */
    private long load(long paddr, int width) throws AccessFault {
        VarHandle.fullFence();
        long value = bus.load(paddr, width);
        VarHandle.fullFence();
        return signExtended(value, width);
    }

    private void store(long paddr, long value, int width) throws AccessFault {
        bus.store(paddr, value, width);
        VarHandle.fullFence();
    }

    private static long signExtended(long value, int width) {
        return width == 4 ? (int) value : value;
    }
}
