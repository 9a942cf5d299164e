package vesper.boot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import vesper.machine.ImageFile;

/**
 * {@code vesper rehearse}: runs what users run, so that the JVM can learn from it. The launcher makes its cache of classes
 * that way; what isn't done here is loaded from the jars later, class by class. Without words it leaves picocli alone,
 * which would be in the cache of each start.
 */
public final class Rehearsal extends Subcommand {
    private static final byte[] CTRL_A_X = {1, 'x'};

    private final Streams streams;

    public Rehearsal() {
        this(Streams.standard());
    }

    /** With the console of the last machine, which runs until its input says Ctrl-A x. */
    Rehearsal(Streams streams) {
        super(
                "rehearse",
                "run a few machines for the JVM to learn from; the launcher does it for its class cache",
                new PrintStream(streams.out(), true, StandardCharsets.UTF_8),
                streams.err());
        this.streams = streams;
    }

    @Override
    protected boolean needsNoWords() {
        return true;
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    @CommandLine.Command
    private final class Run implements Callable<Integer> {
        @Override
        public Integer call() throws UsageError, IOException {
            unseen(new byte[0], "-first-guest", "-smp", "2"); // not -stats: HotSpot would keep what harts count for it
            unseen(CTRL_A_X);
            Path folder = Files.createTempDirectory("vesper");
            try {
                String kernel = write(folder.resolve("vesper.elf"), Bundle.kernel());
                String disk =
                        "file=" + write(folder.resolve("vesper.img"), Bundle.disk()) + ",if=none,format=raw,id=disk";
                String device = "virtio-blk-device,drive=disk";
                return new Vesper(streams).run("-smp", "2", "-kernel", kernel, "-drive", disk, "-device", device);
            } finally {
                Files.deleteIfExists(folder.resolve("vesper.elf"));
                Files.deleteIfExists(folder.resolve("vesper.img"));
                Files.deleteIfExists(folder);
            }
        }
    }

    private static void unseen(byte[] input, String... args) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        PrintStream silent = new PrintStream(nowhere, false, StandardCharsets.UTF_8);
        new Vesper(new Streams(new ByteArrayInputStream(input), nowhere, silent, false)).run(args);
    }

    private static String write(Path file, ImageFile image) throws IOException {
        return Files.write(file, image.bytes()).toString();
    }
}
