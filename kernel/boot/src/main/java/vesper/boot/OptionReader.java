package vesper.boot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vesper.boot.firstguest.FirstGuest;
import vesper.machine.BadInput;
import vesper.machine.Disk;
import vesper.machine.ImageFile;
import vesper.machine.Load;
import vesper.machine.MachineConfig;
import vesper.machine.MemoryMap;

/** Makes a machine of QEMU's words. */
final class OptionReader {
    private static final List<Key> ACTIONS = List.of(
            Key.words("reboot", "", "reset", "shutdown"),
            Key.words("shutdown", "", "poweroff", "pause"),
            Key.words("panic", "", "none", "pause", "shutdown", "exit-failure"), // nothing tells of one
            Key.words("watchdog", "", "none", "pause", "poweroff", "reset", "shutdown", "debug", "inject-nmi"));

    private static final List<Key> SEMIHOSTING = List.of(
            Key.flag("enable"),
            Key.words("target", Absent.DEBUGGER.text(), "native", "auto"),
            Key.flag("userspace"),
            Key.text("chardev"),
            Key.text("arg"));

    private final CommandLineReader words;
    private final MachineConfig.Builder config = MachineConfig.builder();

    private OptionReader(CommandLineReader words) {
        this.words = words;
    }

    static Launch read(CommandLineReader words) throws UsageError, BadInput {
        return new OptionReader(words).read();
    }

    private Launch read() throws UsageError, BadInput {
        Path dumpDtb = machine();
        cpu();
        int harts = Topology.harts(words.all(Word.SMP));
        config.harts(harts).memory(memory());
        config.acceleration(AccelReader.read(words.all(Word.ACCEL)));
        Serial serial = SerialReader.read(words);
        DeviceList devices = new DeviceList(words.all(Word.DEVICE));
        DriveReader drives = new DriveReader(words, devices.disks());
        config.disks(drives.disks()).legacyVirtio(drives.legacyVirtio());
        List<Load> loads = LoaderReader.read(devices.loaders(), harts);
        config.loads(loads);
        if (words.has(Word.RTC)) { // else nobody needs the zones of the world
            config.clockAhead(RealTimeClock.ahead(words.all(Word.RTC), Instant.now(), ZoneId.systemDefault()));
        }
        endings();
        images(dumpDtb != null || !loads.isEmpty(), drives);
        return new Launch(config.build(), serial, words.has(Word.STATS), dumpDtb, notes());
    }

    /** Returns where to write the device tree, if asked to. */
    private @Nullable Path machine() throws UsageError {
        if (!words.has(Word.MACHINE)) {
            return null;
        }
        KeyValues keys = new KeyValues("-machine", words.all(Word.MACHINE), "type").only(MachineKeys.ALL);
        for (MachineKeys.Alias alias : MachineKeys.ALIASES) {
            Optional<String> value = keys.get(alias.key());
            if (value.isPresent()) {
                words.add(alias.word(), value.get());
            }
        }
        for (String accel : keys.get("accel").orElse("").split(":", -1)) {
            if (keys.get("accel").isPresent()) {
                words.add(Word.ACCEL, accel);
            }
        }
        Optional<String> dump = keys.get("dumpdtb");
        return dump.isPresent() ? path("-machine dumpdtb", dump.get()) : null;
    }

    private void cpu() throws UsageError {
        Optional<String> cpu = words.last(Word.CPU);
        if (cpu.isPresent()) {
            CpuModel.check(cpu.get());
        }
    }

    private long memory() throws UsageError {
        return words.has(Word.MEMORY) ? MemorySize.read(words.all(Word.MEMORY)) : MachineConfig.DEFAULT_MEMORY;
    }

    /** What happens at a reset and at power off. */
    private void endings() throws UsageError {
        KeyValues action = new KeyValues("-action", words.all(Word.ACTION), "").only(ACTIONS);
        boolean noReboot = action.get("reboot").equals(Optional.of("shutdown"));
        boolean noShutdown = action.get("shutdown").equals(Optional.of("pause"));
        config.reboot(!noReboot && !words.has(Word.NO_REBOOT));
        config.shutdown(!noShutdown && !words.has(Word.NO_SHUTDOWN));
    }

    /** What is taken though it isn't all there. */
    private List<String> notes() throws UsageError {
        KeyValues keys =
                new KeyValues("-semihosting-config", words.all(Word.SEMIHOSTING_CONFIG), "enable").only(SEMIHOSTING);
        boolean configured = keys.flag("enable", words.has(Word.SEMIHOSTING_CONFIG));
        return configured || words.has(Word.SEMIHOSTING)
                ? List.of("-semihosting: not served yet: the guest's semihosting calls are ordinary ebreaks")
                : List.of();
    }

    private void images(boolean noKernelNeeded, DriveReader drives) throws UsageError, BadInput {
        Optional<String> bios = words.last(Word.BIOS).filter(value -> !value.equals("none"));
        if (bios.isPresent()) {
            Path file = bios.get().equals("default") ? DefaultFirmware.find() : path("-bios", bios.get());
            config.bios(ImageFile.read("-bios", file));
        }
        Optional<String> kernel = words.last(Word.KERNEL);
        if (kernel.isPresent()) {
            config.kernel(ImageFile.read("-kernel", path("-kernel", kernel.get())));
        } else if (words.has(Word.INITRD) || words.has(Word.APPEND)) {
            throw new UsageError((words.has(Word.INITRD) ? "-initrd" : "-append") + " needs a -kernel");
        } else if (bios.isEmpty() && !noKernelNeeded) {
            bundled(drives);
        }
        if (words.has(Word.FIRST_GUEST) && (kernel.isPresent() || bios.isPresent())) {
            throw new UsageError(
                    "-first-guest is what runs: it goes with no " + (kernel.isPresent() ? "-kernel" : "-bios"));
        }
        Optional<String> initrd = words.last(Word.INITRD);
        if (initrd.isPresent()) {
            config.initrd(ImageFile.read("-initrd", path("-initrd", initrd.get())));
        }
        Optional<String> dtb = words.last(Word.DTB);
        if (dtb.isPresent()) {
            config.dtb(ImageFile.read("-dtb", path("-dtb", dtb.get())));
        }
        config.append(words.last(Word.APPEND).orElse(""));
    }

    private void bundled(DriveReader drives) throws UsageError {
        if (words.has(Word.FIRST_GUEST)) {
            config.kernel(FirstGuest.image());
            return;
        }
        config.kernel(Bundle.kernel());
        if (drives.areNotSpokenOf()) {
            config.disks(List.of(Disk.inMemory(Bundle.disk(), MemoryMap.VIRTIO_SLOTS - 1)));
        }
    }

    static Path path(String option, String text) throws UsageError {
        if (text.isEmpty()) {
            throw new UsageError(option + ": a file's name is missing");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageError(option + ": not a file's name: " + e.getReason());
        }
    }
}
