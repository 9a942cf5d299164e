package vesper.stress.litmus;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import vesper.boot.Progress;
import vesper.boot.UsageError;
import vesper.hart.state.Acceleration;
import vesper.stress.Engine;
import vesper.stress.litmus.model.ZalasrReading;
import vesper.stress.litmus.run.LitmusMachine;
import vesper.stress.litmus.run.RunFailure;
import vesper.stress.litmus.test.LitmusTest;

/**
 * {@code vesper litmus}: runs tests on the machine, and looks for states that RVWMO does not allow.
 *
 * <p>Judging takes all of the host's cores, and would disturb the harts' races. So a number of tests are judged, then
 * run, then the next ones.
 */
final class MachineTask {
    private static final int TOGETHER = 64;

    private final long iterations;
    private final @Nullable Integer harts;
    private final Optional<Engine> engine;
    private final ZalasrReading reading;
    private final Output output;
    private final long seed = System.nanoTime();
    private final Sums sums = new Sums();
    private @Nullable LitmusMachine machine;

    /**
     * Prepares it.
     *
     * @param harts of the machine, or null for as many as the tests need
     * @param engine how its harts execute; if there is none, as they do by default
     */
    MachineTask(
            long iterations, @Nullable Integer harts, Optional<Engine> engine, ZalasrReading reading, Output output) {
        this.iterations = iterations;
        this.harts = harts;
        this.engine = engine;
        this.reading = reading;
        this.output = output;
    }

    /**
     * Runs the tests and reports them in their order. If it is interrupted, it reports what it has seen until then, the
     * present test's iterations included.
     *
     * @param json takes a line for each test
     * @param progress is told of iterations
     * @return the exit status: 1 if a forbidden state was seen, 2 if a test could not be run to its end
     */
    int run(List<TestFile> files, Writer json, HtmlPage page, Progress progress)
            throws IOException, InterruptedException, UsageError {
        ExecutorService judges =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (int start = 0; start < files.size(); start += TOGETHER) {
                List<TestFile> some = files.subList(start, Math.min(files.size(), start + TOGETHER));
                int done = start;
                for (Future<Trial> judged : judges.invokeAll(judgements(some))) {
                    long before = done * iterations;
                    Trial trial = attempt(result(judged), now -> progress.at(before + now, sums.brief()));
                    report(trial, json, page);
                    progress.at(++done * iterations, sums.brief());
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
        } finally {
            judges.shutdownNow();
            stop();
            page.finish(sums, progress.seconds());
            sums.table(progress.seconds()).forEach(output.out()::println);
        }
        if (sums.count(Trial.Kind.FORBIDDEN) > 0) {
            return 1;
        }
        return sums.count(Trial.Kind.ERROR) > 0 ? 2 : 0;
    }

    private List<Callable<Trial>> judgements(List<TestFile> files) {
        List<Callable<Trial>> tasks = new ArrayList<>();
        for (TestFile file : files) {
            tasks.add(() -> Trial.of(file, reading));
        }
        return tasks;
    }

    private static Trial result(Future<Trial> judged) throws InterruptedException {
        try {
            return judged.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a judge failed", e.getCause());
        }
    }

    private Trial attempt(Trial trial, LongConsumer progress) {
        LitmusTest test = trial.test();
        if (test == null || trial.kind() != Trial.Kind.OK) {
            return trial;
        }
        int needed = test.threads().size();
        int most = harts == null ? LitmusMachine.MAX_HARTS : harts;
        if (needed > most) {
            return trial.failed(Trial.Kind.UNSUPPORTED, "needs " + needed + " harts, there are " + most);
        }
        long started = System.nanoTime();
        try {
            return trial.seen(
                    machine(harts == null ? needed : harts).run(test, iterations, seed, done -> {
                        progress.accept(done);
                        return !Thread.currentThread().isInterrupted();
                    }),
                    (System.nanoTime() - started) / 1e9);
        } catch (RunFailure e) {
            boolean tried = e.kind() == RunFailure.Kind.ERROR;
            return trial.failed(tried ? Trial.Kind.ERROR : Trial.Kind.UNSUPPORTED, String.valueOf(e.getMessage()));
        }
    }

    /**
     * A machine of at least so many harts: a new one for each test if it is to translate, since a translator leaves code
     * alone that changes time and again.
     */
    private LitmusMachine machine(int needed) {
        LitmusMachine present = machine;
        if (present == null || present.harts() < needed || engine.isPresent()) {
            stop();
            present = new LitmusMachine(needed, engine.map(Engine::acceleration).orElse(Acceleration.DEFAULT));
            machine = present;
        }
        return present;
    }

    private void report(Trial trial, Writer json, HtmlPage page) throws IOException {
        sums.add(trial);
        if (!output.quiet() || trial.kind() != Trial.Kind.OK) {
            trial.report().forEach(output.out()::println);
        }
        json.write(trial.json() + "\n");
        page.add(trial);
    }

    private void stop() {
        if (machine != null) {
            machine.close();
        }
    }
}
