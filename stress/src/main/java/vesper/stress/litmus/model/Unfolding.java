package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vesper.stress.litmus.test.LitmusTest;

/**
 * The runs that each hart can make.
 *
 * <p>What a load may return is what some store may write, which may depend on what another load returns. So the runs
 * are listed again and again, each time with the values stored in the runs before, until no new value appears. In an
 * execution that a model allows, a value goes through each store at most once, since the store's data follows what it
 * depends on in the global memory order; so as many rounds as there are stores are enough.
 *
 * @param runs of each hart
 * @param limit which runs were left out, if any
 */
record Unfolding(Memory memory, List<List<Run>> runs, Optional<String> limit) {
    static Unfolding of(LitmusTest test) throws UnsupportedTestException {
        Optional<String> unsupported = test.unsupported();
        if (unsupported.isPresent()) {
            throw new UnsupportedTestException(unsupported.get());
        }
        Memory memory = new Memory(test.init());
        List<Executor> harts = test.threads().stream()
                .map(thread -> new Executor(thread, memory, test.init()))
                .toList();
        List<List<Run>> runs = List.of();
        int round = 0;
        boolean more = true;
        while (more) {
            runs = new ArrayList<>();
            for (Executor hart : harts) {
                runs.add(hart.runs());
            }
            if (!divide(memory, runs)) {
                more = spread(runs) && round++ < stores(runs);
            }
        }
        return new Unfolding(memory, List.copyOf(runs), limit(harts));
    }

    /**
     * Puts a run of each hart together, in every way that gives each load a store whose value it returns.
     *
     * @throws UnsupportedTestException if there are too many ways, or too many operations
     */
    void forEachCandidate(Consumer<Candidate> action) throws UnsupportedTestException {
        new Candidates(memory, runs).forEach(action);
    }

    /** Makes whole cells of what each operation touches; false if they were already. */
    private static boolean divide(Memory memory, List<List<Run>> runs) {
        boolean divided = false;
        for (Operation operation : operations(runs)) {
            divided |=
                    memory.divide(operation.where().address(), operation.where().bytes());
        }
        return divided;
    }

    /** Adds all that is stored to what the cells may hold; false if they held it already. */
    private static boolean spread(List<List<Run>> runs) {
        boolean added = false;
        for (Operation operation : operations(runs)) {
            if (operation.isStore()) {
                for (Cell cell : operation.where().cells()) {
                    added |= cell.mayHold(operation.stored(cell));
                }
            }
        }
        return added;
    }

    private static List<Operation> operations(List<List<Run>> runs) {
        return runs.stream()
                .flatMap(List::stream)
                .flatMap(run -> run.operations().stream())
                .toList();
    }

    /** The most stores that an execution can have. */
    private static long stores(List<List<Run>> runs) {
        return runs.stream()
                .mapToLong(hart -> hart.stream()
                        .mapToLong(run -> run.operations().stream()
                                .filter(Operation::isStore)
                                .count())
                        .max()
                        .orElse(0))
                .sum();
    }

    private static Optional<String> limit(List<Executor> harts) {
        for (int hart = 0; hart < harts.size(); hart++) {
            if (harts.get(hart).cutShort()) {
                return Optional.of("executions in which hart %d goes round its loop more than %d times are left out"
                        .formatted(hart, Executor.ROUNDS));
            }
        }
        return Optional.empty();
    }
}
