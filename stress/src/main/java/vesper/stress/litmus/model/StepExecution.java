package vesper.stress.litmus.model;

import java.util.List;
import vesper.isa.Extension;
import vesper.isa.Format;
import vesper.isa.Instruction;
import vesper.isa.Operand;
import vesper.stress.litmus.model.Operation.Annotation;
import vesper.stress.litmus.model.Operation.Dependencies;
import vesper.stress.litmus.model.Operation.Kind;
import vesper.stress.litmus.test.Line;
import vesper.stress.litmus.test.Step;

/**
 * One instruction of a run, but for branches and jumps. Which operands are address sources and which data sources, and
 * what carries a dependency to {@code rd}, is the section "Source and Destination Register Listings".
 */
final class StepExecution {
    private static final int MOST_OPERATIONS = Long.SIZE;
    private static final int FAILED = 1;
    private static final int UNPAIRED = -1;

    private final HartState state;
    private final Registers registers;
    private final Memory memory;
    private final Step step;
    private final Line line;
    private final int position;

    /**
     * @param position among the instructions of the run
     */
    StepExecution(HartState state, Memory memory, Step step, Line line, int position) {
        this.state = state;
        this.registers = state.registers();
        this.memory = memory;
        this.step = step;
        this.line = line;
        this.position = position;
    }

    void execute() throws UnsupportedTestException {
        switch (step.row().format()) {
            case I_LOAD, R_LOAD -> load();
            case S, R_STORE -> store();
            case R_LR -> loadReserved();
            case R_SC -> storeConditional();
            case R_CAS -> compareAndSwap();
            case R_AMO -> amo();
            case I_FENCE -> fence();
            case I_NONE -> fenceI();
            default -> compute();
        }
    }

    private void compute() throws UnsupportedTestException {
        long a = 0;
        long b = 0;
        long from = 0;
        if (step.has(Operand.RS1)) {
            a = value(Operand.RS1);
            from |= origins(Operand.RS1);
        }
        if (step.has(Operand.RS2)) {
            b = value(Operand.RS2);
            from |= origins(Operand.RS2);
        }
        for (Operand immediate : List.of(Operand.IMM_I, Operand.IMM_U, Operand.SHAMT, Operand.SHAMT_W)) {
            if (step.has(immediate)) {
                b = step.operand(immediate);
            }
        }
        write(Arithmetic.evaluate(step.row(), a, b), from);
    }

    private void fence() {
        int predecessors = (int) step.operand(Operand.PRED);
        int successors = (int) step.operand(Operand.SUCC);
        state.add(new Fence(position, line.text(), predecessors, successors, step.isFenceTso()));
    }

    /** {@code fence.i} orders instruction fetches, no main memory (chapter "Zifencei"). */
    private void fenceI() throws UnsupportedTestException {
        if (step.row() != Instruction.FENCE_I) {
            throw unsupported("the checker does not model it");
        }
    }

    private void load() throws UnsupportedTestException {
        long address = value(Operand.BASE) + offset(Operand.IMM_I);
        Dependencies from = new Dependencies(origins(Operand.BASE), 0, state.control());
        int piece = piece(address);
        long value = 0;
        long loads = 0;
        for (int at = 0; at < step.accessBytes(); at += piece) {
            Footprint where = footprint(address + at, piece);
            long part = choose(where);
            loads |= record(Kind.LOAD, where, part, 0, annotation(Kind.LOAD), from, UNPAIRED);
            value |= part << (Byte.SIZE * at);
        }
        write(extend(value), loads);
    }

    private void store() throws UnsupportedTestException {
        long address = value(Operand.BASE) + offset(Operand.IMM_S);
        long value = value(Operand.RS2);
        int piece = piece(address);
        for (int at = 0; at < step.accessBytes(); at += piece) {
            Footprint where = footprint(address + at, piece);
            record(Kind.STORE, where, 0, value >>> (Byte.SIZE * at), annotation(Kind.STORE), baseAndSource(), UNPAIRED);
        }
    }

    private void loadReserved() throws UnsupportedTestException {
        Footprint where = aligned();
        long value = choose(where);
        Dependencies from = new Dependencies(origins(Operand.BASE), 0, state.control());
        Annotation annotation = new Annotation(step.aq(), step.aq() && step.rl(), false);
        long load = record(Kind.LOAD_RESERVED, where, value, 0, annotation, from, UNPAIRED);
        state.reserve();
        write(extend(value), load);
    }

    /**
     * It may succeed if it is paired, whatever the addresses, as the note at the atomicity axiom says, and may always
     * fail. "An unsuccessful SC instruction does not give rise to any memory operations", and carries no dependency.
     */
    private void storeConditional() throws UnsupportedTestException {
        int paired = state.takeReserved();
        Footprint where = aligned();
        if (paired == UNPAIRED || state.choices().choose(2) == FAILED) {
            write(FAILED, 0);
            return;
        }
        Annotation annotation = new Annotation(step.aq() && step.rl(), step.rl(), false);
        write(0, record(Kind.STORE_CONDITIONAL, where, 0, value(Operand.RS2), annotation, baseAndSource(), paired));
    }

