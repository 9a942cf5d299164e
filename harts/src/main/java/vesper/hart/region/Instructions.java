package vesper.hart.region;

import vesper.hart.code.Op;
import vesper.hart.code.Ops;

/** Writes the instructions of a unit, each by the class that knows its kind. */
final class Instructions {
    final MemoryCode memory;
    private final Writer w;
    private final IntegerCode integers;
    private final AtomicCode atomics;
    private final FloatCode floats;
    private final CsrCode csrs;
    private final ControlCode control;

    Instructions(Writer w) {
        this.w = w;
        this.integers = new IntegerCode(w);
        this.memory = new MemoryCode(w);
        this.atomics = new AtomicCode(w);
        this.floats = new FloatCode(w);
        this.csrs = new CsrCode(w);
        this.control = new ControlCode(w);
    }

    /** Writes it all; control falls through to the unit that follows in the region, if one does. */
    void write(Unit unit) {
        w.before = 0;
        w.accesses = 0;
        w.words.forgetAll();
        for (w.place = 0; w.place < unit.steps.size(); w.place++) {
            Step step = unit.steps.get(w.place);
            if (Ops.isBranch(step.op()) || Ops.isJump(step.op())) {
                w.retire(w.before + 1);
                transfer(unit, step);
                w.before = 0;
                w.accesses = 0;
            } else {
                plain(step);
                w.before++;
                w.accesses += Ops.isAccess(step.op()) ? 1 : 0;
            }
        }
        Step last = unit.last();
        if (w.before > 0) {
            w.retire(w.before);
        }
        if (Ops.isJump(last.op())) {
            return;
        }
        Integer following = w.shape.steps.higherKey(last.offset());
        if (!w.shape.has(last.next())) {
            w.leaveFor(last.next());
        } else if (following != null && following != last.next()) {
            w.code.goto_(w.labelOf(last.next())); // over an instruction that begins within this one
        }
    }

    private void transfer(Unit unit, Step step) {
        if (unit.leadsToNextTurn(w.place)) {
            control.again(step);
            return;
        }
        switch (step.op()) {
            case Op.JAL -> control.jal(step);
            case Op.JALR -> control.jalr(step);
            default -> control.branch(step);
        }
    }

    private void plain(Step step) {
        int op = step.op();
        if (op == Op.FENCE) {
            atomics.fence(step);
        } else if (Ops.isMemory(op)) {
            memory.write(step);
        } else if (Ops.isCsr(op)) {
            csrs.write(step);
        } else if (op >= Op.FIRST_FLOAT) {
            floats.write(step);
        } else if (op >= Op.FIRST_ATOMIC) {
            atomics.write(step);
        } else {
            integers.write(step);
        }
    }
}
