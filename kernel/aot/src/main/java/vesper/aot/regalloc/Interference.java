package vesper.aot.regalloc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;
import vesper.aot.lower.MachineInstruction.Kind;

/** Which registers can't be one, which would like to, and what it costs to keep one in memory. */
final class Interference {
    /** A copy, and how often it runs. */
    record Move(int def, int use, double frequency) {}

    private final int size;
    private final BitSet edges = new BitSet(); // of a triangular matrix
    private final IntList[] neighbours;
    private final double[] costs;
    private final List<Move> moves = new ArrayList<>();
    private final IntList[] likings;

    Interference(MachineCode code) {
        size = code.registers();
        neighbours = new IntList[size];
        costs = new double[size];
        likings = new IntList[size];
        for (int i = 0; i < size; i++) {
            neighbours[i] = new IntList();
            likings[i] = new IntList();
        }
        Liveness liveness = new Liveness(code);
        for (MachineBlock block : code.blocks()) {
            build(block, liveness.out(block));
        }
        moves.sort(Comparator.comparingDouble(Move::frequency).reversed());
    }

    private void build(MachineBlock block, BitSet live) {
        double frequency = block.frequency();
        for (MachineInstruction instruction : block.instructions().reversed()) {
            addCosts(instruction, frequency);
            if (instruction.kind() == Kind.MOVE && isNode(instruction.def(0)) && isNode(instruction.use(0))) {
                moves.add(new Move(instruction.def(0), instruction.use(0), frequency));
                live.clear(instruction.use(0));
            }
            if (instruction.kind() == Kind.ROW && instruction.defCount() == 1 && instruction.useCount() > 0) {
                likings[instruction.def(0)].add(instruction.use(0));
                likings[instruction.use(0)].add(instruction.def(0));
            }
            for (int i = 0; i < instruction.defCount(); i++) {
                live.set(instruction.def(i));
            }
            for (int i = 0; i < instruction.defCount(); i++) {
                addEdges(instruction.def(i), live);
            }
            if (instruction.kind().isCall()) {
                for (int clobbered : Convention.clobbered()) {
                    addEdges(clobbered, live);
                }
            }
            if (instruction.definesEarly()) {
                for (int i = 0; i < instruction.defCount(); i++) {
                    for (int j = 0; j < instruction.useCount(); j++) {
                        addEdge(instruction.def(i), instruction.use(j));
                    }
                }
            }
            Liveness.step(instruction, live);
        }
    }

    private void addCosts(MachineInstruction instruction, double frequency) {
        for (int i = 0; i < instruction.defCount(); i++) {
            costs[instruction.def(i)] += frequency;
        }
        for (int i = 0; i < instruction.useCount(); i++) {
            costs[instruction.use(i)] += frequency;
        }
    }

    private void addEdges(int node, BitSet live) {
        for (int other = live.nextSetBit(0); other >= 0; other = live.nextSetBit(other + 1)) {
            addEdge(node, other);
        }
    }

    static boolean isNode(int register) {
        return register >= MachineInstruction.FIRST_VIRTUAL || Convention.isAllocatable(register);
    }

    static boolean isMachine(int register) {
        return register < MachineInstruction.FIRST_VIRTUAL;
    }

    /** Says whether it is new. */
    boolean addEdge(int a, int b) {
        if (a == b || !isNode(a) || !isNode(b) || (isMachine(a) && isMachine(b))) {
            return false;
        }
        int bit = bit(a, b);
        if (edges.get(bit)) {
            return false;
        }
        edges.set(bit);
        neighbours[a].add(b);
        neighbours[b].add(a);
        return true;
    }

    boolean hasEdge(int a, int b) {
        return (isMachine(a) && isMachine(b)) || edges.get(bit(a, b));
    }

    private static int bit(int a, int b) {
        int high = Math.max(a, b);
        return Math.addExact(Math.multiplyExact(high, high - 1) / 2, Math.min(a, b));
    }

    int size() {
        return size;
    }

    IntList neighbours(int node) {
        return neighbours[node];
    }

    /** With which it would rather be one, since many a compressed form has its first source as destination. */
    IntList likings(int node) {
        return likings[node];
    }

    double cost(int node) {
        return costs[node];
    }

    void addCost(int node, double cost) {
        costs[node] += cost;
    }

    void setCost(int node, double cost) {
        costs[node] = cost;
    }

    /** The most frequent first. */
    List<Move> moves() {
        return moves;
    }
}
