package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders that the stores of a candidate can have, as far as they write the same bytes. */
final class StoreOrders {
    private final Candidate candidate;

    /** Stores that share cells, directly or through others. */
    private final List<List<Integer>> groups = new ArrayList<>();

    StoreOrders(Candidate candidate) {
        this.candidate = candidate;
        for (int store = 0; store < candidate.size(); store++) {
            if (candidate.operation(store).isStore()) {
                add(store);
            }
        }
    }

    private void add(int store) {
        List<Integer> joined = new ArrayList<>(List.of(store));
        for (List<Integer> group : List.copyOf(groups)) {
            if (group.stream().anyMatch(other -> overlap(store, other))) {
                groups.remove(group);
                joined.addAll(group);
            }
        }
        groups.add(joined);
    }

    private boolean overlap(int a, int b) {
        return candidate.operation(a).where().overlaps(candidate.operation(b).where());
    }

    /**
     * A rank for each store: of two to the same cell, the lower comes first.
     *
     * @param last for each cell the store that comes last, or {@link Candidate#INITIAL} if that does not matter
     * @return null if the choices lead to no such order
     */
    int @Nullable [] rank(int[] last, Choices choices) {
        int[] rank = new int[candidate.size()];
        for (List<Integer> group : groups) {
            List<Integer> open = new ArrayList<>(group);
            while (!open.isEmpty()) {
                List<Integer> free =
                        open.stream().filter(store -> !waits(store, open, last)).toList();
                if (free.isEmpty()) {
                    return null;
                }
                int store = free.get(choices.choose(free.size()));
                rank[store] = group.size() - open.size();
                open.removeIf(other -> other == store);
            }
        }
        return rank;
    }

    /** Whether a store is to be the last to a cell that another has still to write. */
    private boolean waits(int store, List<Integer> open, int[] last) {
        for (int cell = 0; cell < last.length; cell++) {
            if (last[cell] == store) {
                long stores = candidate.stores(cell) & ~(1L << store);
                if (open.stream().anyMatch(other -> (stores >>> other & 1) != 0)) {
                    return true;
                }
            }
        }
        return false;
    }
}
