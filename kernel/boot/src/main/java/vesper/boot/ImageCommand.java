package vesper.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;
import vesper.machine.ImageFile;

/** {@code vesper image}: writes the bundled kernel and disk as files, for QEMU or a debugger. */
public final class ImageCommand extends Subcommand {
    public ImageCommand() {
        this(System.out, System.err);
    }

    /** For tests, which look at what is printed. */
    ImageCommand(PrintStream out, PrintStream err) {
        super("image", "write the bundled kernel and disk into a folder, for QEMU", out, err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    private final class Run implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "the folder; made if it isn't there")
        private String name = "";

        @Override
        public Integer call() throws UsageError {
            Path folder = folder(name);
            Path kernel = write(folder.resolve("vesper.elf"), Bundle.kernel());
            Path disk = write(folder.resolve("vesper.img"), Bundle.disk());
            out.println("qemu-system-riscv64 -M virt -bios none -smp 4 -m 128M -nographic -kernel " + word(kernel)
                    + " -drive " + word("file=" + disk.toString().replace(",", ",,") + ",if=none,format=raw,id=disk")
                    + " -device virtio-blk-device,drive=disk");
            return 0;
        }
    }

    private static Path folder(String name) throws UsageError {
        if (name.isEmpty()) {
            throw new UsageError("DIR: an empty name");
        }
        try {
            return Files.createDirectories(Path.of(name));
        } catch (InvalidPathException | IOException e) {
            throw new UsageError(name + ": no folder can be made there");
        }
    }

    private static Path write(Path file, ImageFile image) throws UsageError {
        try {
            return Files.write(file, image.bytes());
        } catch (IOException e) {
            throw new UsageError(file + ": can't be written");
        }
    }

    /** As a shell takes it. */
    private static String word(Object text) {
        String word = text.toString();
        return word.matches("[\\w./,=:@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
