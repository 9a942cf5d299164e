package vesper.boot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vesper.machine.BadInput;
import vesper.machine.Load;
import vesper.machine.MachineConfig;

/** Makes a machine of QEMU's words. */
final class OptionReader {
    private static final List<Key> ACTIONS = List.of(
            Key.words("reboot", "", "reset", "shutdown"),
            Key.words("shutdown", "", "poweroff", "pause"),
            Key.words("panic", "", "none", "pause", "shutdown", "exit-failure"), // nothing tells of one
            Key.words("watchdog", "", "none", "pause", "poweroff", "reset", "shutdown", "debug", "inject-nmi"));

    /** Of which nothing is told to the guest. */
    private static final List<Key> BOOT = List.of(
            Key.text("order"),
            Key.text("once"),
            Key.flag("menu"),
            Key.flag("strict"),
            Key.text("splash"),
            Key.text("splash-time"),
            Key.text("reboot-timeout"));

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
        uuid();
        new KeyValues("-boot", words.all(Word.BOOT), "order").only(BOOT);
        boolean noKernelNeeded = dumpDtb != null || !loads.isEmpty();
        new ImageReader(words, new DefaultFirmware()).read(config, noKernelNeeded, !drives.areNotSpokenOf());
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
        if (keys.get("accel").isPresent() && words.has(Word.ACCEL)) {
            throw keys.error("accel= and -accel are the same: one of them is enough");
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

    private void uuid() throws UsageError {
        Optional<String> uuid = words.last(Word.UUID);
        if (uuid.isPresent() && !uuid.get().matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}")) {
            throw new UsageError("-uuid " + uuid.get() + ": not a UUID");
        }
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
