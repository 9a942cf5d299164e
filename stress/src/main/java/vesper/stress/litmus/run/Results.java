package vesper.stress.litmus.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vesper.bus.PhysicalMemory;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.InitialState;
import vesper.stress.litmus.test.LitmusTest;
import vesper.stress.litmus.test.Observed;
import vesper.stress.litmus.test.Value;

/** Reads what is observed, and counts final states. For the host, while no hart runs. */
final class Results {
    /** Where the value of an observed name is after a batch, as RAM offsets. */
    private sealed interface Source {
        record Register(long first, int stride) implements Source {}

        record Memory(Cells cells, int offset, int width) implements Source {}
    }

    private final PhysicalMemory ram;
    private final CellSet cells;
    private final InitialState init;
    private final List<Observed> names;
    private final Source[] sources;

    /** Of each state the values in the order of the names, then a bit for each that is a place, not a number. */
    private final Tally tally;

    Results(PhysicalMemory ram, CellSet cells, List<ThreadPlan> plans, LitmusTest test) {
        this.ram = ram;
        this.cells = cells;
        this.init = test.init();
        this.names = List.copyOf(test.observed());
        this.tally = new Tally(names.size() + 1);
        List<Source> found = new ArrayList<>();
        for (Observed name : names) {
            found.add(
                    switch (name) {
                        case Observed.Register register -> source(plans.get(register.hart()), register.number());
                        case Observed.Memory memory -> source(memory);
                    });
        }
        this.sources = found.toArray(Source[]::new);
    }

    private static Source source(ThreadPlan plan, int register) {
        long records = GuestMap.records(plan.code().number()) - GuestMap.RAM;
        int offset = plan.resultOffset(plan.results().indexOf(register));
        return new Source.Register(records + offset, plan.stride());
    }

    private Source source(Observed.Memory memory) {
        Cells of = cells.of(memory.location());
        int width = of.location().type().bytes();
        return new Source.Memory(of, width * Math.max(memory.index(), 0), width);
    }

    /** Counts the final states of a batch of {@code count} iterations. */
    void collect(int count) {
        long[] tuple = tally.tuple();
        for (int i = 0; i < count; i++) {
            long places = 0;
            for (int name = 0; name < sources.length; name++) {
                long number = read(sources[name], i);
                long place = cells.place(number, i);
                if (place >= 0) {
                    places |= 1L << name;
                    number = place;
                }
                tuple[name] = number;
            }
            tuple[sources.length] = places;
            tally.count();
        }
    }

    private long read(Source source, int iteration) {
        return switch (source) {
            case Source.Register register -> ram.loadOpaque64(register.first + (long) register.stride * iteration);
            case Source.Memory memory -> {
                long offset = memory.cells.address(iteration) - GuestMap.RAM + memory.offset;
                yield switch (memory.width) {
                    case 1 -> ram.loadOpaque8(offset);
                    case 2 -> ram.loadOpaque16(offset);
                    case 4 -> ram.loadOpaque32(offset);
                    default -> ram.loadOpaque64(offset);
                };
            }
        };
    }

    /** All that was counted so far. */
    Histogram histogram() {
        SortedMap<FinalState, Long> counts = new TreeMap<>();
        tally.forEach((tuple, count) -> counts.merge(state(tuple), count, Long::sum));
        return new Histogram(counts);
    }

    private FinalState state(long[] tuple) {
        SortedMap<Observed, Value> values = new TreeMap<>();
        for (int i = 0; i < sources.length; i++) {
            boolean place = (tuple[sources.length] >>> i & 1) != 0;
            Observed name = names.get(i);
            values.put(name, place ? cells.address(tuple[i]) : init.observe(name, tuple[i]));
        }
        return new FinalState(values);
    }
}