    private void amo() throws UnsupportedTestException {
        Footprint where = aligned();
        long old = choose(where);
        long value = Arithmetic.combine(step.row(), extend(old), extend(value(Operand.RS2)));
        Annotation annotation = new Annotation(step.aq(), step.rl(), false);
        write(extend(old), record(Kind.AMO, where, old, value, annotation, baseAndSource(), UNPAIRED));
    }

    /**
     * One that does not swap is a load, and "does not have release semantics, regardless of rl" (chapter "Zacas").
     * {@code rd} is a source register too.
     */
    private void compareAndSwap() throws UnsupportedTestException {
        if (step.accessBytes() > Long.BYTES) {
            throw unsupported("the checker does not model it");
        }
        Footprint where = aligned();
        long old = choose(where);
        boolean swaps = extend(old) == extend(value(Operand.RD));
        long value = swaps ? value(Operand.RS2) : 0;
        long data = origins(Operand.RS2) | origins(Operand.RD);
        Dependencies from = new Dependencies(origins(Operand.BASE), data, state.control());
        Annotation annotation = new Annotation(step.aq(), step.rl() && swaps, false);
        write(extend(old), record(swaps ? Kind.AMO : Kind.LOAD, where, old, value, annotation, from, UNPAIRED));
    }

    private long value(Operand register) {
        return registers.value(step.operand(register));
    }

    private long origins(Operand register) {
        return registers.origins(step.operand(register));
    }

    private void write(long value, long from) {
        registers.write(step.operand(Operand.RD), value, from);
    }

    private Dependencies baseAndSource() {
        return new Dependencies(origins(Operand.BASE), origins(Operand.RS2), state.control());
    }

    private long offset(Operand immediate) {
        return step.has(immediate) ? step.operand(immediate) : 0;
    }

    private boolean isZalasr() {
        return step.isZalasr() || step.row().extension() == Extension.ZALASR;
    }

    /** The annotation that gives a load-acquire or store-release its name is there without being asked for. */
    private Annotation annotation(Kind kind) {
        return isZalasr()
                ? new Annotation(step.aq() || kind == Kind.LOAD, step.rl() || kind == Kind.STORE, true)
                : Annotation.NONE;
    }

    /** A loaded value as {@code rd} takes it: sign-extended, or zero-extended by {@code lbu}, {@code lhu}, {@code lwu}. */
    private long extend(long value) {
        boolean unsigned = step.row().format() == Format.I_LOAD && (step.row().match() >>> 12 & 4) != 0;
        int unused = Long.SIZE - Byte.SIZE * step.accessBytes();
        return unsigned ? value << unused >>> unused : value << unused >> unused;
    }

    /**
     * A misaligned load or store "may be decomposed into a set of component memory operations of any granularity";
     * bytes allow whatever coarser components do.
     */
    private int piece(long address) throws UnsupportedTestException {
        if (address % step.accessBytes() == 0) {
            return step.accessBytes();
        }
        if (isZalasr()) {
            throw unsupported("its address is not aligned");
        }
        return 1;
    }

    private Footprint aligned() throws UnsupportedTestException {
        long address = value(Operand.BASE);
        if (address % step.accessBytes() != 0) {
            throw unsupported("its address is not aligned");
        }
        return footprint(address, step.accessBytes());
    }

    private Footprint footprint(long address, int bytes) throws UnsupportedTestException {
        if (!memory.contains(address, bytes)) {
            throw unsupported("it accesses 0x%x, which is in no location".formatted(address));
        }
        return new Footprint(address, bytes, memory.cells(address, bytes));
    }

    /** One of the values that the bytes may hold. */
    private long choose(Footprint where) {
        long value = 0;
        for (Cell cell : where.cells()) {
            long part = cell.values().get(state.choices().choose(cell.values().size()));
            value |= cell.placed(part, where.address());
        }
        return value & Cell.mask(where.bytes());
    }

    /** Adds an operation; its bit. */
    private long record(
            Kind kind, Footprint where, long loaded, long stored, Annotation annotation, Dependencies from, int paired)
            throws UnsupportedTestException {
        int index = state.operations();
        if (index == MOST_OPERATIONS) {
            throw unsupported("the hart has more than " + MOST_OPERATIONS + " memory operations");
        }
        state.add(new Operation(
                state.hart(),
                index,
                position,
                line.number(),
                line.text(),
                kind,
                where,
                loaded,
                stored & Cell.mask(where.bytes()),
                annotation,
                from,
                paired));
        return 1L << index;
    }

    private UnsupportedTestException unsupported(String why) {
        return new UnsupportedTestException(
                "hart %d, line %d: %s: %s".formatted(state.hart(), line.number(), line.text(), why));
    }
}
