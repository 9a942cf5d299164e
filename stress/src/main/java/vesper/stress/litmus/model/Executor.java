package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vesper.isa.Instruction;
import vesper.isa.Operand;
import vesper.stress.litmus.test.InitialState;
import vesper.stress.litmus.test.Line;
import vesper.stress.litmus.test.Step;
import vesper.stress.litmus.test.ThreadCode;

/**
 * Lists the runs of a thread: its loads return each of the values that their cells may hold, and a store-conditional
 * that may succeed does and does not.
 */
final class Executor {
    /** How often a run may go backwards because of a value that it loaded. */
    static final int ROUNDS = 4;

    private static final int MOST_STEPS = 1000;
    private static final int MOST_RUNS = 100_000;

    private final ThreadCode thread;
    private final Memory memory;
    private final long[] initial = new long[Registers.COUNT];
    private final List<Step> steps;
    private final List<Line> lines;
    private final Map<String, Integer> labels;
    private boolean cutShort;

    Executor(ThreadCode thread, Memory memory, InitialState init) {
        this.thread = thread;
        this.memory = memory;
        for (int register = 1; register < Registers.COUNT; register++) {
            initial[register] = memory.bits(init.register(thread.number(), register));
        }
        steps = thread.steps();
        lines = thread.linesOfSteps();
        labels = thread.labels();
    }

    /** Whether the last {@link #runs} left some out because they go round a loop more than {@link #ROUNDS} times. */
    boolean cutShort() {
        return cutShort;
    }

    /** Every run, by the values that cells may hold so far. */
    List<Run> runs() throws UnsupportedTestException {
        cutShort = false;
        List<Run> runs = new ArrayList<>();
        Choices choices = new Choices();
        do {
            HartState state = new HartState(thread.number(), new Registers(initial), choices);
            if (execute(state)) {
                runs.add(state.run());
            } else {
                cutShort = true;
            }
            if (runs.size() > MOST_RUNS) {
                throw unsupported("its loads can return too many values to list");
            }
        } while (choices.next());
        return runs;
    }

    /** Executes to the end; false if the run is one to leave out. */
    private boolean execute(HartState state) throws UnsupportedTestException {
        int rounds = 0;
        int pc = 0;
        for (int executed = 0; pc < steps.size(); executed++) {
            if (executed == MOST_STEPS) {
                throw unsupported("it executes more than " + MOST_STEPS + " instructions");
            }
            Step step = steps.get(pc);
            int next = pc + 1;
            if (step.target().isEmpty()) {
                new StepExecution(state, memory, step, lines.get(pc), executed).execute();
            } else if (jumps(step, state)) {
                next = labels.getOrDefault(step.target().get(), steps.size());
                if (next <= pc && state.control() != 0 && ++rounds > ROUNDS) {
                    return false;
                }
            }
            pc = next;
        }
        return true;
    }

    private boolean jumps(Step step, HartState state) throws UnsupportedTestException {
        if (step.row() == Instruction.JAL) {
            if (step.operand(Operand.RD) != 0) {
                throw unsupported("jal: the checker does not model addresses of instructions");
            }
            return true;
        }
        return state.branch(step);
    }

    private UnsupportedTestException unsupported(String why) {
        return new UnsupportedTestException("hart " + thread.number() + ": " + why);
    }
}
