package vesper.boot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vesper.hart.state.Acceleration;
import vesper.machine.BadInput;
import vesper.machine.MachineConfig;

/** Makes a machine of QEMU's words. */
final class OptionReader {
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
        config.harts(harts()).memory(memory());
        config.acceleration(acceleration());
        fixed(Word.DISPLAY, "none");
        fixed(Word.MONITOR, "none");
        Serial serial = Serial.parse(words.last(Word.SERIAL).orElse("mon:stdio"));
        DriveReader drives = new DriveReader(words);
        config.disks(drives.disks()).legacyVirtio(drives.legacyVirtio());
        config.reboot(!words.has(Word.NO_REBOOT));
        boolean disks = !drives.disks().isEmpty();
        new ImageReader(words, new DefaultFirmware()).read(config, dumpDtb != null, disks);
        return new Launch(config.build(), serial, words.has(Word.STATS), dumpDtb);
    }

    /** Returns where to write the device tree, if asked to. */
    private @Nullable Path machine() throws UsageError {
        Path dump = null;
        for (String value : words.all(Word.MACHINE)) {
            KeyValues keys = new KeyValues("-machine", value, "type")
                    .onlyKeys(Set.of("type", "aclint", "aia", "acpi", "dumpdtb"));
            keys.oneOf("type", Set.of("virt"));
            keys.oneOf("aclint", Set.of("off"));
            keys.oneOf("aia", Set.of("none"));
            keys.oneOf("acpi", Set.of("off"));
            Optional<String> file = keys.get("dumpdtb");
            if (file.isPresent()) {
                dump = path("-machine dumpdtb", file.get());
            }
        }
        return dump;
    }

    private void cpu() throws UsageError {
        Optional<String> cpu = words.last(Word.CPU);
        if (cpu.isPresent()) {
            CpuModel.check(cpu.get());
        }
    }

    private int harts() throws UsageError {
        Optional<String> smp = words.last(Word.SMP);
        if (smp.isEmpty()) {
            return 1;
        }
        KeyValues keys = new KeyValues("-smp", smp.get(), "cpus")
                .onlyKeys(Set.of("cpus", "sockets", "cores", "threads", "maxcpus"));
        int most = MachineConfig.MAX_HARTS;
        int product = keys.number("sockets", 1, most).orElse(1)
                * keys.number("cores", 1, most).orElse(1)
                * keys.number("threads", 1, most).orElse(1);
        boolean shaped = keys.get("sockets").isPresent()
                || keys.get("cores").isPresent()
                || keys.get("threads").isPresent();
        int harts = keys.number("cpus", 1, most).orElse(product);
        if (harts > most || (shaped && product != harts)) {
            throw keys.error("sockets x cores x threads is " + product + ", not the number of harts");
        }
        if (keys.number("maxcpus", 1, most).orElse(harts) != harts) {
            throw keys.error("harts can't be added later: maxcpus must be " + harts);
        }
        return harts;
    }

    private long memory() throws UsageError {
        Optional<String> memory = words.last(Word.MEMORY);
        if (memory.isEmpty()) {
            return MachineConfig.DEFAULT_MEMORY;
        }
        KeyValues keys = new KeyValues("-m", memory.get(), "size").onlyKeys(Set.of("size"));
        return MemorySize.parse(keys.get("size").orElse(""));
    }

    private Acceleration acceleration() throws UsageError {
        Optional<String> accel = words.last(Word.ACCEL);
        if (accel.isEmpty()) {
            return Acceleration.DEFAULT;
        }
        KeyValues keys = new KeyValues("-accel", accel.get(), "accel");
        Acceleration known = switch (keys.get("accel").orElse("")) {
            case "jvm" -> Acceleration.DEFAULT;
            case "interp" -> Acceleration.INTERPRETER;
            default -> throw keys.error("jvm and interp are known, with thread=single or thread=multi");
        };
        keys.onlyKeys(Set.of("accel", "thread"));
        String thread = keys.oneOf("thread", Set.of("single", "multi")).orElse("multi");
        return new Acceleration(known.translation(), thread.equals("single"));
    }

    private void fixed(Word word, String only) throws UsageError {
        Optional<String> value = words.last(word);
        if (value.isPresent() && !value.get().equals(only)) {
            throw new UsageError("%s %s: only %s is known".formatted(word.dashed(), value.get(), only));
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
