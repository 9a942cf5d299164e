package vesper.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import vesper.machine.ImageFile;

/** {@code vesper image}: writes the bundled kernel and disk as files, for QEMU or a debugger. */
public final class ImageCommand implements Command {
    @Override
    public String name() {
        return "image";
    }

    @Override
    public String summary() {
        return "write the bundled kernel and disk into a folder, for QEMU";
    }

    @Override
    public int run(String[] args) throws UsageError {
        if (args.length != 1 || args[0].isEmpty() || args[0].startsWith("-")) {
            throw new UsageError("usage: vesper image DIR");
        }
        Path folder = folder(args[0]);
        Path kernel = write(folder.resolve("vesper.elf"), Bundle.kernel());
        Path disk = write(folder.resolve("vesper.img"), Bundle.disk());
        System.out.println("qemu-system-riscv64 -M virt -bios none -smp 4 -m 128M -nographic -kernel " + word(kernel)
                + " -drive " + word("file=" + disk.toString().replace(",", ",,") + ",if=none,format=raw,id=disk")
                + " -device virtio-blk-device,drive=disk");
        return 0;
    }

    private static Path folder(String name) throws UsageError {
        try {
            return Files.createDirectories(Path.of(name));
        } catch (InvalidPathException | IOException e) {
            throw new UsageError("image: " + name + ": no folder can be made there");
        }
    }

    private static Path write(Path file, ImageFile image) throws UsageError {
        try {
            return Files.write(file, image.bytes());
        } catch (IOException e) {
            throw new UsageError("image: " + file + ": can't be written");
        }
    }

    /** As a shell takes it. */
    private static String word(Object text) {
        String word = text.toString();
        return word.matches("[\\w./,=:@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
