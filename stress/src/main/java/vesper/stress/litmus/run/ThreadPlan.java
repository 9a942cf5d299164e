package vesper.stress.litmus.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vesper.isa.Format;
import vesper.isa.Operand;
import vesper.isa.Register;
import vesper.stress.litmus.test.LitmusTest;
import vesper.stress.litmus.test.Observed;
import vesper.stress.litmus.test.Step;
import vesper.stress.litmus.test.ThreadCode;
import vesper.stress.litmus.test.Value;

/**
 * What the harness has to do around a thread: which registers to fill before and to keep after, and which one it may
 * have for itself.
 *
 * <p>Each iteration has a record, which that register points to:
 *
 * <pre>
 *   0  number    1 for the first iteration; 0 ends the batch
 *   8  skew      rounds of a loop between the barrier and the test
 *  16  warm      an address to load from before the barrier
 *  24  paused    whether to take the test's instructions with pauses between them
 *  32  pointers  the registers that start with a location's address
 *      results   the observed registers as they were in the end
 * </pre>
 *
 * @param constants what registers start with that is no address
 * @param results the observed registers
 * @param record the register that points to the record
 * @param pause a register that the test does not use either, if there is one
 * @param borrowed whether the test uses this register itself, so that {@code mscratch} keeps the pointer meanwhile
 */
record ThreadPlan(
        ThreadCode code,
        SortedMap<Integer, Long> constants,
        List<Pointer> pointers,
        List<Integer> results,
        Register record,
        Optional<Register> pause,
        boolean borrowed) {
    static final int NUMBER = 0;
    static final int SKEW = 8;
    static final int WARM = 16;
    static final int PAUSED = 24;
    private static final int POINTERS = 32;

    private static final int REGISTERS = 32;

    /** A register that starts with the address of a place in a location. */
    record Pointer(int register, Value.Address target) {}

    static ThreadPlan of(LitmusTest test, ThreadCode code) {
        List<Integer> results = test.observed().stream()
                .filter(name -> name instanceof Observed.Register register && register.hart() == code.number())
                .map(name -> ((Observed.Register) name).number())
                .toList();
        BitSet used = registers(code);
        results.forEach(used::set);
        test.init().registers().keySet().stream()
                .filter(name -> name.hart() == code.number())
                .forEach(name -> used.set(name.number()));
        used.clear(0);

        SortedMap<Integer, Long> constants = new TreeMap<>();
        List<Pointer> pointers = new ArrayList<>();
        used.stream().forEach(register -> {
            switch (test.init().register(code.number(), register)) {
                case Value.Literal literal -> constants.put(register, literal.value());
                case Value.Address address -> pointers.add(new Pointer(register, address));
            }
        });
        int free = used.previousClearBit(REGISTERS - 1);
        boolean borrowed = free == 0;
        Register record = Register.of(borrowed ? REGISTERS - 1 : free);
        used.set(free);
        int second = used.previousClearBit(REGISTERS - 1);
        Optional<Register> pause = second <= 0 ? Optional.empty() : Optional.of(Register.of(second));
        return new ThreadPlan(code, constants, List.copyOf(pointers), results, record, pause, borrowed);
    }

    private static BitSet registers(ThreadCode code) {
        BitSet used = new BitSet(REGISTERS);
        for (Step step : code.steps()) {
            for (Operand operand : List.of(Operand.RD, Operand.RS1, Operand.RS2, Operand.BASE)) {
                if (step.has(operand)) {
                    int number = (int) step.operand(operand);
                    used.set(number);
                    boolean pair = step.accessBytes() > Long.BYTES && operand != Operand.BASE;
                    if (pair && number < REGISTERS - 1) {
                        used.set(number + 1);
                    }
                }
            }
        }
        return used;
    }

    /** Those of the pointers whose registers are bases of loads: what it loads from, unless it computes addresses. */
    List<Pointer> loaded() {
        return pointers.stream()
                .filter(pointer -> code.steps().stream()
                        .anyMatch(step -> step.row().format() == Format.I_LOAD
                                && step.operand(Operand.BASE) == pointer.register()))
                .toList();
    }

    /** Where in a record the pointer of this index is. */
    int pointerOffset(int index) {
        return POINTERS + Long.BYTES * index;
    }

    /** Where in a record the result of this index is. */
    int resultOffset(int index) {
        return POINTERS + Long.BYTES * (pointers.size() + index);
    }

    /** Bytes from one record to the next. */
    int stride() {
        return (resultOffset(results.size()) + GuestMap.LINE - 1) & -GuestMap.LINE;
    }
}
