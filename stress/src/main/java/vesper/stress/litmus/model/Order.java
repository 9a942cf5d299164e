package vesper.stress.litmus.model;

import java.util.List;

/**
 * A partial order of the memory operations of an execution, up to 64, transitively closed: what the global memory order
 * must have.
 */
final class Order {
    /** Bit {@code b} of {@code after[a]}: {@code a} precedes {@code b}. */
    private final long[] after;

    private int additions;

    Order(int operations) {
        after = new long[operations];
    }

    private Order(long[] after) {
        this.after = after.clone();
    }

    /** The orders side by side: the operations of each are numbered on from those of the one before. */
    static Order join(List<Order> parts) {
        Order joined =
                new Order(parts.stream().mapToInt(part -> part.after.length).sum());
        int first = 0;
        for (Order part : parts) {
            for (int i = 0; i < part.after.length; i++) {
                joined.after[first + i] = part.after[i] << first;
            }
            first += part.after.length;
        }
        return joined;
    }

    Order copy() {
        return new Order(after);
    }

    /** Rises whenever {@link #add} changes the order. */
    int additions() {
        return additions;
    }

    boolean precedes(int a, int b) {
        return (after[a] >>> b & 1) != 0;
    }

    /** Puts {@code a} before {@code b}; false, and unchanged, if that makes a cycle. */
    boolean add(int a, int b) {
        if (a == b || precedes(b, a)) {
            return false;
        }
        if (!precedes(a, b)) {
            additions++;
            long reached = after[b] | 1L << b;
            for (int i = 0; i < after.length; i++) {
                if (i == a || precedes(i, a)) {
                    after[i] |= reached;
                }
            }
        }
        return true;
    }
}
