package vesper.aot.regalloc;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;

/**
 * Finds out whether each use reads the value that was meant, by following on all ways through the code which virtual
 * registers' values each register of the machine and each slot holds. It knows nothing of how the registers were chosen.
 */
public final class AllocationChecker {
    private static final int REGISTERS = MachineInstruction.FIRST_VIRTUAL;

    private final MachineCode code;
    private final Allocation allocation;
    private final Map<MachineBlock, BitSet[]> in = new HashMap<>(); // by place, whose values it holds

    private AllocationChecker(MachineCode code, Allocation allocation) {
        this.code = code;
        this.allocation = allocation;
    }

    /**
     * Checks an allocation.
     *
     * @throws IllegalStateException naming the method and the instruction that reads something else
     */
    public static void check(MachineCode code, Allocation allocation) {
        new AllocationChecker(code, allocation).check();
    }

    private void check() {
        BitSet[] start = new BitSet[REGISTERS + allocation.slots()];
        for (int place = 0; place < start.length; place++) {
            start[place] = new BitSet();
            start[place].set(place, place < REGISTERS ? place + 1 : place);
        }
        MachineBlock entry = code.blocks().getFirst();
        in.put(entry, start);
        Deque<MachineBlock> work = new ArrayDeque<>(List.of(entry));
        while (!work.isEmpty()) {
            MachineBlock block = work.removeFirst();
            BitSet[] state = copy(block);
            block.instructions().forEach(instruction -> step(instruction, state, false));
            for (MachineBlock succ : block.succs()) {
                if (meet(succ, state)) {
                    work.add(succ);
                }
            }
        }
        for (MachineBlock block : code.blocks()) {
            if (in.containsKey(block)) {
                BitSet[] state = copy(block);
                block.instructions().forEach(instruction -> step(instruction, state, true));
            }
        }
    }

    private BitSet[] copy(MachineBlock block) {
        return copy(Objects.requireNonNull(in.get(block)));
    }

    private static BitSet[] copy(BitSet[] state) {
        return Arrays.stream(state).map(BitSet::clone).toArray(BitSet[]::new);
    }

    /** Leaves what holds on all ways into a block; says whether that is less than before. */
    private boolean meet(MachineBlock block, BitSet[] state) {
        BitSet[] before = in.putIfAbsent(block, copy(state));
        if (before == null) {
            return true;
        }
        boolean less = false;
        for (int place = 0; place < state.length; place++) {
            int size = before[place].cardinality();
            before[place].and(state[place]);
            less |= before[place].cardinality() < size;
        }
        return less;
    }

    private void step(MachineInstruction instruction, BitSet[] state, boolean demand) {
        for (int i = 0; demand && i < instruction.useCount(); i++) {
            int name = allocation.origin(instruction.use(i));
            if (!state[place(instruction.use(i))].get(name)) {
                throw wrong(instruction, instruction.use(i));
            }
        }
        int slot = REGISTERS + (int) instruction.imm();
        switch (instruction.kind()) {
            case MOVE -> copy(instruction.def(0), place(instruction.use(0)), state);
            case SPILL -> state[slot] = (BitSet) state[place(instruction.use(0))].clone();
            case RELOAD -> {
                if (demand && !state[slot].get(allocation.origin(instruction.def(0)))) {
                    throw wrong(instruction, instruction.def(0));
                }
                state[place(instruction.def(0))] = (BitSet) state[slot].clone();
            }
            default -> define(instruction, state);
        }
    }

    private IllegalStateException wrong(MachineInstruction instruction, int register) {
        return new IllegalStateException(
                "%s: the value of %%%d is not there for %s".formatted(code.method(), register, instruction));
    }

    private int place(int register) {
        return allocation.register(register).number();
    }

    private void copy(int def, int from, BitSet[] state) {
        BitSet held = (BitSet) state[from].clone();
        int name = allocation.origin(def);
        for (BitSet other : state) {
            other.clear(name);
        }
        held.set(name);
        state[place(def)] = held;
    }

    private void define(MachineInstruction instruction, BitSet[] state) {
        if (instruction.kind().isCall()) {
            for (int clobbered : Convention.clobbered()) {
                state[clobbered].clear();
            }
        }
        for (int i = 0; i < instruction.defCount(); i++) {
            int name = allocation.origin(instruction.def(i));
            for (BitSet other : state) {
                other.clear(name);
            }
            state[place(instruction.def(i))].clear();
            state[place(instruction.def(i))].set(name);
        }
        if (instruction.definesEarly()) {
            checkApart(instruction);
        }
    }

    private void checkApart(MachineInstruction instruction) {
        for (int i = 0; i < instruction.defCount(); i++) {
            for (int j = 0; j < instruction.useCount(); j++) {
                if (allocation.isSame(instruction.def(i), instruction.use(j))) {
                    throw wrong(instruction, instruction.use(j));
                }
            }
        }
    }
}
