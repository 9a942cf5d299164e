package vesper.machine;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.hart.state.Acceleration;

/**
 * What to build.
 *
 * @param harts 1 to {@link #MAX_HARTS}
 * @param memory RAM in bytes, a multiple of 4096
 * @param acceleration how the harts execute
 * @param bios firmware; null for none
 * @param kernel null for none
 * @param initrd an initial RAM disk; null for none
 * @param append the kernel's command line; empty for none
 * @param dtb a device tree to use, with what {@code /chosen} must say; null to have one made
 * @param disks in no order; each in a slot of its own
 * @param legacyVirtio whether virtio-mmio is the legacy version 1 (QEMU's default) or version 2
 * @param reboot whether a reset by the guest starts it again, rather than powering off
 * @param shutdown whether the machine ends when the guest powers it off, rather than staying with its harts stopped
 * @param loads what more is put into RAM, in this order, and which harts start elsewhere
 * @param clockAhead how far the real-time clock is ahead of the host's at first
 */
public record MachineConfig(
        int harts,
        long memory,
        Acceleration acceleration,
        @Nullable ImageFile bios,
        @Nullable ImageFile kernel,
        @Nullable ImageFile initrd,
        String append,
        @Nullable ImageFile dtb,
        List<Disk> disks,
        boolean legacyVirtio,
        boolean reboot,
        boolean shutdown,
        List<Load> loads,
        Duration clockAhead) {
    /** A PLIC's window as on {@code virt} has room for far more; host threads don't. */
    public static final int MAX_HARTS = 256;

    /** QEMU's default. */
    public static final long DEFAULT_MEMORY = 128L << 20;

    public MachineConfig {
        if (harts < 1 || harts > MAX_HARTS) {
            throw new IllegalArgumentException("harts " + harts);
        }
        disks = List.copyOf(disks);
        loads = List.copyOf(loads);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** One setter for each component; what isn't set is QEMU's default. */
    public static final class Builder {
        private int harts = 1;
        private long memory = DEFAULT_MEMORY;
        private Acceleration acceleration = Acceleration.DEFAULT;
        private @Nullable ImageFile bios;
        private @Nullable ImageFile kernel;
        private @Nullable ImageFile initrd;
        private String append = "";
        private @Nullable ImageFile dtb;
        private List<Disk> disks = List.of();
        private boolean legacyVirtio = true;
        private boolean reboot = true;
        private boolean shutdown = true;
        private List<Load> loads = List.of();
        private Duration clockAhead = Duration.ZERO;

        private Builder() {}

        public Builder harts(int value) {
            harts = value;
            return this;
        }

        public Builder memory(long bytes) {
            memory = bytes;
            return this;
        }

        public Builder acceleration(Acceleration value) {
            acceleration = value;
            return this;
        }

        public Builder bios(@Nullable ImageFile value) {
            bios = value;
            return this;
        }

        public Builder kernel(@Nullable ImageFile value) {
            kernel = value;
            return this;
        }

        public Builder initrd(@Nullable ImageFile value) {
            initrd = value;
            return this;
        }

        public Builder append(String value) {
            append = value;
            return this;
        }

        public Builder dtb(@Nullable ImageFile value) {
            dtb = value;
            return this;
        }

        public Builder disks(List<Disk> value) {
            disks = value;
            return this;
        }

        public Builder legacyVirtio(boolean value) {
            legacyVirtio = value;
            return this;
        }

        public Builder reboot(boolean value) {
            reboot = value;
            return this;
        }

        public Builder shutdown(boolean value) {
            shutdown = value;
            return this;
        }

        public Builder loads(List<Load> value) {
            loads = value;
            return this;
        }

        public Builder clockAhead(Duration value) {
            clockAhead = value;
            return this;
        }

        public MachineConfig build() {
            return new MachineConfig(
                    harts,
                    memory,
                    acceleration,
                    bios,
                    kernel,
                    initrd,
                    append,
                    dtb,
                    disks,
                    legacyVirtio,
                    reboot,
                    shutdown,
                    loads,
                    clockAhead);
        }
    }
}
