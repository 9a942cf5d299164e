package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.Observed;
import vesper.stress.litmus.test.Value;

/** What a final state shows of an execution. */
final class Observation {
    private final List<Observed> names;
    private final Memory memory;
    private final List<Cell> cells;
    private final boolean[] seen;

    Observation(Collection<Observed> names, Memory memory) {
        this.names = List.copyOf(names);
        this.memory = memory;
        this.cells = memory.cells();
        this.seen = new boolean[cells.size()];
        for (Observed name : names) {
            if (name instanceof Observed.Memory place) {
                for (Cell cell : cells(place)) {
                    seen[cells.indexOf(cell)] = true;
                }
            }
        }
    }

    private List<Cell> cells(Observed.Memory place) {
        return memory.cells(memory.address(place), memory.bytes(place));
    }

    /** All of the memory's, in its order. */
    List<Cell> cells() {
        return cells;
    }

    /**
     * For each observed cell a store that may be the last to it; {@link Candidate#INITIAL} where there is none, or where
     * nobody looks.
     */
    int[] last(Candidate candidate, Choices choices) {
        int[] last = new int[cells.size()];
        Arrays.fill(last, Candidate.INITIAL);
        for (int cell = 0; cell < last.length; cell++) {
            long stores = candidate.stores(cell);
            if (seen[cell] && stores != 0) {
                for (int skip = choices.choose(Long.bitCount(stores)); skip > 0; skip--) {
                    stores &= stores - 1;
                }
                last[cell] = Long.numberOfTrailingZeros(stores);
            }
        }
        return last;
    }

    /** What each observed name holds in the end, by the last store to each cell. */
    List<Long> bits(Candidate candidate, int[] last) {
        List<Long> bits = new ArrayList<>(names.size());
        for (Observed name : names) {
            bits.add(
                    switch (name) {
                        case Observed.Register register ->
                            candidate.runs().get(register.hart()).registers()[register.number()];
                        case Observed.Memory place -> bits(place, candidate, last);
                    });
        }
        return bits;
    }

    private long bits(Observed.Memory place, Candidate candidate, int[] last) {
        long bits = 0;
        for (Cell cell : cells(place)) {
            int store = last[cells.indexOf(cell)];
            long value = store == Candidate.INITIAL
                    ? cell.initial()
                    : candidate.operation(store).stored(cell);
            bits |= cell.placed(value, memory.address(place));
        }
        return bits;
    }

    FinalState state(List<Long> bits) {
        SortedMap<Observed, Value> values = new TreeMap<>();
        for (int i = 0; i < bits.size(); i++) {
            values.put(names.get(i), memory.observe(names.get(i), bits.get(i)));
        }
        return new FinalState(values);
    }
}
