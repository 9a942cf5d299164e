package vesper.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vesper.machine.BadInput;
import vesper.machine.ImageFile;

/** Where distributions put OpenSBI, for {@code -bios default}; none is bundled. */
final class DefaultFirmware {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.bin"),
            Path.of("/usr/share/qemu/opensbi-riscv64-generic-fw_dynamic.bin"),
            Path.of("/usr/share/opensbi/lp64/generic/firmware/fw_dynamic.bin"),
            Path.of("/usr/local/share/qemu/opensbi-riscv64-generic-fw_dynamic.bin"),
            Path.of("/opt/homebrew/share/qemu/opensbi-riscv64-generic-fw_dynamic.bin"));

    private final List<Path> places;

    DefaultFirmware() {
        this(PLACES);
    }

    DefaultFirmware(List<Path> places) {
        this.places = places;
    }

    /**
     * Reads it.
     *
     * @param wantedBy the words that ask for it, for messages
     */
    ImageFile read(String wantedBy) throws UsageError, BadInput {
        Optional<Path> found = places.stream().filter(Files::isReadable).findFirst();
        if (found.isEmpty()) {
            throw new UsageError(
                    wantedBy + ": no OpenSBI is installed; install the package opensbi, or give -bios FILE,"
                            + " or -bios none to start in M-mode");
        }
        return ImageFile.read("the default firmware", found.get());
    }

    /** The file of this name; as on QEMU one that isn't there is looked for where firmware is installed. */
    Path named(Path file) {
        if (Files.exists(file) || file.getParent() != null) {
            return file;
        }
        return places.stream()
                .map(place -> place.resolveSibling(file))
                .filter(Files::isReadable)
                .findFirst()
                .orElse(file);
    }
}
