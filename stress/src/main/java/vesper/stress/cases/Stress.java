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
import vesper.boot.Progress;
import vesper.boot.Subcommand;
import vesper.boot.UsageError;

/** {@code vesper stress}: the jcstress cases, outside Maven. */
public final class Stress extends Subcommand {
    private static final int FAILED = 1;
    private static final int ACTORS = 2;

    /** That jcstress tries, for the estimate of how long it takes. */
    private static final int JVM_CONFIGURATIONS = 14;

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
            String classPath = System.getProperty("java.class.path");
            long planned = (long) cases.size() * (all ? JVM_CONFIGURATIONS : 1);
            try (Progress progress = progress(all ? "cases in configurations" : "cases", planned)) {
                CasePass pass = new CasePass(classPath, all, report, what -> ended(what, progress));
                CasePass.Verdict verdict;
                try {
                    verdict = pass.run(cases);
                } catch (InterruptedException e) {
                    out.printf("interrupted: %d of %d ended, %.0f s%n", ended, planned, progress.seconds());
                    throw e;
                }
                verdict.complaints().forEach(out::println);
                out.printf(
                        "%d of %d cases ran, %d of them weakened, %d complaints, %.0f s%n",
                        verdict.ran().size(),
                        cases.size(),
                        cases.stream().filter(Case::weakened).count(),
                        verdict.complaints().size(),
                        progress.seconds());
                return verdict.complaints().isEmpty() ? 0 : FAILED;
            }
        }

        private void ended(String what, Progress progress) {
            ended++;
            out.println(ended + " " + what);
            progress.at(ended);
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
