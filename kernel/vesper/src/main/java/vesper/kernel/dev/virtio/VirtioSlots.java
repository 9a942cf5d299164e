package vesper.kernel.dev.virtio;

import org.jspecify.annotations.Nullable;
import vesper.kernel.console.Console;
import vesper.kernel.dev.Disk;
import vesper.kernel.mm.FrameAllocator;

/** The board's virtio-mmio slots. Slot 1 is the lowest, and interrupts as source 1. */
public final class VirtioSlots {
    private static final int COLUMN = 9;

    private final BlockDevice[] devices;
    private final boolean[] working;
    private final Console console;

    /** {@code count} slots from {@code base} on, {@code stride} bytes from one to the next. */
    public VirtioSlots(long base, long stride, int count, FrameAllocator frames, Console console) {
        this.console = console;
        devices = new BlockDevice[count];
        working = new boolean[count];
        for (int i = 0; i < count; i++) {
            devices[i] = new BlockDevice(i + 1, base + stride * i, frames, console);
        }
    }

    public int count() {
        return devices.length;
    }

    /** Looks into every slot, wakes the block devices up, and says what was found. */
    public void probe() {
        int found = 0;
        for (int i = 0; i < devices.length; i++) {
            MmioSlot slot = devices[i].slot();
            if (slot.exists() && slot.deviceId() != MmioSlot.NO_DEVICE) {
                found++;
                working[i] = begin(devices[i]);
            }
        }
        if (found == 0) {
            line().text("no device in any of ")
                    .count(devices.length, "slot", "slots")
                    .line();
        }
    }

    private boolean begin(BlockDevice device) {
        MmioSlot slot = device.slot();
        if (slot.version() != MmioSlot.LEGACY) {
            slotLine(device)
                    .text("version ")
                    .number(slot.version())
                    .text(", and only legacy is known")
                    .line();
            return false;
        }
        if (slot.deviceId() != MmioSlot.BLOCK_DEVICE) {
            slotLine(device)
                    .text("device ")
                    .number(slot.deviceId())
                    .text(", which nobody knows")
                    .line();
            return false;
        }
        if (!device.begin()) {
            return false;
        }
        slotLine(device).text("disk of ").size(device.sectors() * Disk.SECTOR_SIZE);
        if (device.readOnly()) {
            console.text(", read-only");
        }
        console.text(", interrupt ").number(device.number()).line();
        return true;
    }

    private Console slotLine(BlockDevice device) {
        return line().text("slot ")
                .number(device.number())
                .text(" at ")
                .address(device.slot().at())
                .text(": ");
    }

    private Console line() {
        console.freshLine();
        return console.text("virtio").tab(COLUMN);
    }

    /** The disk in slot {@code number}, if there is one that works. */
    public @Nullable BlockDevice disk(int number) {
        return working[number - 1] ? devices[number - 1] : null;
    }

    /** Takes the interrupt of {@code source}, if a device that works has it. */
    public boolean handleInterrupt(int source) {
        if (source < 1 || source > devices.length || !working[source - 1]) {
            return false;
        }
        devices[source - 1].handleInterrupt();
        return true;
    }
}
