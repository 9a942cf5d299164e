package vesper.boot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vesper.disk.BadTree;
import vesper.disk.MinixImage;
import vesper.disk.MinixImageBuilder;

/** {@code vesper mkfs}: makes a Minix 3 image of a folder. */
public final class Mkfs implements Command {
    @Override
    public String name() {
        return "mkfs";
    }

    @Override
    public String summary() {
        return "make a Minix 3 file-system image of a folder";
    }

    @Override
    public int run(String[] args) throws UsageError {
        Options options = new Options();
        CommandLine line = new CommandLine(options);
        try {
            line.parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            throw new UsageError("mkfs: " + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
        if (options.help) {
            line.usage(System.out);
            return 0;
        }
        try {
            MinixImage image = options.image();
            write(image, options.target);
            System.out.printf(
                    "%s: %d KiB, %d files and folders%n", options.target, image.size() / 1024, image.inodes() - 1);
            return 0;
        } catch (BadTree e) {
            throw new UsageError("mkfs: " + e.getMessage());
        }
    }

    private static void write(MinixImage image, Path target) throws BadTree, UsageError {
        try {
            image.write(target);
        } catch (AccessDeniedException e) {
            throw new UsageError("mkfs: " + target + ": can't be written: no right to");
        } catch (IOException e) {
            throw new UsageError("mkfs: " + target + ": can't be written: " + e.getMessage());
        }
    }

    @CommandLine.Command(
            name = "vesper mkfs",
            description =
                    "Makes a Minix 3 file-system image of what a folder holds; the same files give the same image.")
    private static final class Options {
        private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([KMG]?)(?:I?B)?");
        private static final String UNITS = "KMG";

        @Parameters(index = "0", paramLabel = "IMG", description = "the image to make; replaced if it is there")
        private Path target = Path.of("");

        @Parameters(index = "1", paramLabel = "FOLDER", description = "the folder whose files it gets")
        private Path folder = Path.of("");

        @Option(names = "--size", paramLabel = "SIZE", description = "its size: 64M, 512K, bytes; else what fits")
        private @Nullable String size;

        @Option(names = "--keep-times", description = "keep the files' times; else all are 1 January 1970")
        private boolean keepTimes;

        @Option(names = "--no-holes", description = "give blocks of zeros their zones too")
        private boolean withoutHoles;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "print this")
        private boolean help;

        MinixImage image() throws BadTree, UsageError {
            checkPlaces();
            MinixImageBuilder builder =
                    MinixImage.builder().keepTimes(keepTimes).holes(!withoutHoles);
            if (size != null) {
                builder.size(bytes(size));
            }
            return builder.tree(folder).build();
        }

        private void checkPlaces() throws UsageError {
            Path parent = target.toAbsolutePath().normalize().getParent();
            if (Files.isDirectory(target) || parent == null) {
                throw new UsageError("mkfs: " + target + ": is a folder; the image comes first, then its folder");
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                throw new UsageError("mkfs: " + target + ": not a regular file");
            }
            if (!Files.isDirectory(parent)) {
                throw new UsageError("mkfs: " + target + ": " + parent + " is no folder");
            }
            try {
                if (Files.isDirectory(folder) && parent.toRealPath().startsWith(folder.toRealPath())) {
                    throw new UsageError("mkfs: " + target + ": lies in the folder that it is to hold");
                }
            } catch (IOException e) {
                throw new UsageError("mkfs: " + target + ": can't be reached: " + e.getMessage());
            }
        }

        /** Reads {@code 64M}, {@code 512K} or a number of bytes. */
        private static long bytes(String text) throws UsageError {
            Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new UsageError("mkfs: --size " + text + ": not a size; write 64M or 512K");
            }
            String unit = matcher.group(2);
            long bytes = Long.parseLong(matcher.group(1)) << (unit.isEmpty() ? 0 : 10 * (UNITS.indexOf(unit) + 1));
            if (bytes <= 0) {
                throw new UsageError("mkfs: --size " + text + ": no size for an image");
            }
            return bytes;
        }
    }
}
