package vesper.stress.litmus;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import vesper.boot.Progress;
import vesper.stress.litmus.model.Model;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.test.LitmusTest;

/** {@code vesper litmus --model}: judges tests by models, without running them. All of the host's cores judge. */
final class ModelTask {
    /** What a test came to: judgements, or why it is none. */
    private record Result(TestFile file, List<Judged> judged, String error) {}

    private final List<Model> models;
    private final ZalasrReading reading;
    private final @Nullable VerdictTable table;
    private final Output output;
    private int judgements;
    private int unsupported;
    private int errors;
    private int compared;
    private int disagreeing;

    /**
     * Prepares it.
     *
     * @param table to compare with, or null
     */
    ModelTask(List<Model> models, ZalasrReading reading, @Nullable VerdictTable table, Output output) {
        this.models = List.copyOf(models);
        this.reading = reading;
        this.table = table;
        this.output = output;
    }

    /**
     * Judges the tests and reports them in their order; if it is interrupted, those that it has come to.
     *
     * @param json takes a line for each test and model
     * @return the exit status: 1 for a disagreement with the table, 2 for a file that is no test
     */
    int run(List<TestFile> files, Writer json, Progress progress)
            throws InterruptedException, IOException, BadInputException {
        VerdictTable known = table;
        if (known != null && files.stream().noneMatch(known::has)) {
            throw new BadInputException("the table has none of these tests, such as "
                    + files.getFirst().path());
        }
        ExecutorService judges =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        int done = 0;
        try {
            List<Future<Result>> results = new ArrayList<>();
            for (TestFile file : files) {
                results.add(judges.submit(() -> judge(file)));
            }
            for (Future<Result> each : results) {
                report(result(each), json);
                progress.at(++done);
            }
        } finally {
            judges.shutdownNow();
            summary(done, progress.seconds());
        }
        return errors > 0 ? 2 : disagreeing > 0 ? 1 : 0;
    }

    private Result judge(TestFile file) {
        try {
            LitmusTest test = file.load();
            List<Judged> judged = models.stream()
                    .map(model -> Judged.of(file, test, model, reading))
                    .toList();
            return new Result(file, judged, "");
        } catch (BadInputException e) {
            return new Result(file, List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static Result result(Future<Result> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a judge failed", e.getCause());
        }
    }

    private void report(Result result, Writer json) throws IOException {
        if (!result.error.isEmpty()) {
            errors++;
            output.err().println("vesper: litmus: " + result.error);
        }
        boolean known = table != null && table.has(result.file);
        compared += known ? 1 : 0;
        boolean agrees = true;
        for (Judged judged : result.judged) {
            judgements++;
            unsupported += judged.states().isEmpty() ? 1 : 0;
            if (!output.quiet()) {
                output.out().println("Model " + judged.model());
                judged.report().forEach(output.out()::println);
            }
            json.write(judged.json() + "\n");
            List<String> lines = Optional.ofNullable(table)
                    .map(t -> t.disagreements(judged, reading))
                    .orElse(List.of());
            lines.forEach(output.out()::println);
            agrees &= lines.isEmpty();
        }
        disagreeing += agrees ? 0 : 1;
    }

    private void summary(int tests, double seconds) {
        String names = String.join(", ", models.stream().map(Model::toString).toList());
        output.out()
                .println(String.format(
                        Locale.ROOT,
                        "%d test%s by %s: %d judgements, %d unsupported, %d files in error, %.1f s",
                        tests,
                        tests == 1 ? "" : "s",
                        names,
                        judgements,
                        unsupported,
                        errors,
                        seconds));
        if (table != null) {
            output.out()
                    .printf(
                            "%d of the table's %d tests compared: %d agree, %d do not%n",
                            compared, table.size(), compared - disagreeing, disagreeing);
        }
    }
}
