package vesper.stress.cases;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vesper.boot.Subcommand;
import vesper.boot.UsageError;

/** {@code vesper stress}: the jcstress cases, outside Maven. */
public final class Stress extends Subcommand {
    private static final int FAILED = 1;
    private static final int ACTORS = 2;

    /** As the command does it. */
    public Stress() {
        this(System.out, System.err);
    }

    Stress(PrintStream out, PrintStream err) {
        super("stress", "run the jcstress cases of the machine's mechanisms and of guest code", out, err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    private final class Run implements Callable<Integer> {
        @Option(names = "--all", description = "in all of jcstress's JVM configurations, not in one")
        private boolean all;

        @Option(names = "--only", paramLabel = "REGEX", description = "only cases in whose name this is found")
        private String only = "";

        @Option(names = "--list", description = "print the cases, and run none")
        private boolean list;

        @Option(names = "--html", paramLabel = "DIR", description = "leave jcstress's report there, index.html")
        private @Nullable Path html;

        private int ended;

        @Override
        public Integer call() throws UsageError, IOException, InterruptedException {
            Pattern wanted;
            try {
                wanted = Pattern.compile(only);
            } catch (PatternSyntaxException e) {
                throw new UsageError("--only: no regular expression: " + e.getDescription() + " in '" + only + "'");
            }
            List<Case> cases = Case.all().stream()
                    .filter(each -> wanted.matcher(each.name()).find())
                    .toList();
            if (cases.isEmpty()) {
                throw new UsageError("--only: no case has '" + only + "' in its name; see --list");
            }
            if (list) {
                cases.forEach(each -> out.println(each.name() + (each.weakened() ? "  (weakened)" : "")));
                return 0;
            }
            int processors = Runtime.getRuntime().availableProcessors();
            if (processors < ACTORS) {
                throw new UsageError(
                        "needs " + ACTORS + " processors, one for each actor; this host has " + processors);
            }
            Path report = html;
            if (report == null) {
                Path temporary = Files.createTempDirectory("vesper-stress");
                try {
                    return run(cases, temporary);
                } finally {
                    delete(temporary);
                }
            }
            try {
                Files.createDirectories(report);
            } catch (IOException e) {
                throw new UsageError("--html: can't make the directory " + report);
            }
            int status = run(cases, report);
            out.println("report: " + report.resolve("index.html"));
            return status;
        }

        private int run(List<Case> cases, Path report) throws IOException, InterruptedException {
            out.println(cases.size() + " cases, " + (all ? "all JVM configurations" : "one JVM configuration"));
            long started = System.nanoTime();
            String classPath = System.getProperty("java.class.path");
            CasePass.Verdict verdict = new CasePass(classPath, all, report, this::progress).run(cases);
            verdict.complaints().forEach(out::println);
            out.printf(
                    "%d of %d cases ran, %d of them weakened, %d complaints, %.0f s%n",
                    verdict.ran().size(),
                    cases.size(),
                    cases.stream().filter(Case::weakened).count(),
                    verdict.complaints().size(),
                    (System.nanoTime() - started) / 1e9);
            return verdict.complaints().isEmpty() ? 0 : FAILED;
        }

        private void progress(String what) {
            ended++;
            out.println(ended + " " + what);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
