package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.List;
import vesper.isa.Operand;
import vesper.stress.litmus.test.Step;

/** A hart in the midst of a run. */
final class HartState {
    private final int hart;
    private final Registers registers;
    private final Choices choices;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Fence> fences = new ArrayList<>();

    /** The operations that a branch executed so far has a syntactic dependency on. */
    private long control;

    /** Index of the load-reserved that a store-conditional would be paired with, or -1. */
    private int reserved = -1;

    HartState(int hart, Registers registers, Choices choices) {
        this.hart = hart;
        this.registers = registers;
        this.choices = choices;
    }

    int hart() {
        return hart;
    }

    Registers registers() {
        return registers;
    }

    Choices choices() {
        return choices;
    }

    Run run() {
        return new Run(operations, fences, registers.values());
    }

    /** On which operations what follows has a control dependency; bit {@code i} is operation {@code i}. */
    long control() {
        return control;
    }

    /** Whether a branch is taken. What follows, whichever way, has a control dependency on what it depends on. */
    boolean branch(Step branch) {
        long rs1 = branch.operand(Operand.RS1);
        long rs2 = branch.operand(Operand.RS2);
        control |= registers.origins(rs1) | registers.origins(rs2);
        return Arithmetic.taken(branch.row(), registers.value(rs1), registers.value(rs2));
    }

    /** How many operations there are so far: the index of the next. */
    int operations() {
        return operations.size();
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    void add(Fence fence) {
        fences.add(fence);
    }

    /** The operation last added is a load-reserved: the next store-conditional is paired with it. */
    void reserve() {
        reserved = operations.size() - 1;
    }

    /** What a store-conditional is paired with, or -1; then nothing is, until the next load-reserved. */
    int takeReserved() {
        int paired = reserved;
        reserved = -1;
        return paired;
    }
}
