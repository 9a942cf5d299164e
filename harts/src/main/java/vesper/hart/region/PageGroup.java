package vesper.hart.region;

import java.util.ArrayList;
import java.util.List;

/**
 * Loads, or stores, off one register with distances known at translation: where the bytes that they touch lie in one
 * page, one look into the table is enough for all of them.
 */
final class PageGroup {
    /** Wider groups would often lie in two pages. */
    static final int MAX_SPAN = 1024;

    final int register;
    final boolean store;
    private final List<Integer> members = new ArrayList<>();
    private int least;
    private int end;

    PageGroup(int register, boolean store) {
        this.register = register;
        this.store = store;
    }

    int size() {
        return members.size();
    }

    /** Their places in the unit. */
    List<Integer> members() {
        return members;
    }

    /** Adds an access at this place in the unit, at this distance from the register, if it fits. */
    boolean add(int at, int distance, int width) {
        int newLeast = members.isEmpty() ? distance : Math.min(least, distance);
        int newEnd = members.isEmpty() ? distance + width : Math.max(end, distance + width);
        if (newEnd - newLeast > MAX_SPAN) {
            return false;
        }
        members.add(at);
        least = newLeast;
        end = newEnd;
        return true;
    }

    /** The distance of the group's first byte. */
    int first() {
        return least;
    }

    /** Bytes from the first to the end of the last. */
    int span() {
        return end - least;
    }
}
