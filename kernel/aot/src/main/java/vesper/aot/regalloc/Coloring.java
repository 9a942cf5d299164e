package vesper.aot.regalloc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import vesper.aot.lower.MachineInstruction;
import vesper.aot.regalloc.Interference.Move;
import vesper.isa.Register;

/**
 * Iterated register coalescing: L. George and A. W. Appel, ACM TOPLAS 18(3), 1996. Nodes that surely get a colour are
 * put aside, copies whose registers may become one without harm are joined, and where neither goes on, a copy is given
 * up or a node is put aside that may have to live in memory.
 */
final class Coloring {
    private enum State {
        MACHINE,
        LOW,
        LOW_WITH_MOVES,
        HIGH,
        ASIDE,
        JOINED
    }

    private final Interference graph;
    private final Register[] palette;
    private final BitSet inPalette = new BitSet();
    private final int colours;
    private final State[] states;
    private final int[] degrees;
    private final int[] aliases;
    private final int[] assigned;
    private final IntList[] movesOf;
    private final BitSet low = new BitSet();
    private final BitSet lowWithMoves = new BitSet();
    private final BitSet high = new BitSet();
    private final BitSet ready = new BitSet(); // moves that may be joined
    private final BitSet waiting = new BitSet(); // moves that may be joined later
    private final IntList aside = new IntList();
    private final BitSet uncoloured = new BitSet();

    Coloring(Interference graph, List<Register> palette) {
        this.graph = graph;
        this.palette = palette.toArray(Register[]::new);
        this.colours = palette.size();
        palette.forEach(register -> inPalette.set(register.number()));
        int size = graph.size();
        states = new State[size];
        degrees = new int[size];
        aliases = new int[size];
        assigned = new int[size];
        movesOf = new IntList[size];
        for (int node = 0; node < size; node++) {
            aliases[node] = node;
            movesOf[node] = new IntList();
        }
        for (int i = 0; i < graph.moves().size(); i++) {
            movesOf[graph.moves().get(i).def()].add(i);
            movesOf[graph.moves().get(i).use()].add(i);
        }
        ready.set(0, graph.moves().size());
        for (int node = 0; node < size; node++) {
            begin(node);
        }
        run();
    }

    private void begin(int node) {
        if (Interference.isMachine(node)) {
            states[node] = State.MACHINE;
            assigned[node] = node;
            degrees[node] = Integer.MAX_VALUE / 2;
        } else {
            degrees[node] = graph.neighbours(node).size();
            classify(node);
        }
    }

    private void classify(int node) {
        low.clear(node);
        lowWithMoves.clear(node);
        high.clear(node);
        if (degrees[node] >= colours) {
            states[node] = State.HIGH;
            high.set(node);
        } else if (hasMoves(node)) {
            states[node] = State.LOW_WITH_MOVES;
            lowWithMoves.set(node);
        } else {
            states[node] = State.LOW;
            low.set(node);
        }
    }

    private void run() {
        while (true) {
            if (!low.isEmpty()) {
                putAside(low.nextSetBit(0));
            } else if (!ready.isEmpty()) {
                join(ready.nextSetBit(0));
            } else if (!lowWithMoves.isEmpty()) {
                freeze(lowWithMoves.nextSetBit(0));
            } else if (!high.isEmpty()) {
                int victim = cheapest();
                giveUpMoves(victim);
                putAside(victim);
            } else {
                break;
            }
        }
        assign();
    }

    private boolean hasMoves(int node) {
        IntList moves = movesOf[node];
        for (int i = 0; i < moves.size(); i++) {
            int move = moves.get(i);
            if (ready.get(move) || waiting.get(move)) {
                return true;
            }
        }
        return false;
    }

    private boolean isThere(int node) {
        return states[node] != State.ASIDE && states[node] != State.JOINED;
    }

    private void putAside(int node) {
        low.clear(node);
        high.clear(node);
        states[node] = State.ASIDE;
        aside.add(node);
        IntList neighbours = graph.neighbours(node);
        for (int i = 0; i < neighbours.size(); i++) {
            if (isThere(neighbours.get(i))) {
                lowerDegree(neighbours.get(i));
            }
        }
    }

    private void lowerDegree(int node) {
        if (states[node] == State.MACHINE) {
            return;
        }
        int before = degrees[node]--;
        if (before == colours) {
            wakeMoves(node);
            IntList neighbours = graph.neighbours(node);
            for (int i = 0; i < neighbours.size(); i++) {
                if (isThere(neighbours.get(i))) {
                    wakeMoves(neighbours.get(i));
                }
            }
            classify(node);
        }
    }

    private void wakeMoves(int node) {
        IntList moves = movesOf[node];
        for (int i = 0; i < moves.size(); i++) {
            if (waiting.get(moves.get(i))) {
                waiting.clear(moves.get(i));
                ready.set(moves.get(i));
            }
        }
    }

    private int alias(int node) {
        int at = node;
        while (states[at] == State.JOINED) {
            at = aliases[at];
        }
        return at;
    }

    private void join(int index) {
        ready.clear(index);
        Move move = graph.moves().get(index);
        int a = alias(move.def());
        int b = alias(move.use());
        int kept = Interference.isMachine(b) ? b : a;
        int gone = kept == a ? b : a;
        if (kept == gone) {
            maybeLow(kept);
        } else if (Interference.isMachine(gone) || graph.hasEdge(kept, gone)) {
            maybeLow(kept);
            maybeLow(gone);
        } else if (Interference.isMachine(kept) ? isHarmlessToMachine(kept, gone) : isHarmless(kept, gone)) {
            combine(kept, gone);
            maybeLow(kept);
        } else {
            waiting.set(index);
        }
    }

