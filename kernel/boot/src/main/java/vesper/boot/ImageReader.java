package vesper.boot;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vesper.boot.firstguest.FirstGuest;
import vesper.machine.BadInput;
import vesper.machine.Disk;
import vesper.machine.ImageFile;
import vesper.machine.MachineConfig;
import vesper.machine.MemoryMap;

/** Reads the images that the words name: {@code -bios}, {@code -kernel}, {@code -initrd} and {@code -dtb}. */
final class ImageReader {
    private final CommandLineReader words;
    private final DefaultFirmware firmware;

    ImageReader(CommandLineReader words, DefaultFirmware firmware) {
        this.words = words;
        this.firmware = firmware;
    }

    /**
     * Puts the images into a machine.
     *
     * @param noKernelNeeded whether nothing need run: only the device tree is asked for, or a {@code loader} brings it
     * @param disks whether the machine has a disk, so that it needs no bundled one
     */
    void read(MachineConfig.Builder config, boolean noKernelNeeded, boolean disks) throws UsageError, BadInput {
        ImageFile kernel = file("-kernel", Word.KERNEL);
        ImageFile bios = bios(kernel);
        boolean nothingRuns = kernel == null && bios == null;
        if (kernel == null && (words.has(Word.INITRD) || words.has(Word.APPEND))) {
            throw new UsageError((words.has(Word.INITRD) ? "-initrd" : "-append") + " needs a -kernel");
        }
        if (words.has(Word.FIRST_GUEST) && !nothingRuns) {
            throw new UsageError(
                    "-first-guest is what runs: it goes with no " + (kernel != null ? "-kernel" : "-bios"));
        }
        config.bios(bios).kernel(kernel);
        if (nothingRuns && !noKernelNeeded) {
            bundled(config, disks);
        }
        config.initrd(file("-initrd", Word.INITRD)).dtb(file("-dtb", Word.DTB));
        config.append(words.last(Word.APPEND).orElse(""));
    }

    private @Nullable ImageFile file(String option, Word word) throws UsageError, BadInput {
        Optional<String> name = words.last(word);
        return name.isEmpty() ? null : ImageFile.read(option, OptionReader.path(option, name.get()));
    }

    /**
     * The firmware; null for none. As on QEMU a kernel has the default one below it unless told otherwise, but for an
     * ELF that lies where the firmware would: there QEMU says that the two overlap.
     */
    private @Nullable ImageFile bios(@Nullable ImageFile kernel) throws UsageError, BadInput {
        Optional<String> bios = words.last(Word.BIOS);
        if (bios.isEmpty()) {
            return kernel == null || kernel.startsRam() ? null : firmware.read(kernel.name());
        }
        return switch (bios.get()) {
            case "none" -> null;
            case "default" -> firmware.read("-bios default");
            default -> ImageFile.read("-bios", firmware.named(OptionReader.path("-bios", bios.get())));
        };
    }

    private void bundled(MachineConfig.Builder config, boolean disks) throws UsageError {
        if (words.has(Word.FIRST_GUEST)) {
            config.kernel(FirstGuest.image());
            return;
        }
        config.kernel(Bundle.kernel());
        if (!disks) {
            config.disks(List.of(Disk.inMemory(Bundle.disk(), MemoryMap.VIRTIO_SLOTS - 1)));
        }
    }
}
