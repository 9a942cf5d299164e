package vesper.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vesper.disk.BadTree;
import vesper.disk.MinixImage;
import vesper.disk.MinixImageBuilder;

/** {@code vesper mkfs}: makes a Minix 3 image of a folder. */
public final class Mkfs extends Subcommand {
    private static final int KIB = 1024;

    /** Of bytes; told in KiB. */
    private static final class Sum implements LongConsumer {
        private final Progress progress;
        private long bytes;

        private Sum(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void accept(long more) {
            bytes += more;
            progress.at(bytes / KIB);
        }
    }

    public Mkfs() {
        this(System.out, System.err);
    }

    /** For tests, which look at what is printed. */
    Mkfs(PrintStream out, PrintStream err) {
        super("mkfs", "make a Minix 3 file-system image of a folder", out, err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    private void write(MinixImage image, Path target) throws BadTree, UsageError {
        if (OutputFile.isStandardOutput(target)) {
            writeToStandardOutput(image);
            return;
        }
        try {
            try (Progress progress = progress("KiB written", image.size() / KIB)) {
                image.write(target, new Sum(progress));
            }
        } catch (AccessDeniedException e) {
            throw new UsageError(target + ": can't be written: no right to");
        } catch (IOException e) {
            throw new UsageError(target + ": can't be written: " + e.getMessage());
        }
    }

    private void writeToStandardOutput(MinixImage image) throws BadTree, UsageError {
        if (image.size() > Integer.MAX_VALUE) {
            throw new UsageError("-: an image of 2 GiB or more can't be standard output");
        }
        file(Path.of("-")).write(image.toBytes());
    }

    private final class Run implements Callable<Integer> {
        private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([KMG]?)(?:I?B)?");
        private static final String UNITS = "KMG";

        @Parameters(
                index = "0",
                paramLabel = "IMG",
                description = "the image to make, or - for standard output; replaced if it is there")
        private Path target = Path.of("");

        @Parameters(index = "1", paramLabel = "FOLDER", description = "the folder whose files it gets")
        private Path folder = Path.of("");

        @Option(names = "--size", paramLabel = "SIZE", description = "its size: 64M, 512K, bytes; else what fits")
        private @Nullable String size;

        @Option(names = "--keep-times", description = "keep the files' times; else all are 1 January 1970")
        private boolean keepTimes;

        @Option(names = "--no-holes", description = "give blocks of zeros their zones too")
        private boolean withoutHoles;

        @Override
        public Integer call() throws UsageError {
            try {
                MinixImage image = image();
                write(image, target);
                reportBeside(target)
                        .printf("%s: %d KiB, %d files and folders%n", target, image.size() / KIB, image.inodes() - 1);
                return 0;
            } catch (BadTree e) {
                throw new UsageError(String.valueOf(e.getMessage()));
            }
        }

        private MinixImage image() throws BadTree, UsageError {
            checkPlaces();
            MinixImageBuilder builder =
                    MinixImage.builder().keepTimes(keepTimes).holes(!withoutHoles);
            if (size != null) {
                builder.size(bytes(size));
            }
            builder.tree(folder);
            try (Progress progress = progress("KiB read", builder.bytes() / KIB)) {
                return builder.build(new Sum(progress));
            }
        }

        private void checkPlaces() throws UsageError {
            if (target.toString().isEmpty() || folder.toString().isEmpty()) {
                throw new UsageError("a name is empty: first the image to make, then the folder");
            }
            if (OutputFile.isStandardOutput(target)) {
                return;
            }
            Path parent = target.toAbsolutePath().normalize().getParent();
            if (Files.isDirectory(target) || parent == null) {
                throw new UsageError(target + ": is a folder; the image comes first, then its folder");
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                throw new UsageError(target + ": not a regular file");
            }
            if (!Files.isDirectory(parent)) {
                throw new UsageError(target + ": " + parent + " is no folder");
            }
            try {
                if (Files.isDirectory(folder) && parent.toRealPath().startsWith(folder.toRealPath())) {
                    throw new UsageError(target + ": lies in the folder that it is to hold");
                }
            } catch (IOException e) {
                throw new UsageError(target + ": can't be reached: " + e.getMessage());
            }
        }

        /** Reads {@code 64M}, {@code 512K} or a number of bytes. */
        private static long bytes(String text) throws UsageError {
            Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new UsageError("--size " + text + ": not a size; write 64M or 512K");
            }
            String unit = matcher.group(2);
            long bytes = Long.parseLong(matcher.group(1)) << (unit.isEmpty() ? 0 : 10 * (UNITS.indexOf(unit) + 1));
            if (bytes <= 0) {
                throw new UsageError("--size " + text + ": no size for an image");
            }
            return bytes;
        }
    }
}
