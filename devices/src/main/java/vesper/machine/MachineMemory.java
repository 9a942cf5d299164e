package vesper.machine;

import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import vesper.bus.AccessFault;
import vesper.bus.Bus;
import vesper.bus.PhysicalMemory;

/**
 * A machine's memory by physical addresses, or as a hart sees it. It can be read while the machine is {@link
 * MachineState#PAUSED} or {@link MachineState#ENDED}, and written while it is paused; else each method throws {@link
 * IllegalStateException}. Bytes are in little-endian order. Devices answer {@link #load} and {@link #store} only, as they
 * answer a hart; reading and writing many bytes is for RAM, and for the reset ROM.
 */
public final class MachineMemory {
    private static final long PAGE = PhysicalMemory.PAGE_SIZE;

    private final Machine machine;
    private final LongUnaryOperator physical;

    /** @param physical where an address leads, or -1 */
    MachineMemory(Machine machine, LongUnaryOperator physical) {
        this.machine = machine;
        this.physical = physical;
    }

    /** What may fail at an address. */
    private interface Access<T> {
        T at(Bus bus, long paddr) throws AccessFault;
    }

    private long paddr(long address) throws BadAddress {
        long paddr = physical.applyAsLong(address);
        if (paddr < 0) {
            throw new BadAddress(address, "it leads nowhere");
        }
        return paddr;
    }

    private static void check(long address, int width) {
        if (width != 1 && width != 2 && width != 4 && width != 8) {
            throw new IllegalArgumentException("an access of " + width + " bytes");
        }
        if ((address & (width - 1)) != 0) {
            throw new IllegalArgumentException("0x" + Long.toHexString(address) + " is no multiple of " + width);
        }
    }

    /**
     * Loads so many bytes, 1, 2, 4 or 8, at a multiple of that.
     *
     * @return the value, zero-extended
     */
    public long load(long address, int width) throws BadAddress {
        check(address, width);
        long paddr = paddr(address);
        return answer(address, machine.look(board -> tried(board.bus(), paddr, (bus, at) -> bus.load(at, width))));
    }

    /** Stores so many bytes, 1, 2, 4 or 8, at a multiple of that. */
    public void store(long address, long value, int width) throws BadAddress {
        check(address, width);
        long paddr = paddr(address);
        Answer<Boolean> done = machine.changed(board -> tried(board.bus(), paddr, (bus, at) -> {
            bus.store(at, value, width);
            return true;
        }));
        answer(address, done);
    }

    /** Fills the array from an address on. */
    public void read(long address, byte[] into) throws BadAddress {
        eachPage(
                address,
                into.length,
                (paddr, from, count) -> machine.look(board -> tried(board.bus(), paddr, (bus, at) -> {
                    requireMemory(bus, at, count);
                    for (int i = 0; i < count; i++) {
                        into[from + i] = (byte) bus.load(at + i, 1);
                    }
                    return true;
                })));
    }

    /** Writes the array's bytes from an address on. */
    public void write(long address, byte[] bytes) throws BadAddress {
        eachPage(
                address,
                bytes.length,
                (paddr, from, count) -> machine.changed(board -> tried(board.bus(), paddr, (bus, at) -> {
                    requireRam(bus, at, count);
                    for (int i = 0; i < count; i++) {
                        bus.store(at + i, bytes[from + i], 1);
                    }
                    return true;
                })));
    }

    /** What is done with the bytes of an array, {@code count} from {@code from} on, that lie in one page. */
    private interface Part {
        Answer<Boolean> at(long paddr, int from, int count);
    }

    private void eachPage(long address, int length, Part part) throws BadAddress {
        for (int done = 0; done < length; ) {
            int count = inPage(address + done, length - done);
            answer(address + done, part.at(paddr(address + done), done, count));
            done += count;
        }
    }

    private static int inPage(long address, int count) {
        return (int) Math.min(count, PAGE - (address & (PAGE - 1)));
    }

    private static void requireMemory(Bus bus, long paddr, int count) throws AccessFault {
        Bus.Region region = bus.regionAt(paddr, 1);
        if (region == null || !region.executable()) {
            requireRam(bus, paddr, count);
        }
    }

    private static void requireRam(Bus bus, long paddr, int count) throws AccessFault {
        if (!bus.isRam(paddr, count)) {
            throw AccessFault.INSTANCE;
        }
    }

    /** @param value null if nothing answered */
    private record Answer<T>(@Nullable T value) {}

    private static <T> Answer<T> tried(Bus bus, long paddr, Access<T> access) {
        try {
            return new Answer<>(access.at(bus, paddr));
        } catch (AccessFault e) {
            return new Answer<>(null);
        }
    }

    private static <T> T answer(long address, Answer<T> answer) throws BadAddress {
        T value = answer.value;
        if (value == null) {
            throw new BadAddress(address, "no memory is there, and no device that takes such an access");
        }
        return value;
    }
}
