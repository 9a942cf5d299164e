package vesper.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where distributions put OpenSBI, for {@code -bios default}; none is bundled. */
final class DefaultFirmware {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.bin"),
            Path.of("/usr/share/qemu/opensbi-riscv64-generic-fw_dynamic.bin"),
            Path.of("/usr/share/opensbi/lp64/generic/firmware/fw_dynamic.bin"),
            Path.of("/usr/local/share/qemu/opensbi-riscv64-generic-fw_dynamic.bin"),
            Path.of("/opt/homebrew/share/qemu/opensbi-riscv64-generic-fw_dynamic.bin"));

    private DefaultFirmware() {}

    static Path find() throws UsageError {
        return PLACES.stream()
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> new UsageError(
                        "-bios default: no OpenSBI is installed; install your system's opensbi or give -bios FILE"));
    }
}
