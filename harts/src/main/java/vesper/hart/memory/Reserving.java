package vesper.hart.memory;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import vesper.bus.ArmedPages;
import vesper.bus.Bus;
import vesper.bus.LineVersions;
import vesper.bus.PhysicalMemory;
import vesper.hart.state.Cause;
import vesper.hart.state.HartState;
import vesper.hart.state.Reservation;
import vesper.hart.state.Trap;

/**
 * LR, SC, and atomics on armed pages: the version protocol of {@link LineVersions}. An SC succeeds only if no agent
 * wrote the line since its LR, not even the same value.
 */
final class Reserving {
    private final HartState state;
    private final PhysicalMemory ram;
    private final ArmedPages armedPages;
    private final Neighbours neighbours;
    private final SlowAccess slow;
    private final DeviceAtomics devices;

    Reserving(HartState state, Bus bus, Neighbours neighbours, SlowAccess slow) {
        this.state = state;
        this.ram = bus.ram();
        this.armedPages = bus.armedPages();
        this.neighbours = neighbours;
        this.slow = slow;
        this.devices = new DeviceAtomics(state, bus);
    }

    /** Unprivileged manual, section 13.2: misaligned is an exception, of loads for LR. */
    long loadReserved(long vaddr, int width) {
        if ((vaddr & (width - 1)) != 0) {
            throw state.trap.with(Cause.LOAD_ADDRESS_MISALIGNED, vaddr);
        }
        long offset = slow.translateForReserved(vaddr, width);
        if (offset < 0) {
            return devices.loadReserved(vaddr, ~offset, width);
        }
        int line = LineVersions.lineOf(offset);
        while (true) {
            LineVersions versions = armedPages.versionsAt(offset);
            if (versions == null || !versions.storesDiverted()) {
                versions = arm(offset);
            }
            long version = versions.awaitAcquire(line);
            long value = width == 4 ? ram.loadAcquire32(offset) : ram.loadAcquire64(offset);
            if (version != LineVersions.DISARMED && versions.unchanged(line, version)) {
                versions.noteReservation();
                state.reservation.set(versions, offset, width, version);
                return value;
            }
        }
    }

    private LineVersions arm(long offset) {
        LineVersions versions = armedPages.arm(offset);
        neighbours.divert(state.hartid, offset, false);
        versions.setStoresDiverted();
        return versions;
    }

    boolean storeConditional(long vaddr, long value, int width) {
        checkAligned(vaddr, width);
        Reservation reservation = state.reservation;
        long offset;
        try {
            offset = slow.translateForAtomic(vaddr, width);
        } catch (Trap trap) {
            reservation.clear();
            throw trap;
        }
        if (offset < 0) {
            return counted(devices.storeConditional(vaddr, ~offset, value, width));
        }
        LineVersions versions = armedPages.versionsAt(offset);
        if (!reservation.tryLock(offset, width) || versions == null) {
            return counted(false);
        }
        storeVisibly(offset, value, width);
        reservation.unlock(versions, offset);
        neighbours.watch().written(offset);
        return true;
    }

    /** Counts an SC that did not store; {@return whether it did} */
    private boolean counted(boolean stored) {
        if (!stored) {
            state.stats.scFailures++;
        }
        return stored;
    }

    /**
     * Stores so that every hart sees it before this one's next load: preserved program order rules 3, 5 and 7 put loads
     * after an SC where a host may still hold a plain store back.
     */
    private void storeVisibly(long offset, long value, int width) {
        if (width == 4) {
            ram.getAndSet32(offset, (int) value);
        } else {
            ram.getAndSet64(offset, value);
        }
    }

    /** An AMO that missed the TLB or meets an armed page; {@return the old value, sign-extended} */
    long amo(int op, long vaddr, long value, int width) {
        checkAligned(vaddr, width);
        long offset = slow.translateForAtomic(vaddr, width);
        if (offset < 0) {
            return devices.amo(op, vaddr, ~offset, value, width);
        }
        LineVersions versions = armedPages.lock(offset);
        long old = width == 4 ? Amo.amo32(ram, op, offset, (int) value) : Amo.amo64(ram, op, offset, value);
        unlock(versions, offset);
        return old;
    }

    /** {@code amocas.w} and {@code .d}; {@return the value seen, sign-extended} */
    long compareAndSwap(long vaddr, long expected, long value, int width) {
        checkAligned(vaddr, width);
        long offset = slow.translateForAtomic(vaddr, width);
        if (offset < 0) {
            return devices.compareAndSwap(vaddr, ~offset, expected, value, width);
        }
        LineVersions versions = armedPages.lock(offset);
        long seen = width == 4
                ? ram.compareAndExchange32(offset, (int) expected, (int) value)
                : ram.compareAndExchange64(offset, expected, value);
        unlock(versions, offset);
        return seen;
    }

    /** Gives the line back after this hart's own store, which its reservation follows. */
    private void unlock(@Nullable LineVersions versions, long offset) {
        if (versions != null) {
            int line = LineVersions.lineOf(offset);
            long version = versions.lockedAt(line);
            versions.unlockRelease(line, version);
            state.reservation.follow(versions, line, version);
        }
        neighbours.watch().written(offset);
    }

    /** {@code amocas.q}: two 8-byte stores under the line's version, which every load of the page looks at from now. */
    void compareAndSwap128(
            long vaddr, long expectedLow, long expectedHigh, long valueLow, long valueHigh, long[] seen) {
        checkAligned(vaddr, 16);
        long offset = slow.translateForAtomic(vaddr, 16);
        if (offset < 0) {
            throw state.trap.with(Cause.STORE_ACCESS_FAULT, vaddr); // no device has a register of 16 bytes
        }
        LineVersions versions;
        do {
            versions = divertLoads(offset);
        } while (versions.lock(LineVersions.lineOf(offset)) == LineVersions.DISARMED);
        seen[0] = ram.loadAcquire64(offset);
        seen[1] = ram.loadAcquire64(offset + 8);
        if (seen[0] == expectedLow && seen[1] == expectedHigh) {
            ram.storeOpaque64(offset, valueLow);
            ram.storeOpaque64(offset + 8, valueHigh);
            VarHandle.fullFence(); // as storeVisibly
        }
        unlock(versions, offset);
        neighbours.watch().written(offset + 8);
    }

    /** The page's versions, which every load of it looks at from now. */
    private LineVersions divertLoads(long offset) {
        LineVersions versions = armedPages.versionsAt(offset);
        if (versions == null || !versions.storesDiverted() || !versions.loadsDiverted()) {
            versions = armedPages.arm(offset);
            versions.publishLoadsVersioned();
            neighbours.divert(state.hartid, offset, true);
            versions.setStoresDiverted();
            versions.setLoadsDiverted();
        }
        return versions;
    }

    private void checkAligned(long vaddr, int width) {
        if ((vaddr & (width - 1)) != 0) {
            throw state.trap.with(Cause.STORE_ADDRESS_MISALIGNED, vaddr);
        }
    }
}
