package vesper.stress.litmus.model;

import java.util.List;

/**
 * A graph of an execution, ready to be drawn.
 *
 * @param title lines above it
 * @param harts how many columns
 */
record Picture(List<String> title, int harts, List<Box> boxes, List<Arrow> arrows) {
    Picture {
        title = List.copyOf(title);
        boxes = List.copyOf(boxes);
        arrows = List.copyOf(arrows);
    }

    /**
     * An operation, or an initial value.
     *
     * @param hart its column, or -1 for an initial value
     * @param row from the top, 0 for initial values
     * @param effect such as {@code a: W x=1}
     * @param instruction as written, or empty
     */
    record Box(int hart, int row, String effect, String instruction) {}

    /**
     * @param from and {@code to} are indices of boxes
     * @param inCycle whether to draw it heavily
     */
    record Arrow(int from, int to, String label, String colour, boolean inCycle) {}
}
