package vesper.stress.litmus.model;

import java.util.List;
import vesper.stress.litmus.model.Candidate.Read;

/**
 * Looks for a global memory order of a candidate that conforms to preserved program order and satisfies the load value
 * axiom and the atomicity axiom ("Memory Model Axioms"). The progress axiom is about infinite executions; these are
 * finite.
 *
 * <p>It does not list total orders. With the source of each read chosen, both axioms say only that one operation
 * precedes another, or that one does if another does. So a partial order is extended by what they force; where two
 * stores to a byte are left open, one of which is a source, both ways are tried. When nothing is open, every total order
 * that extends the partial one obeys the axioms.
 */
final class Search {
    private final Candidate candidate;
    private final Rules rules;
    private final Order kept;
    private final List<Read> reads;
    private final int[] chosen;

    /**
     * @param kept what the rules order whatever values loads return
     */
    Search(Candidate candidate, Rules rules, Order kept) {
        this.candidate = candidate;
        this.rules = rules;
        this.kept = kept;
        this.reads = candidate.reads();
        this.chosen = new int[reads.size()];
    }

    /**
     * Whether an order exists.
     *
     * @param last for each cell the store that is to come last among those to it, or {@link Candidate#INITIAL} if that
     *     does not matter
     */
    boolean succeeds(int[] last) {
        Order order = kept.copy();
        for (int cell = 0; cell < last.length; cell++) {
            if (last[cell] != Candidate.INITIAL) {
                for (long rest = candidate.stores(cell) & ~(1L << last[cell]); rest != 0; rest &= rest - 1) {
                    if (!order.add(Long.numberOfTrailingZeros(rest), last[cell])) {
                        return false;
                    }
                }
            }
        }
        return choose(0, order);
    }

    /** Chooses the sources of the reads from {@code next} on. */
    private boolean choose(int next, Order order) {
        if (next == reads.size()) {
            Order complete = order.copy();
            return keepBySources(complete) && settle(complete, next) && arrange(complete);
        }
        for (int source : reads.get(next).sources()) {
            chosen[next] = source;
            Order extended = order.copy();
            if (settle(extended, next + 1) && choose(next + 1, extended)) {
                return true;
            }
        }
        return false;
    }

    /** Adds what the rules order because of the chosen sources. */
    private boolean keepBySources(Order order) {
        for (int hart = 0; hart < candidate.runs().size(); hart++) {
            HartView view = candidate.hart(hart, rules.reading(), chosen);
            List<Operation> operations = candidate.runs().get(hart).operations();
            for (Operation b : operations) {
                for (Operation a : operations) {
                    if (b.isLoad()
                            && rules.orderBySources(view, a, b)
                            && !order.add(candidate.number(a), candidate.number(b))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Tries both orders of each source and another store to the same byte that are not ordered yet. */
    private boolean arrange(Order order) {
        for (int i = 0; i < chosen.length; i++) {
            int source = chosen[i];
            if (source != Candidate.INITIAL) {
                for (long rest = others(i); rest != 0; rest &= rest - 1) {
                    int other = Long.numberOfTrailingZeros(rest);
                    if (!order.precedes(source, other) && !order.precedes(other, source)) {
                        return arranged(order, source, other) || arranged(order, other, source);
                    }
                }
            }
        }
        return true;
    }

    private boolean arranged(Order order, int a, int b) {
        Order extended = order.copy();
        return extended.add(a, b) && settle(extended, chosen.length) && arrange(extended);
    }

    /** Adds all that the axioms force for the first {@code count} reads; false if that makes a cycle. */
    private boolean settle(Order order, int count) {
        int before;
        do {
            before = order.additions();
            for (int i = 0; i < count; i++) {
                if (!loadValueAxiom(order, i) || !atomicityAxiom(order, i)) {
                    return false;
                }
            }
        } while (order.additions() != before);
        return true;
    }

    /** The stores that read {@code i} could have returned the value of, but its source. */
    private long others(int i) {
        Read read = reads.get(i);
        long stores = candidate.stores(read.cell()) & ~(1L << read.load());
        return chosen[i] == Candidate.INITIAL ? stores : stores & ~(1L << chosen[i]);
    }

    /**
     * The source precedes the load in the global memory order or in program order, and is the latest in global memory
     * order of all stores that do.
     */
    private boolean loadValueAxiom(Order order, int i) {
        Read read = reads.get(i);
        int source = chosen[i];
        int load = read.load();
        boolean initial = source == Candidate.INITIAL;
        if (initial ? read.earlier() != 0 : (read.earlier() >>> source & 1) == 0 && !order.add(source, load)) {
            return false;
        }
        for (long rest = others(i); rest != 0; rest &= rest - 1) {
            int other = Long.numberOfTrailingZeros(rest);
            boolean kept = true;
            if (initial) {
                kept = order.add(load, other);
            } else if ((read.earlier() >>> other & 1) != 0 || order.precedes(other, load)) {
                kept = order.add(other, source);
            } else if (order.precedes(source, other)) {
                kept = order.add(load, other);
            }
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    /** The source precedes the paired store-conditional, and no store of another hart to the byte is between them. */
    private boolean atomicityAxiom(Order order, int i) {
        Read read = reads.get(i);
        int source = chosen[i];
        if (read.paired() < 0) {
            return true;
        }
        boolean initial = source == Candidate.INITIAL;
        if (!initial && source != read.paired() && !order.add(source, read.paired())) {
            return false;
        }
        int hart = candidate.operation(read.load()).hart();
        for (long rest = others(i); rest != 0; rest &= rest - 1) {
            int other = Long.numberOfTrailingZeros(rest);
            boolean kept = true;
            if (candidate.operation(other).hart() != hart) {
                if (initial || order.precedes(source, other)) {
                    kept = order.add(read.paired(), other);
                } else if (order.precedes(other, read.paired())) {
                    kept = order.add(other, source);
                }
            }
            if (!kept) {
                return false;
            }
        }
        return true;
    }
}
