package vesper.stress.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vesper.boot.Progress;
import vesper.boot.Subcommand;
import vesper.boot.UsageError;
import vesper.stress.compiler.generate.Program;
import vesper.stress.referee.Qemu;

/** {@code vesper compiler-fuzz}: random kernel Java on the JVM, and compiled here and on QEMU. */
public final class CompilerFuzz extends Subcommand {
    public CompilerFuzz() {
        super(
                "compiler-fuzz",
                "compile random programs, run them on the JVM, here and on QEMU, and compare",
                System.out,
                System.err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    private final class Run implements Callable<Integer> {
        @Option(names = "--seed", description = "what programs follow from; any number unless given")
        private long seed = System.nanoTime() & 0xffff_ffffL;

        @Option(names = "--seeds", description = "how many programs (${DEFAULT-VALUE})")
        private long count = 500;

        @Option(names = "--from", description = "the first program's number (${DEFAULT-VALUE})")
        private long from;

        @Option(
                names = "--only",
                split = ",",
                description = "where to run them, always on the JVM: ${COMPLETION-CANDIDATES}")
        private Set<Side> sides = EnumSet.allOf(Side.class);

        @Option(names = "--qemu", description = "the referee (${DEFAULT-VALUE})")
        private Path qemu = Qemu.DEFAULT;

        @Option(names = "--print", description = "print the programs, and do nothing else")
        private boolean print;

        @Option(names = "--shrink", description = "programs to make smaller at most (${DEFAULT-VALUE})")
        private int shrink = 1;

        @Option(names = "--trials", description = "how often to try for that (${DEFAULT-VALUE})")
        private int trials = 1500;

        private @Nullable Path directory;
        private long done;
        private int found;

        @Override
        public Integer call() throws Exception {
            if (count <= 0 || from < 0) {
                throw new UsageError("--seeds must be more than 0, --from not less");
            }
            if (sides.contains(Side.QEMU) && !print && !Files.isExecutable(qemu)) {
                throw new UsageError("no program " + qemu + " (Debian's package qemu-system-misc has it)");
            }
            try (CompilerFuzzer fuzzer = new CompilerFuzzer(seed, sides, qemu)) {
                return print ? print(fuzzer) : run(fuzzer);
            }
        }

        private int print(CompilerFuzzer fuzzer) {
            for (long number = from; number < from + count; number++) {
                out.print(fuzzer.generate(number).source().text());
            }
            return 0;
        }

        private int run(CompilerFuzzer fuzzer) throws Exception {
            out.println("seed " + seed + ", programs " + from + " to " + (from + count - 1));
            try (Progress progress = progress("programs", count)) {
                try {
                    compare(fuzzer, progress);
                } finally {
                    out.println("%d programs, %d differ, %.0f s, %.0f programs/s"
                            .formatted(done, found, progress.seconds(), done / progress.seconds()));
                }
            }
            return found == 0 ? 0 : 1;
        }

        private void compare(CompilerFuzzer fuzzer, Progress progress) throws Exception {
            while (done < count) {
                long next = from + done;
                long to = Math.min(from + count, next + CompilerFuzzer.AT_ONCE);
                List<Finding> findings =
                        fuzzer.run(next, to, compared -> progress.at(next - from + compared, found + " differ"));
                for (Finding finding : findings) {
                    out.println(finding.report());
                    keep(finding.program(), "");
                    if (found++ < shrink) {
                        keep(shrunk(fuzzer, finding), "-small");
                    }
                }
                done = to - from;
            }
        }

        private Program shrunk(CompilerFuzzer fuzzer, Finding finding) throws Exception {
            Program smallest = new Shrinker(
                            program -> fuzzer.compare(program).stream().anyMatch(again -> again.isLike(finding)),
                            trials)
                    .shrink(finding.program());
            List<Finding> last = fuzzer.compare(smallest);
            last.forEach(again -> out.println("    small: " + again.what()));
            return smallest;
        }

        private void keep(Program program, String suffix) throws IOException {
            Path folder = directory == null ? Files.createTempDirectory("vesper-compiler-fuzz") : directory;
            directory = folder;
            Path file = folder.resolve(program.className() + suffix + ".java");
            Files.writeString(file, program.source().text());
            out.println("    " + file);
        }
    }
}
