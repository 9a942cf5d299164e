package vesper.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import vesper.bus.PhysicalMemory;

/** Gets the guest's RAM from the host. */
final class HostMemory {
    /** Up to here the host is not asked first: asking costs some 50 ms of start-up time. */
    private static final long ALWAYS_THERE = 1L << 30;

    private HostMemory() {}

    static PhysicalMemory allocate(long bytes) throws BadInput {
        if (bytes > ALWAYS_THERE
                && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean host
                && bytes > host.getTotalMemorySize()) {
            throw new BadInput("-m: %d MiB is more than this host has (%d MiB)"
                    .formatted(bytes >> 20, host.getTotalMemorySize() >> 20));
        }
        try {
            return new PhysicalMemory(bytes);
        } catch (OutOfMemoryError e) {
            throw new BadInput("-m: this host has no " + (bytes >> 20) + " MiB to give");
        }
    }
}
