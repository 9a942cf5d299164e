package vesper.stress.bench.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vesper.boot.Command;

/**
 * Software that is timed from the command to something that it prints.
 *
 * @param name in results
 * @param arguments for both machines
 * @param script what to wait for, and what to type then
 */
public record Boot(String name, List<String> arguments, List<Step> script) {
    /** The names that there may be. */
    public static final List<String> NAMES = List.of("console", "firmware");

    private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.elf");
    private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/uboot.elf");

    /** Waits for a text, then types. */
    public record Step(String awaited, String typed) {}

    /** What is timed, in a few words. */
    public String what() {
        return what(name);
    }

    /** The same by the name. */
    public static String what(String name) {
        return switch (name) {
            case "console" -> "our kernel on 4 harts, to its last line";
            case "firmware" -> "OpenSBI and U-Boot on 4 harts, to the prompt";
            default -> throw new IllegalArgumentException(name);
        };
    }

    public Boot {
        arguments = List.copyOf(arguments);
        script = List.copyOf(script);
    }

    /**
     * Prepares one.
     *
     * @param folder for files that it needs
     * @return nothing if its software isn't installed
     */
    public static Optional<Boot> of(String name, Path folder) throws IOException {
        return switch (name) {
            case "console" -> console(folder);
            case "firmware" -> firmware();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Our kernel and its disk, to its last line. */
    private static Optional<Boot> console(Path folder) throws IOException {
        Optional<Path> kernel = bundled("vesper.elf", folder);
        Optional<Path> disk = bundled("vesper.img", folder);
        if (kernel.isEmpty() || disk.isEmpty()) {
            return Optional.empty();
        }
        List<String> arguments = machine("none", kernel.get().toString());
        arguments.addAll(List.of(
                "-drive",
                "file=" + disk.get() + ",if=none,format=raw,id=disk",
                "-device",
                "virtio-blk-device,drive=disk"));
        return Optional.of(new Boot("console", arguments, List.of(new Step("console  type", ""))));
    }

    /** Debian's OpenSBI and U-Boot, to the prompt; a key ends the countdown. */
    private static Optional<Boot> firmware() {
        if (!Files.exists(OPENSBI) || !Files.exists(U_BOOT)) {
            return Optional.empty();
        }
        List<String> arguments = machine(OPENSBI.toString(), U_BOOT.toString());
        arguments.addAll(List.of("-cpu", "rv64,h=false"));
        return Optional.of(new Boot(
                "firmware", arguments, List.of(new Step("Hit any key to stop autoboot", "\n"), new Step("=> ", ""))));
    }

    private static List<String> machine(String bios, String kernel) {
        return new ArrayList<>(
                List.of("-M", "virt", "-smp", "4", "-m", "128M", "-nographic", "-bios", bios, "-kernel", kernel));
    }

    /** A file that came with this build, as a file. */
    private static Optional<Path> bundled(String name, Path folder) throws IOException {
        try (InputStream in = Command.class.getClassLoader().getResourceAsStream("vesper/kernel/" + name)) {
            return in == null ? Optional.empty() : Optional.of(Files.write(folder.resolve(name), in.readAllBytes()));
        }
    }
}
