package vesper.aot.regalloc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;
import vesper.isa.Register;

/** Gives the virtual registers of a method's code registers of the machine; changes the code where there are too few. */
public final class RegisterAllocator {
    // With more than that, offsets from sp may not fit into twelve bits, besides what is saved.
    private static final int MAX_NEAR_SLOTS = 200;
    private static final double REPEATED = 0.4; // how dear a constant is, made again, against a load

    private final MachineCode code;
    private final Spiller spiller;
    private final List<Register> palette = new ArrayList<>(Convention.TEMPORARY);

    private RegisterAllocator(MachineCode code) {
        this.code = code;
        this.spiller = new Spiller(code);
        palette.addAll(Convention.SAVED);
    }

    public static Allocation allocate(MachineCode code) {
        return new RegisterAllocator(code).allocate();
    }

    private Allocation allocate() {
        while (true) {
            Interference graph = new Interference(code);
            setCosts(graph);
            Coloring coloring = new Coloring(graph, palette);
            List<Integer> uncoloured = coloring.uncoloured();
            if (!uncoloured.isEmpty()) {
                spiller.spill(victims(graph, uncoloured));
            } else if (spiller.slots() > MAX_NEAR_SLOTS && palette.contains(Convention.SCRATCH)) {
                palette.remove(Convention.SCRATCH);
            } else {
                int slots = spiller.slots() == 0 ? 0 : Slots.share(code, spiller.slots());
                return result(coloring.assigned(), slots);
            }
        }
    }

    /** Those that no register was left for, or what is in the way of one that can't live in the stack. */
    private Set<Integer> victims(Interference graph, List<Integer> uncoloured) {
        Set<Integer> victims = new LinkedHashSet<>();
        for (int node : uncoloured) {
            victims.add(spiller.isShort(node) ? cheapestNeighbour(graph, node) : node);
        }
        return victims;
    }

    private int cheapestNeighbour(Interference graph, int node) {
        IntList neighbours = graph.neighbours(node);
        int best = node;
        for (int i = 0; i < neighbours.size(); i++) {
            int other = neighbours.get(i);
            boolean movable = !Interference.isMachine(other) && !spiller.isShort(other);
            if (movable && (best == node || graph.cost(other) < graph.cost(best))) {
                best = other;
            }
        }
        if (best == node) {
            throw new IllegalStateException(code.method() + " needs more registers than there are");
        }
        return best;
    }

    private void setCosts(Interference graph) {
        Map<Integer, MachineInstruction> repeatable = spiller.repeatable();
        for (int node = MachineInstruction.FIRST_VIRTUAL; node < graph.size(); node++) {
            if (spiller.isShort(node)) {
                graph.setCost(node, Double.POSITIVE_INFINITY);
            } else if (repeatable.containsKey(node)) {
                graph.setCost(node, graph.cost(node) * REPEATED);
            }
        }
    }

    private Allocation result(int[] registers, int slots) {
        boolean[] used = new boolean[MachineInstruction.FIRST_VIRTUAL];
        for (MachineBlock block : code.blocks()) {
            for (MachineInstruction instruction : block.instructions()) {
                for (int i = 0; i < instruction.defCount(); i++) {
                    used[registers[instruction.def(i)]] = true;
                }
            }
        }
        List<Register> saved = Convention.SAVED.stream()
                .filter(register -> used[register.number()])
                .toList();
        int[] origins = new int[registers.length];
        Arrays.setAll(origins, spiller::origin);
        return new Allocation(registers, origins, slots, saved);
    }
}
