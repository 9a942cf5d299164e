package vesper.stress.litmus.model;

/**
 * A fence of main memory in a run.
 *
 * @param position among the executed instructions
 * @param text as written
 * @param predecessors and {@code successors} are R 2, W 1; I and O order no main memory
 * @param tso whether it is {@code fence.tso}, which does not order stores before loads
 */
record Fence(int position, String text, int predecessors, int successors, boolean tso) {
    private static final int R = 2;
    private static final int W = 1;

    /** Whether it orders {@code a} before {@code b} (manual, section "Fence Instruction"). */
    boolean orders(Operation a, Operation b) {
        if (a.position() > position || b.position() < position) {
            return false;
        }
        boolean fromLoad = a.isLoad() && (predecessors & R) != 0;
        boolean fromStore = a.isStore() && (predecessors & W) != 0;
        boolean toLoad = b.isLoad() && (successors & R) != 0;
        boolean toStore = b.isStore() && (successors & W) != 0;
        return (fromLoad && (toLoad || toStore)) || (fromStore && (toStore || (toLoad && !tso)));
    }
}
