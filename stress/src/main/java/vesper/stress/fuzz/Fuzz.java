package vesper.stress.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vesper.boot.Progress;
import vesper.boot.Subcommand;
import vesper.boot.UsageError;
import vesper.stress.Engine;
import vesper.stress.referee.Qemu;

/** {@code vesper fuzz}: random instruction streams, here and on QEMU, until the number of cases or a mismatch. */
public final class Fuzz extends Subcommand {
    public Fuzz() {
        super("fuzz", "run random instructions here and on QEMU, and compare", System.out, System.err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    private final class Run implements Callable<Integer> {
        private static final int STATUS_EVERY_IMAGES = 4;

        @Option(names = "--cases", description = "how many (${DEFAULT-VALUE})")
        private long cases = 200_000;

        @Option(names = "--seed", description = "what they follow from; any number unless given")
        private long seed = System.nanoTime() & 0xffff_ffffL;

        @Option(names = "--from", description = "the first case's number (${DEFAULT-VALUE})")
        private long from;

        @Option(names = "--case", description = "run this case alone")
        private @Nullable Long alone;

        @Option(names = "--engine", description = "interp, jvm (all translated), mixed or all (${DEFAULT-VALUE})")
        private String engine = "all";

        @Option(names = "--qemu", description = "the referee (${DEFAULT-VALUE})")
        private Path qemu = Qemu.DEFAULT;

        @Option(names = "--show", description = "mismatches to print in full (${DEFAULT-VALUE})")
        private int show = 5;

        private long bad;

        @Override
        public Integer call() throws UsageError, IOException, InterruptedException {
            if (!Files.isExecutable(qemu)) {
                throw new UsageError("no program " + qemu + " (Debian's package qemu-system-misc has it)");
            }
            if (cases <= 0 || from < 0) {
                throw new UsageError("--cases must be more than 0, --from not less");
            }
            List<Engine> engines = Engine.named(engine);
            if (engines.isEmpty()) {
                throw new UsageError("--engine " + engine + ": expected interp, jvm, mixed or all");
            }
            return run(engines);
        }

        private int run(List<Engine> engines) throws IOException, InterruptedException {
            long first = alone == null ? from : alone;
            long end = alone == null ? from + cases : alone + 1;
            out.println("seed " + seed + ", cases " + first + " to " + (end - 1) + ", engines " + engines);
            try (Fuzzer fuzzer = new Fuzzer(seed, engines, qemu);
                    Progress progress = progress("cases", end - first)) {
                try {
                    compare(fuzzer, first, end, progress);
                } finally {
                    out.println(status(fuzzer, progress.seconds()));
                    fuzzer.killers().forEach((number, epitaph) -> out.println("case " + number + ": " + epitaph));
                }
            }
            return bad == 0 ? 0 : 1;
        }

        private void compare(Fuzzer fuzzer, long first, long end, Progress progress)
                throws IOException, InterruptedException {
            long next = first;
            for (int images = 1; next < end; images++) {
                long to = Math.min(end, Fuzzer.imageEnd(next));
                print(fuzzer.run(next, to));
                next = to;
                progress.at(next - first, bad + " mismatches");
                if (images % STATUS_EVERY_IMAGES == 0 && next < end) {
                    out.println(status(fuzzer, progress.seconds()));
                }
            }
        }

        private void print(List<Mismatch> mismatches) {
            mismatches.stream().limit(Math.max(0, show - bad)).forEach(each -> out.println(each.report()));
            bad += mismatches.size();
        }

        private String status(Fuzzer fuzzer, double seconds) {
            return "%d cases, %d mismatches, finished by none %s, %d QEMU runs, %.0f s, %.0f cases/s"
                    .formatted(
                            fuzzer.cases(), bad, fuzzer.hung(), fuzzer.qemuRuns(), seconds, fuzzer.cases() / seconds);
        }
    }
}
