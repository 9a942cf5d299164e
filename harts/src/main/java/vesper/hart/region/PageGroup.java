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

    private static final int PAGE_SIZE = 4096;

    final int register;
    final boolean store;
    private final List<Integer> members = new ArrayList<>();
    private int least;
    private int end;
    private int width;
    private int widest;

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
    boolean add(int at, int distance, int accessWidth) {
        int newLeast = members.isEmpty() ? distance : Math.min(least, distance);
        int newEnd = members.isEmpty() ? distance + accessWidth : Math.max(end, distance + accessWidth);
        int newWidth = Math.max(width, accessWidth);
        int newWidest = accessWidth > width ? distance : widest;
        if (newEnd - newLeast > MAX_SPAN || !aligned(distance, accessWidth, newWidest)) {
            return false;
        }
        members.add(at);
        least = newLeast;
        end = newEnd;
        width = newWidth;
        widest = newWidest;
        return true;
    }

    /** Where the widest access is aligned, this one must be too. */
    private boolean aligned(int distance, int accessWidth, int reference) {
        boolean narrowOnesStay = accessWidth <= width || members.isEmpty() || (distance - widest) % width == 0;
        return narrowOnesStay && (distance - reference) % accessWidth == 0;
    }

    /** The distance of an access that is as wide as any: the one that is looked up. */
    int reference() {
        return widest;
    }

    int width() {
        return width;
    }

    /** Bytes of the group before the reference. */
    int before() {
        return widest - least;
    }

    /** How far into a page the group's first byte may lie. */
    int room() {
        return PAGE_SIZE - (end - least);
    }
}
