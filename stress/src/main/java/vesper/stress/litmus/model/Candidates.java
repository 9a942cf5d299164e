package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts a run of each hart together, in every way that gives each load a store whose value it returns.
 *
 * <p>Most ways do not. So each run has the set of values that its loads need, and of those that its stores offer, each
 * for a certain cell; what is needed so far must be offered so far, or by some run of a hart that is still to come.
 */
final class Candidates {
    /** A minute's work. */
    private static final double MOST = 2e9;

    /** A run with its sets; bit {@code i} is a cell and a value that it may hold. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Part(Run run, long[] needs, long[] offers) {}

    private final List<Cell> cells;
    private final List<Integer> firstBit = new ArrayList<>();
    private final int words;
    private final List<List<Part>> harts = new ArrayList<>();

    /** For each hart what it and those behind it may offer, at best. */
    private final List<long[]> outlook = new ArrayList<>();

    /**
     * @throws UnsupportedTestException if there are too many ways
     */
    Candidates(Memory memory, List<List<Run>> runs) throws UnsupportedTestException {
        double ways = 1;
        for (List<Run> hart : runs) {
            ways *= hart.size();
        }
        if (ways > MOST) {
            throw new UnsupportedTestException("the harts' loads can return too many values to put together");
        }
        cells = memory.cells();
        int bits = 0;
        for (Cell cell : cells) {
            firstBit.add(bits);
            bits += cell.values().size();
        }
        words = bits / Long.SIZE + 1;
        for (List<Run> hart : runs) {
            harts.add(hart.stream().map(this::part).toList());
        }
        long[] rest = new long[words];
        outlook.add(rest.clone());
        for (List<Part> hart : harts.reversed()) {
            for (Part part : hart) {
                addAll(rest, part.offers);
            }
            outlook.add(rest.clone());
        }
        Collections.reverse(outlook);
    }

    private Part part(Run run) {
        long[] needs = new long[words];
        long[] offers = new long[words];
        for (Operation operation : run.operations()) {
            for (Cell cell : operation.where().cells()) {
                if (operation.isLoad()) {
                    add(needs, cell, operation.loaded(cell));
                }
                if (operation.isStore()) {
                    add(offers, cell, operation.stored(cell));
                }
            }
        }
        return new Part(run, needs, offers);
    }

    /** A value that the cell was never found to hold is offered to nobody: no load returns it. */
    private void add(long[] set, Cell cell, long value) {
        int index = cell.values().indexOf(value);
        if (index >= 0) {
            int bit = firstBit.get(cells.indexOf(cell)) + index;
            set[bit / Long.SIZE] |= 1L << bit;
        }
    }

    private static void addAll(long[] set, long[] more) {
        for (int i = 0; i < set.length; i++) {
            set[i] |= more[i];
        }
    }

    /**
     * @throws UnsupportedTestException if one has too many operations
     */
    void forEach(Consumer<Candidate> action) throws UnsupportedTestException {
        long[] offers = new long[words];
        for (Cell cell : cells) {
            add(offers, cell, cell.initial());
        }
        combine(List.of(), new long[words], offers, action);
    }

    private void combine(List<Run> before, long[] needs, long[] offers, Consumer<Candidate> action)
            throws UnsupportedTestException {
        int hart = before.size();
        if (hart == harts.size()) {
            action.accept(new Candidate(before, cells));
            return;
        }
        long[] later = outlook.get(hart + 1);
        for (Part part : harts.get(hart)) {
            if (isMet(needs, offers, part, later)) {
                long[] needed = needs.clone();
                long[] offered = offers.clone();
                addAll(needed, part.needs);
                addAll(offered, part.offers);
                List<Run> runs = new ArrayList<>(before);
                runs.add(part.run);
                combine(runs, needed, offered, action);
            }
        }
    }

    private static boolean isMet(long[] needs, long[] offers, Part part, long[] later) {
        for (int i = 0; i < needs.length; i++) {
            if (((needs[i] | part.needs[i]) & ~(offers[i] | part.offers[i] | later[i])) != 0) {
                return false;
            }
        }
        return true;
    }
}
