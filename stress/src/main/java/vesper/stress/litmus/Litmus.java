package vesper.stress.litmus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vesper.boot.OutputFile;
import vesper.boot.Progress;
import vesper.boot.Subcommand;
import vesper.boot.UsageError;
import vesper.stress.Engine;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.run.LitmusMachine;

/** {@code vesper litmus}: runs litmus tests on the machine, or judges them by a memory model. */
public final class Litmus extends Subcommand {
    public Litmus() {
        this(System.out, System.err);
    }

    /** For tests, which look at what is printed. */
    Litmus(PrintStream out, PrintStream err) {
        super("litmus", "run litmus tests, and judge them by the memory model", out, err);
    }

    @Override
    protected Callable<Integer> task(List<String> args) {
        return new Run();
    }

    private final class Run implements Callable<Integer> {
        @Parameters(
                paramLabel = "FILE|DIR|@INDEX",
                description = "tests, folders of them, or files that list them",
                arity = "0..*")
        private List<String> tests = new ArrayList<>();

        @Option(names = "-n", paramLabel = "N", description = "iterations of each test (${DEFAULT-VALUE})")
        private long iterations = 10_000;

        @Option(names = "-smp", paramLabel = "N", description = "the machine's harts; as many as each test has")
        private @Nullable Integer harts;

        @Option(
                names = "--engine",
                paramLabel = "E",
                description = "how harts execute: interp, jvm (all translated), mixed; as by default")
        private @Nullable String engine;

        @Option(names = "--shard", paramLabel = "I/N", description = "of each N tests only the I-th, from 1 to N")
        private @Nullable String shard;

        @Option(
                names = "--model",
                paramLabel = "M",
                split = ",",
                description = "run nothing, print what rvwmo, tso or sc allows")
        private List<String> models = new ArrayList<>();

        @Option(
                names = "--zalasr",
                paramLabel = "R",
                description = "the annotations of lw.aq and sw.rl: rcsc, as ratified, or rcpc (${DEFAULT-VALUE})")
        private String zalasr = "rcsc";

        @Option(names = "--verdicts", paramLabel = "TSV", description = "compare what models allow with a table")
        private @Nullable Path verdicts;

        @Option(
                names = "--explain",
                paramLabel = "STATE",
                description = "why a test may end so, or may not: '0:x5=1; [x]=2;'")
        private @Nullable String explain;

        @Option(names = "--dot", paramLabel = "F", description = "with --explain: the graph, for Graphviz")
        private @Nullable Path dot;

        @Option(names = "--svg", paramLabel = "F", description = "with --explain: the graph, as a picture")
        private @Nullable Path svg;

        @Option(names = "--generate", paramLabel = "DIR", description = "write the own suite's tests into a folder")
        private @Nullable Path generate;

        @Option(names = "--cycle", paramLabel = "C", description = "with --generate: one cycle's test, not the suite's")
        private @Nullable String cycle;

        @Option(
                names = "--json",
                paramLabel = "F",
                description = "write an object for each test, one a line; to - for standard output")
        private @Nullable Path json;

        @Option(
                names = "--html",
                paramLabel = "F",
                description = "write a page about the run; to - for standard output")
        private @Nullable Path html;

        @Option(
                names = {"-q", "--quiet"},
                description = "print only what is wrong, and the sums")
        private boolean quiet;

        @Override
        public Integer call() throws UsageError, IOException, InterruptedException {
            check();
            if (generate != null) {
                return new GenerateTask(generate, Optional.ofNullable(cycle)).run(out);
            }
            List<TestFile> files = TestFinder.find(tests);
            List<TestFile> mine = shard == null ? files : TestFinder.shard(files, shard);
            refuse(mine.isEmpty(), "--shard " + shard + ": none of the " + files.size() + " tests is left");
            return run(mine);
        }

        private void check() throws BadInputException {
            refuse(generate == null && tests.isEmpty(), "Missing required parameter: 'FILE|DIR|@INDEX'");
            refuse(generate != null && !tests.isEmpty(), "--generate goes without tests");
            refuse(generate == null && cycle != null, "--cycle is for --generate DIR");
            refuse(iterations < 1, "-n " + iterations + ": expected at least one iteration");
            refuse(
                    engine != null && Engine.named(engine).size() != 1,
                    "--engine " + engine + ": expected interp, jvm or mixed");
            int most = LitmusMachine.MAX_HARTS;
            refuse(
                    harts != null && (harts < 1 || harts > most),
                    "-smp " + harts + ": expected 1 to " + most + " harts");
            refuse(explain == null && (dot != null || svg != null), "--dot and --svg are for --explain STATE");
            refuse(html != null && judges(), "--html is for tests that are run");
            refuse(
                    explain != null && (json != null || verdicts != null),
                    "--explain goes without --json and --verdicts");
        }

        private static void refuse(boolean wrong, String message) throws BadInputException {
            if (wrong) {
                throw new BadInputException(message);
            }
        }

        /** Whether nothing is to be run. */
        private boolean judges() {
            return !models.isEmpty() || verdicts != null || explain != null;
        }

        private int run(List<TestFile> files) throws UsageError, IOException, InterruptedException {
            List<Model> chosen = chosenModels();
            if (explain != null) {
                refuse(files.size() != 1, "--explain: expected one test, found " + files.size());
                Model model = chosen.isEmpty() ? Model.RVWMO : chosen.getFirst();
                new ExplainTask(model, reading(), named(dot), named(svg))
                        .run(files.getFirst(), explain, reportBeside(dot, svg));
                return 0;
            }
            PrintStream report = reportBeside(json, html);
            try (Writer lines = json == null ? Writer.nullWriter() : writer(file(json));
                    Progress progress = judges()
                            ? progress("tests", files.size())
                            : progress("iterations", files.size() * iterations)) {
                if (judges()) {
                    VerdictTable table = verdicts == null ? null : VerdictTable.read(verdicts);
                    List<Model> models = chosen.isEmpty() ? List.of(Model.values()) : chosen;
                    boolean silent = quiet || table != null;
                    return new ModelTask(models, reading(), table, new Output(report, err, silent))
                            .run(files, lines, progress);
                }
                Optional<Engine> how = engine == null
                        ? Optional.empty()
                        : Engine.named(engine).stream().findFirst();
                return new MachineTask(iterations, harts, how, reading(), new Output(report, err, quiet))
                        .run(files, lines, HtmlPage.to(named(html)), progress);
            }
        }

        private @Nullable OutputFile named(@Nullable Path path) {
            return path == null ? null : file(path);
        }

        private static Writer writer(OutputFile file) throws UsageError {
            return new BufferedWriter(new OutputStreamWriter(file.open(), StandardCharsets.UTF_8));
        }

        private List<Model> chosenModels() throws BadInputException {
            List<Model> chosen = new ArrayList<>();
            for (String name : models) {
                chosen.add(Model.of(name)
                        .orElseThrow(() -> new BadInputException("--model " + name + ": expected rvwmo, tso or sc")));
            }
            return chosen;
        }

        private ZalasrReading reading() throws BadInputException {
            return switch (zalasr) {
                case "rcsc" -> ZalasrReading.RCSC;
                case "rcpc" -> ZalasrReading.RCPC;
                default -> throw new BadInputException("--zalasr " + zalasr + ": expected rcsc or rcpc");
            };
        }
    }
}