    private void maybeLow(int node) {
        if (states[node] != State.MACHINE && isThere(node) && states[node] != State.HIGH) {
            classify(node);
        }
    }

    /** George's test: each neighbour of gone gets a colour anyway, or is a neighbour of kept already. */
    private boolean isHarmlessToMachine(int kept, int gone) {
        if (!isInPalette(kept)) {
            return false;
        }
        IntList neighbours = graph.neighbours(gone);
        for (int i = 0; i < neighbours.size(); i++) {
            int node = neighbours.get(i);
            boolean harmless = !isThere(node)
                    || (states[node] != State.MACHINE && degrees[node] < colours)
                    || graph.hasEdge(node, kept);
            if (!harmless) {
                return false;
            }
        }
        return true;
    }

    private boolean isInPalette(int machine) {
        return inPalette.get(machine);
    }

    /** Briggs's test: the joined node has fewer neighbours than colours that may be hard to colour. */
    private boolean isHarmless(int kept, int gone) {
        BitSet hard = new BitSet();
        addHard(kept, hard);
        addHard(gone, hard);
        return hard.cardinality() < colours;
    }

    private void addHard(int node, BitSet hard) {
        IntList neighbours = graph.neighbours(node);
        for (int i = 0; i < neighbours.size(); i++) {
            int neighbour = neighbours.get(i);
            if (isThere(neighbour) && degrees[neighbour] >= colours) {
                hard.set(neighbour);
            }
        }
    }

    private void combine(int kept, int gone) {
        low.clear(gone);
        lowWithMoves.clear(gone);
        high.clear(gone);
        states[gone] = State.JOINED;
        aliases[gone] = kept;
        movesOf[kept].addAll(movesOf[gone]);
        wakeMoves(gone);
        graph.addCost(kept, graph.cost(gone));
        IntList neighbours = graph.neighbours(gone);
        for (int i = 0; i < neighbours.size(); i++) {
            int node = neighbours.get(i);
            if (!isThere(node)) {
                continue;
            }
            if (graph.addEdge(kept, node)) {
                raiseDegree(kept);
                raiseDegree(node);
            }
            lowerDegree(node);
        }
        if (states[kept] != State.MACHINE) {
            classify(kept);
        }
    }

    private void raiseDegree(int node) {
        if (states[node] != State.MACHINE) {
            degrees[node]++;
        }
    }

    private void freeze(int node) {
        giveUpMoves(node);
        classify(node);
    }

    private void giveUpMoves(int node) {
        IntList moves = movesOf[node];
        for (int i = 0; i < moves.size(); i++) {
            int index = moves.get(i);
            if (ready.get(index) || waiting.get(index)) {
                ready.clear(index);
                waiting.clear(index);
                Move move = graph.moves().get(index);
                int other = alias(move.def()) == node ? alias(move.use()) : alias(move.def());
                maybeLow(other);
            }
        }
    }

    private int cheapest() {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int node = high.nextSetBit(0); node >= 0; node = high.nextSetBit(node + 1)) {
            double cost = graph.cost(node) / degrees[node];
            if (best < 0 || cost < least) {
                best = node;
                least = cost;
            }
        }
        return best;
    }

    private void assign() {
        while (aside.size() > 0) {
            int node = aside.removeLast();
            BitSet taken = new BitSet(MachineInstruction.FIRST_VIRTUAL);
            IntList neighbours = graph.neighbours(node);
            for (int i = 0; i < neighbours.size(); i++) {
                int neighbour = alias(neighbours.get(i));
                if (states[neighbour] == State.MACHINE) {
                    taken.set(assigned[neighbour]);
                }
            }
            int colour = choose(node, taken);
            if (colour < 0) {
                uncoloured.set(node);
            } else {
                assigned[node] = colour;
                states[node] = State.MACHINE;
            }
        }
    }

    /** A register that saves a copy, or else the first that is free. */
    private int choose(int node, BitSet taken) {
        IntList moves = movesOf[node];
        for (int i = 0; i < moves.size(); i++) {
            Move move = graph.moves().get(moves.get(i));
            int other = alias(move.def()) == node ? alias(move.use()) : alias(move.def());
            if (isFree(other, taken)) {
                return assigned[other];
            }
        }
        IntList likings = graph.likings(node);
        for (int i = 0; i < likings.size(); i++) {
            int other = alias(likings.get(i));
            if (isFree(other, taken) && !isSaved(assigned[other])) {
                return assigned[other];
            }
        }
        for (Register register : palette) {
            if (!taken.get(register.number())) {
                return register.number();
            }
        }
        return -1;
    }

    private boolean isFree(int node, BitSet taken) {
        return states[node] == State.MACHINE && isInPalette(assigned[node]) && !taken.get(assigned[node]);
    }

    private static boolean isSaved(int machine) {
        return Convention.SAVED.contains(Register.of(machine));
    }

    /** Those that no register was left for. */
    List<Integer> uncoloured() {
        List<Integer> nodes = new ArrayList<>();
        uncoloured.stream().forEach(nodes::add);
        return nodes;
    }

    /** The machine's register of each. */
    int[] assigned() {
        int[] result = new int[assigned.length];
        for (int node = 0; node < result.length; node++) {
            result[node] = assigned[alias(node)];
        }
        return result;
    }
}
